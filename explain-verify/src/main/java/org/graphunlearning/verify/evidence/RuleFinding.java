package org.graphunlearning.verify.evidence;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.verify.rules.RuleOptions;
import org.graphunlearning.verify.rules.RuleSet;
import org.graphunlearning.verify.rules.RuleShift;
import org.graphunlearning.verify.rules.Surrogate;
import org.jspecify.annotations.Nullable;

/**
 * Surrogate rules of the models on the remaining nodes, for diagnosis only.
 *
 * @param before of the untouched model
 * @param after of the model that was judged
 * @param reference of the retrained model; {@code null} without one
 * @param shift from the untouched model to the one judged
 * @param referenceShift from the untouched model to the retrained one; {@code null} without one
 */
public record RuleFinding(
        RuleSet before,
        RuleSet after,
        @Nullable RuleSet reference,
        RuleShift shift,
        @Nullable RuleShift referenceShift) {
    /** One pass of each model over the graph. */
    static RuleFinding of(Graph after, Gnn pre, Gnn post, @Nullable Gnn reference, Compute compute) {
        var answers = answers(pre, after, compute);
        var surrogate = Surrogate.of(after, answers, pre.classes().size(), RuleOptions.DEFAULT);
        var before = surrogate.rules(answers);
        var now = surrogate.rules(in(pre, post, answers(post, after, compute)));
        var retrained =
                reference == null ? null : surrogate.rules(in(pre, reference, answers(reference, after, compute)));
        return new RuleFinding(
                before,
                now,
                retrained,
                RuleShift.between(before, now),
                retrained == null ? null : RuleShift.between(before, retrained));
    }

    private static int[] answers(Gnn model, Graph graph, Compute compute) {
        int width = model.classes().size();
        float[] logits = model.logits(graph, compute);
        var out = new int[graph.nodeCount()];
        Arrays.setAll(out, row -> Scores.argMax(logits, row * width, width));
        return out;
    }

    /** The answers of a model as classes of another; a deletion can take a class away but never add one. */
    private static int[] in(Gnn wide, Gnn model, int[] answers) {
        return Arrays.stream(answers)
                .map(answer -> wide.classes().indexOf(model.classes().get(answer)))
                .toArray();
    }
}
