package org.graphunlearning.verify.evidence;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.explain.Gradient;
import org.graphunlearning.verify.explain.Targets;
import org.graphunlearning.verify.metric.ItemScores;
import org.graphunlearning.verify.metric.PaperMetrics;

/**
 * The columns of the published code beside those of its negative control. Scores of nodes are sums of gradients over the targets that
 * both graphs have, where the published code takes the gradient of the training loss.
 *
 * @param candidate from the untouched model on the graph before to the judged model on the graph after
 * @param untouched the same with the untouched model in the place of the judged one: what the columns say when nothing was unlearned
 */
public record PaperColumns(PaperMetrics candidate, PaperMetrics untouched) {
    static PaperColumns of(Graph before, Graph after, ForgetSet forget, Models models, Compute compute) {
        var pre = side(before, models.pre(), models.targets(), compute);
        long[] forgotten = forgotten(forget);
        return new PaperColumns(
                PaperMetrics.of(pre, side(after, models.post(), models.targets(), compute), forgotten),
                PaperMetrics.of(pre, side(after, models.pre(), models.targets(), compute), forgotten));
    }

    /** Both models and what is explained. */
    record Models(Gnn pre, Gnn post, Targets targets) {}

    private static PaperMetrics.Side side(Graph graph, Gnn model, Targets targets, Compute compute) {
        List<Attribution> all = new Gradient().explain(model, graph, targets, compute);
        var sums = new TreeMap<Long, Double>();
        for (var one : all) {
            for (int i = 0; i < one.nodes().keys().length; i++) {
                sums.merge(one.nodes().keys()[i], one.nodes().magnitude()[i], Double::sum);
            }
        }
        var keys = sums.keySet().stream().mapToLong(Long::longValue).toArray();
        var values = sums.values().stream().mapToDouble(Double::doubleValue).toArray();
        return new PaperMetrics.Side(graph, ItemScores.ofNodes(keys, values), null);
    }

    /** Nodes that are forgotten, or whose edges, values or labels are. */
    private static long[] forgotten(ForgetSet forget) {
        var out = new TreeSet<Long>();
        for (long key : forget.nodes()) {
            out.add(key);
        }
        for (long key : forget.labels()) {
            out.add(key);
        }
        for (var edge : forget.edges()) {
            out.add(edge.source());
            out.add(edge.target());
        }
        forget.features().forEach(cells -> out.add(cells.node()));
        return out.stream().mapToLong(Long::longValue).toArray();
    }
}
