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

/** Blanks one node's features after the other and sees by how much logits fall; nodes only, for graphs of a hundred of them. */
record Occlusion() implements Explainer {
    @Override
    public String name() {
        return "blanking";
    }

    @Override
    public List<Attribution> explain(Gnn model, Graph graph, Targets targets, Compute compute) {
        float[] whole = model.logits(graph, compute).clone();
        var scores = new ArrayList<TreeMap<Long, Double>>();
        for (int t = 0; t < targets.size(); t++) {
            scores.add(new TreeMap<>());
        }
        for (long key : graph.keys()) {
            float[] without = model.logits(graph.without(ForgetSet.ofFeatures(key)), compute);
            for (int t = 0; t < targets.size(); t++) {
                int at = place(model, graph, targets, t);
                if (whole[at] != without[at]) {
                    scores.get(t).put(key, (double) whole[at] - without[at]);
                }
            }
        }
        var out = new ArrayList<Attribution>();
        for (int t = 0; t < targets.size(); t++) {
            out.add(new Attribution(
                    targets.keys()[t],
                    targets.classes()[t],
                    whole[place(model, graph, targets, t)],
                    nodes(scores.get(t)),
                    Attribution.Edges.NONE,
                    Attribution.Features.NONE));
        }
        return out;
    }

    private static int place(Gnn model, Graph graph, Targets targets, int target) {
        return graph.row(targets.keys()[target]) * model.classes().size() + targets.classes()[target];
    }

    private static Attribution.Nodes nodes(TreeMap<Long, Double> scores) {
        var signed = scores.values().stream().mapToDouble(s -> s).toArray();
        var magnitude = scores.values().stream().mapToDouble(Math::abs).toArray();
        return new Attribution.Nodes(scores.keySet().stream().mapToLong(k -> k).toArray(), signed, magnitude);
    }
}
