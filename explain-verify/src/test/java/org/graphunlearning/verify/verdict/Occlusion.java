package org.graphunlearning.verify.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.explain.Explainer;
import org.graphunlearning.verify.explain.Targets;

/**
 * Blanks one node's features after the other, and takes one edge away after the other, and sees by how much logits fall. For graphs
 * of a hundred nodes.
 *
 * @param edges whether edges are scored too
 */
record Occlusion(boolean edges) implements Explainer {
    @Override
    public String name() {
        return "occlusion";
    }

    @Override
    public List<Attribution> explain(Gnn model, Graph graph, Targets targets, Compute compute) {
        float[] whole = model.logits(graph, compute).clone();
        var nodes = new ArrayList<TreeMap<Long, Double>>();
        var links = new ArrayList<TreeMap<ForgetSet.Edge, Double>>();
        for (int t = 0; t < targets.size(); t++) {
            nodes.add(new TreeMap<>());
            links.add(new TreeMap<>(Occlusion::compare));
        }
        for (long key : graph.keys()) {
            float[] without = model.logits(graph.without(ForgetSet.ofFeatures(key)), compute);
            for (int t = 0; t < targets.size(); t++) {
                keep(nodes.get(t), key, fall(model, graph, targets, t, whole, without));
            }
        }
        for (var edge : edges ? edgesOf(graph) : List.<ForgetSet.Edge>of()) {
            float[] without = model.logits(graph.without(ForgetSet.ofEdge(edge.source(), edge.target())), compute);
            for (int t = 0; t < targets.size(); t++) {
                keep(links.get(t), edge, fall(model, graph, targets, t, whole, without));
            }
        }
        var out = new ArrayList<Attribution>();
        for (int t = 0; t < targets.size(); t++) {
            int at = graph.row(targets.keys()[t]) * model.classes().size() + targets.classes()[t];
            out.add(new Attribution(
                    targets.keys()[t],
                    targets.classes()[t],
                    whole[at],
                    nodes(nodes.get(t)),
                    edges(links.get(t)),
                    Attribution.Features.NONE));
        }
        return out;
    }

    private static int compare(ForgetSet.Edge a, ForgetSet.Edge b) {
        return a.source() != b.source() ? Long.compare(a.source(), b.source()) : Long.compare(a.target(), b.target());
    }

    private static <K> void keep(TreeMap<K, Double> scores, K key, double score) {
        if (score != 0) {
            scores.put(key, score);
        }
    }

    private static double fall(Gnn model, Graph graph, Targets targets, int target, float[] whole, float[] without) {
        int at = graph.row(targets.keys()[target]) * model.classes().size() + targets.classes()[target];
        return (double) whole[at] - without[at];
    }

    private static List<ForgetSet.Edge> edgesOf(Graph graph) {
        var out = new ArrayList<ForgetSet.Edge>();
        for (int row = 0; row < graph.nodeCount(); row++) {
            for (int k = graph.adjacency().ptr()[row]; k < graph.adjacency().ptr()[row + 1]; k++) {
                int other = graph.adjacency().idx()[k];
                if (other < row) {
                    out.add(new ForgetSet.Edge(graph.key(other), graph.key(row)));
                }
            }
        }
        return out;
    }

    private static Attribution.Nodes nodes(TreeMap<Long, Double> scores) {
        var signed = scores.values().stream().mapToDouble(s -> s).toArray();
        var magnitude = scores.values().stream().mapToDouble(Math::abs).toArray();
        return new Attribution.Nodes(scores.keySet().stream().mapToLong(k -> k).toArray(), signed, magnitude);
    }

    private static Attribution.Edges edges(TreeMap<ForgetSet.Edge, Double> scores) {
        return new Attribution.Edges(
                scores.keySet().stream().mapToLong(ForgetSet.Edge::source).toArray(),
                scores.keySet().stream().mapToLong(ForgetSet.Edge::target).toArray(),
                scores.values().stream().mapToDouble(s -> s).toArray());
    }
}
