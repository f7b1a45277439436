package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.model.Gnn;

/**
 * What a strategy did.
 *
 * @param model the model to publish; the request's own when nothing had to change
 * @param guarantee what it is worth
 * @param strategy name of the strategy that produced it in the end
 * @param affectedNodes remaining nodes whose output the deletion can reach
 * @param affectedTrainingNodes those of them that are in the loss
 * @param warnings sentences the caller should see
 * @param effect what it did, in numbers
 */
public record UnlearningResult(
        Gnn model,
        Guarantee guarantee,
        String strategy,
        int affectedNodes,
        int affectedTrainingNodes,
        List<String> warnings,
        Effect effect) {
    /** Keeps the warnings unmodifiable. */
    public UnlearningResult {
        warnings = List.copyOf(warnings);
    }

    /** The same with a warning of the strategy that gave up before it, and the time that one took. */
    UnlearningResult after(String warning, Effect.Seconds wasted) {
        return after(List.of(warning), wasted);
    }

    /** The same after several warnings. */
    UnlearningResult after(List<String> before, Effect.Seconds wasted) {
        var all = new ArrayList<>(before);
        all.addAll(warnings);
        var total = new Effect(
                effect.parameterShift(),
                effect.lossBefore(),
                effect.lossAfter(),
                effect.seconds().plus(wasted),
                effect.bounds());
        return new UnlearningResult(model, guarantee, strategy, affectedNodes, affectedTrainingNodes, all, total);
    }

    /** The same under the name of the strategy that it came to in the end. */
    UnlearningResult by(String name) {
        return new UnlearningResult(model, guarantee, name, affectedNodes, affectedTrainingNodes, warnings, effect);
    }
}
