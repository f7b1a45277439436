package org.graphunlearning.verify.evidence;

import java.util.Arrays;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.rules.RuleOptions;
import org.graphunlearning.verify.rules.RuleSet;
import org.graphunlearning.verify.rules.RuleShift;
import org.graphunlearning.verify.rules.Surrogate;
import org.graphunlearning.verify.verdict.ModelRole;
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
    /** Of the answers of all models on the graph after. */
    static RuleFinding of(Answers answers) {
        var graph = answers.graph(View.PROD);
        var pre = answers.model(ModelRole.PRE);
        var untouched = answers.classes(ModelRole.PRE, View.PROD);
        var surrogate = Surrogate.of(graph, untouched, pre.classes().size(), RuleOptions.DEFAULT);
        var before = surrogate.rules(untouched);
        var after = surrogate.rules(in(pre, ModelRole.POST, answers));
        var reference =
                answers.has(ModelRole.REFERENCE) ? surrogate.rules(in(pre, ModelRole.REFERENCE, answers)) : null;
        return new RuleFinding(
                before,
                after,
                reference,
                RuleShift.between(before, after),
                reference == null ? null : RuleShift.between(before, reference));
    }

    /** The answers of a model as classes of another; a deletion can take a class away but never add one. */
    private static int[] in(Gnn wide, ModelRole role, Answers answers) {
        var names = answers.model(role).classes();
        return Arrays.stream(answers.classes(role, View.PROD))
                .map(answer -> wide.classes().indexOf(names.get(answer)))
                .toArray();
    }
}
