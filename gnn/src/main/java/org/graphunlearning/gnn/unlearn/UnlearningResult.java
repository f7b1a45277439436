package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.model.Gnn;

/**
 * What a strategy did.
 *
 * @param model the model to publish; the request's own when no parameter had to change
 * @param guarantee what it is worth
 * @param strategy name of the strategy that produced it in the end
 * @param affectedNodes remaining nodes whose output the deletion can reach
 * @param affectedTrainingNodes those of them that are in the loss
 * @param warnings sentences the caller should see
 */
public record UnlearningResult(
        Gnn model,
        Guarantee guarantee,
        String strategy,
        int affectedNodes,
        int affectedTrainingNodes,
        List<String> warnings) {
    /** Keeps the warnings unmodifiable. */
    public UnlearningResult {
        warnings = List.copyOf(warnings);
    }

    /** The same under the name and with a warning of the strategy that gave up before it. */
    UnlearningResult after(String warning) {
        var all = new ArrayList<>(List.of(warning));
        all.addAll(warnings);
        return new UnlearningResult(model, guarantee, strategy, affectedNodes, affectedTrainingNodes, all);
    }
}
