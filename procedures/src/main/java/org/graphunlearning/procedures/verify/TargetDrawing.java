package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.metric.ItemKind;
import org.graphunlearning.verify.metric.ItemScores;

/**
 * What a page draws of one target: the nodes that carry most of its explanation and the edges between them, before and after. Remaining
 * nodes have a place and a distance but no name, because who stood next to something deleted tells what was deleted; shares are
 * rounded, so that they match the stored heat maps no better than they must. Whoever may read those can still guess.
 *
 * <p>Before is the untouched model on the graph before, after is the judged model on the graph as it is. Costs a pass over the
 * explanations and a search per pair of drawn nodes.
 */
final class TargetDrawing {
    private static final int MOST_NODES = 24;
    private static final double STEPS = 1000;

    private final Graph graph;
    private final ElementNames names;
    private final long target;
    private final Scores nodes;
    private final Scores edges;
    private final long[] keys;
    private final int[] hops;

    /** Scores of one kind. */
    private record Scores(ItemScores before, ItemScores after) {
        static Scores of(Attribution before, Attribution after, ItemKind kind) {
            return new Scores(ItemScores.of(before, kind), ItemScores.of(after, kind));
        }
    }

    /**
     * A drawing.
     *
     * @param graph before the deletion
     * @param before explanation by the untouched model there
     * @param after explanation of the same target by the judged model on the remaining graph
     */
    TargetDrawing(Graph graph, ElementNames names, Attribution before, Attribution after) {
        this.graph = graph;
        this.names = names;
        this.target = before.target();
        this.nodes = Scores.of(before, after, ItemKind.NODE);
        this.edges = Scores.of(before, after, ItemKind.EDGE);
        this.keys = chosen(Ranked.of(new Ranked.Trio(before, after, null), ItemKind.NODE, MOST_NODES));
        this.hops = hops();
    }

    /** {@code nodes}, {@code edges} by place in the nodes, and how many nodes were {@code omitted}. */
    Map<String, Object> fields() {
        var place = new int[keys.length];
        var drawn = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < keys.length; i++) {
            place[i] = hops[i] < 0 ? -1 : drawn.size();
            if (hops[i] >= 0) {
                drawn.add(node(i));
            }
        }
        var out = new LinkedHashMap<String, Object>();
        out.put("nodes", drawn);
        out.put("edges", lines(place));
        out.put("omitted", Math.max(0L, (long) nodes.before().size() - drawn.size()));
        return out;
    }

    /** Keys of the target and the nodes with the largest scores, ascending. */
    private long[] chosen(List<Ranked> ranked) {
        var out = new long[ranked.size() + 1];
        for (int i = 0; i < ranked.size(); i++) {
            out[i] = ranked.get(i).first();
        }
        out[ranked.size()] = target;
        return Arrays.stream(out).sorted().distinct().toArray();
    }

    /** Distances from the target over drawn nodes; -1 for what only undrawn nodes connect. */
    private int[] hops() {
        var out = new int[keys.length];
        Arrays.fill(out, -1);
        out[Arrays.binarySearch(keys, target)] = 0;
        boolean grown = true;
        for (int hop = 0; grown; hop++) {
            grown = false;
            for (int i = 0; i < keys.length; i++) {
                for (int j = 0; out[i] == hop && j < keys.length; j++) {
                    if (out[j] < 0 && joined(i, j)) {
                        out[j] = hop + 1;
                        grown = true;
                    }
                }
            }
        }
        return out;
    }

    private boolean joined(int i, int j) {
        int one = graph.row(keys[i]);
        int other = graph.row(keys[j]);
        return one >= 0
                && other >= 0
                && (graph.adjacency().contains(one, other) || graph.adjacency().contains(other, one));
    }

    private Map<String, Object> node(int i) {
        var out = new LinkedHashMap<String, Object>();
        out.put("hop", (long) hops[i]);
        out.put("before", share(nodes.before(), keys[i], keys[i]));
        var name = names.node(keys[i]);
        if (name.startsWith(ElementNames.DELETED)) {
            out.put("deleted", name.substring(ElementNames.DELETED.length()));
        } else {
            out.put("after", share(nodes.after(), keys[i], keys[i]));
        }
        return out;
    }

    private List<Map<String, Object>> lines(int[] place) {
        var out = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < keys.length; i++) {
            for (int j = i + 1; j < keys.length; j++) {
                if (place[i] >= 0 && place[j] >= 0 && joined(i, j)) {
                    var line = line(keys[i], keys[j]);
                    line.put("from", (long) place[i]);
                    line.put("to", (long) place[j]);
                    out.add(line);
                }
            }
        }
        return out;
    }

    private Map<String, Object> line(long one, long other) {
        var out = new LinkedHashMap<String, Object>();
        boolean gone = isGone(one, other);
        if (edges.before().size() > 0) {
            out.put("before", share(edges.before(), one, other));
        }
        if (gone) {
            out.put("deleted", 1L);
        } else if (edges.after().size() > 0) {
            out.put("after", share(edges.after(), one, other));
        }
        return out;
    }

    /** Two edges in opposite directions are one line, which stays as long as either does. */
    private boolean isGone(long one, long other) {
        return (!joins(one, other) || names.deletedEdge(one, other) != null)
                && (!joins(other, one) || names.deletedEdge(other, one) != null);
    }

    private boolean joins(long source, long target) {
        return graph.adjacency().contains(graph.row(source), graph.row(target));
    }

    /** Share of a node, given twice, or of what joins two nodes, either way round. */
    private static double share(ItemScores scores, long one, long other) {
        boolean ofNodes = scores.kind() == ItemKind.NODE;
        double found = 0;
        for (int i = 0; i < scores.size(); i++) {
            long first = scores.first()[i];
            long second = ofNodes ? first : scores.second()[i];
            found += (first == one && second == other) || (first == other && second == one) ? scores.values()[i] : 0;
        }
        double sum = scores.sum();
        return sum == 0 ? 0 : Math.rint(found / sum * STEPS) / STEPS;
    }
}
