package org.graphunlearning.verify.attack;

import org.graphunlearning.gnn.compute.Compute;
import org.jspecify.annotations.Nullable;

/**
 * How each forgotten training node scores with each model.
 *
 * @param keys of the nodes, ascending
 * @param noop by the model before unlearning
 * @param post by the unlearned model
 * @param reference by the retrained model; null where there is none
 */
public record NodeScores(long[] keys, double[] noop, double[] post, double @Nullable [] reference) {
    /** Asks the models of a case in its view; one pass each over what flows into these nodes. */
    public static NodeScores of(MembershipCase c, MemberScore score, Compute compute) {
        long[] keys = Population.of(c).positives();
        var shown = c.shown();
        var models = c.models();
        var reference = models.reference();
        return new NodeScores(
                keys,
                Answers.of(models.noop(), shown, keys, compute).scores(score),
                Answers.of(models.post(), shown, keys, compute).scores(score),
                reference == null
                        ? null
                        : Answers.of(reference, shown, keys, compute).scores(score));
    }
}
