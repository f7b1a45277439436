package org.graphunlearning.verify.evidence;

import java.util.TreeMap;
import java.util.TreeSet;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.explain.Gradient;
import org.graphunlearning.verify.explain.Targets;
import org.graphunlearning.verify.metric.ItemScores;
import org.graphunlearning.verify.metric.PaperMetrics;
import org.graphunlearning.verify.rules.PublishedRules;
import org.graphunlearning.verify.verdict.ModelRole;
import org.graphunlearning.verify.verdict.VerificationCase;

/**
 * The columns of the published code beside those of its negative control. Scores of nodes are sums of gradients over the targets that
 * both graphs have, where the published code takes the gradient of the training loss.
 *
 * @param candidate from the untouched model on the graph before to the judged model on the graph after
 * @param untouched the same with the untouched model in the place of the judged one: what the columns say when nothing was unlearned
 */
public record PaperColumns(PaperMetrics candidate, PaperMetrics untouched) {
    /**
     * Of a deletion after which the models have the same classes as before.
     *
     * @param targets nodes that both graphs have
     */
    static PaperColumns of(VerificationCase subject, Targets targets, Answers answers, Compute compute) {
        var asked = new Asked(targets, answers, compute);
        var before = asked.side(ModelRole.PRE, View.PROBE);
        long[] forgotten = forgotten(subject.forget());
        return new PaperColumns(
                PaperMetrics.of(before, asked.side(ModelRole.POST, View.PROD), forgotten),
                PaperMetrics.of(before, asked.side(ModelRole.PRE, View.PROD), forgotten));
    }

    private record Asked(Targets targets, Answers answers, Compute compute) {
        PaperMetrics.Side side(ModelRole role, View view) {
            var model = answers.model(role);
            var graph = answers.graph(view);
            var names = model.classes().stream().map(String::valueOf).toList();
            var rules = PublishedRules.of(graph.features(), answers.classes(role, view), names);
            return new PaperMetrics.Side(
                    graph, gradients(role, view), rules, PublishedMembership.auc(answers, role, view));
        }

        private ItemScores gradients(ModelRole role, View view) {
            var all = new Gradient().explain(answers.model(role), answers.graph(view), targets, compute);
            var sums = new TreeMap<Long, Double>();
            for (var one : all) {
                for (int i = 0; i < one.nodes().keys().length; i++) {
                    sums.merge(one.nodes().keys()[i], one.nodes().magnitude()[i], Double::sum);
                }
            }
            var keys = sums.keySet().stream().mapToLong(Long::longValue).toArray();
            var values = sums.values().stream().mapToDouble(Double::doubleValue).toArray();
            return ItemScores.ofNodes(keys, values);
        }
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
