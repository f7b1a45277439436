package org.graphunlearning.verify.report;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one prediction rested on before and rests on after. Keys put the nodes in order and never reach the page: who was a neighbour
 * of something deleted would say what was deleted.
 *
 * @param caption one line above the drawing, for example the hop distance and class of the target
 * @param nodes at most {@value #MOST_NODES}; exactly one of them, the target, has hop 0; empty when there is nothing to draw
 * @param edges between these nodes, drawn without direction
 * @param omitted nodes of the neighbourhood that are not drawn
 */
public record Neighbourhood(String caption, List<Node> nodes, List<Edge> edges, int omitted) {
    /** Beyond it a drawing is a hairball. */
    public static final int MOST_NODES = 40;

    private static final int MOST_HOPS = 16;

    private static final Comparator<Node> IMPORTANCE = Comparator.comparing((Node node) -> node.hop() > 0)
            .thenComparing(node -> !node.isDeleted())
            .thenComparing(Node::hop)
            .thenComparing(node -> -Math.max(orZero(node.before()), orZero(node.after())))
            .thenComparing(Node::key);

    /** Checks that the drawing can be made. */
    public Neighbourhood {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        if (nodes.size() > MOST_NODES) {
            throw new IllegalArgumentException("A drawing takes at most " + MOST_NODES + " nodes, not " + nodes.size()
                    + "; use Neighbourhood.nearest to leave some out.");
        }
        requireOneTarget(nodes);
        for (var edge : edges) {
            if (edge.from() >= nodes.size() || edge.to() >= nodes.size()) {
                throw new IllegalArgumentException(
                        "An edge leads to a node that is not drawn; leave the edge out as well.");
            }
        }
        if (omitted < 0) {
            throw new IllegalArgumentException("`omitted` counts nodes left out and cannot be " + omitted + ".");
        }
    }

    /**
     * A node.
     *
     * @param key orders the nodes of a ring; distinct
     * @param hop distance to the target in edges, 0 to 16
     * @param commitment of a deleted node, 64 lower-case hex digits; null when the node stayed
     * @param before share of the explanation before, not negative, null when unknown
     * @param after the same after, null when unknown or deleted
     */
    public record Node(
            long key,
            int hop,
            @Nullable String commitment,
            @Nullable Double before,
            @Nullable Double after) {
        /** Checks ranges. */
        public Node {
            if (hop < 0 || hop > MOST_HOPS) {
                throw new IllegalArgumentException("A node is drawn at hop 0 to " + MOST_HOPS + ", not " + hop + ".");
            }
            if (commitment != null) {
                Digits.requireHash("A commitment", commitment);
            }
            Digits.requireScore(before);
            Digits.requireScore(after);
        }

        boolean isDeleted() {
            return commitment != null;
        }
    }

    /**
     * An edge.
     *
     * @param from place of one end in the list of nodes
     * @param to place of the other end
     * @param deleted whether the request named it; an edge of a deleted node is drawn as deleted in any case
     * @param before share of the explanation before, not negative, null when unknown
     * @param after the same after, null when unknown or deleted
     */
    public record Edge(
            int from,
            int to,
            boolean deleted,
            @Nullable Double before,
            @Nullable Double after) {
        /** Checks ranges. */
        public Edge {
            if (from < 0 || to < 0 || from == to) {
                throw new IllegalArgumentException("An edge joins two different nodes by their place in the list.");
            }
            Digits.requireScore(before);
            Digits.requireScore(after);
        }
    }

    /**
     * Leaves out what does not fit: the target, deleted nodes, near nodes and high scores stay, in this order; ties by key.
     *
     * @param edges by places in {@code nodes}
     */
    public static Neighbourhood nearest(String caption, List<Node> nodes, List<Edge> edges) {
        var kept = IntStream.range(0, nodes.size())
                .boxed()
                .sorted(Comparator.comparing(nodes::get, IMPORTANCE))
                .limit(MOST_NODES)
                .toList();
        var place = new int[nodes.size()]; // one more than the place, 0 for none
        for (int i = 0; i < kept.size(); i++) {
            place[kept.get(i)] = i + 1;
        }
        var between = edges.stream()
                .filter(edge -> place[edge.from()] > 0 && place[edge.to()] > 0)
                .map(edge -> new Edge(
                        place[edge.from()] - 1, place[edge.to()] - 1, edge.deleted(), edge.before(), edge.after()))
                .toList();
        return new Neighbourhood(caption, kept.stream().map(nodes::get).toList(), between, nodes.size() - kept.size());
    }

    boolean isDeleted(Edge edge) {
        return edge.deleted()
                || nodes.get(edge.from()).isDeleted()
                || nodes.get(edge.to()).isDeleted();
    }

    static double orZero(@Nullable Double score) {
        return score == null ? 0 : score;
    }

    private static void requireOneTarget(List<Node> nodes) {
        long targets = nodes.stream().filter(node -> node.hop() == 0).count();
        if (!nodes.isEmpty() && targets != 1) {
            throw new IllegalArgumentException("Exactly one node of a drawing is its target with hop 0, not " + targets
                    + "; draw each target by itself.");
        }
        var keys = new HashSet<Long>();
        if (!nodes.stream().allMatch(node -> keys.add(node.key()))) {
            throw new IllegalArgumentException("Two nodes of a drawing have the same key; list each node once.");
        }
    }
}
