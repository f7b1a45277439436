package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One attack on the unlearned model, beside the same attack on the model that remembers and on the one that never knew. Only the
 * distance to the latter says something about forgetting; 0.5 does not.
 *
 * @param post on the unlearned model
 * @param noop on the model before unlearning
 * @param reference on the retrained model; null where there is none
 * @param postToReference difference of the areas, two-sided; null where one of them is
 * @param noopToReference likewise: what there was to forget
 * @param warnings sentences the caller should see
 */
public record Comparison(
        Separation post,
        Separation noop,
        @Nullable Separation reference,
        @Nullable AucDifference postToReference,
        @Nullable AucDifference noopToReference,
        List<String> warnings) {
    /** Begins the warning that nothing follows from the attack. */
    public static final String NO_POWER = "MIA_NO_POWER";

    /** Keeps the warnings unmodifiable. */
    public Comparison {
        warnings = List.copyOf(warnings);
    }

    /** Scores of the same items by three models. */
    record Samples(Sample post, Sample noop, @Nullable Sample reference) {
        static Samples of(MembershipCase.Models models, Function<BlackBox, Sample> scored) {
            var reference = models.reference();
            return new Samples(
                    scored.apply(models.post()),
                    scored.apply(models.noop()),
                    reference == null ? null : scored.apply(reference));
        }

        /** The same change to the scores of each. */
        Samples each(UnaryOperator<Sample> change) {
            return new Samples(
                    change.apply(post), change.apply(noop), reference == null ? null : change.apply(reference));
        }
    }

    static Comparison of(Separation.Setting setting, Samples samples, long seed, List<String> warnings) {
        var post = Separation.of(
                setting, samples.post().positives(), samples.post().negatives());
        var noop = Separation.of(
                setting, samples.noop().positives(), samples.noop().negatives());
        var all = new ArrayList<>(warnings);
        all.addAll(post.warnings());
        var yardstick = samples.reference();
        if (yardstick == null) {
            all.add(
                    "Without a retrained model there is no yardstick: an area near 0.5 is not what a model that forgot has.");
            return new Comparison(post, noop, null, null, null, all);
        }
        var reference = Separation.of(setting, yardstick.positives(), yardstick.negatives());
        if (post.auc() == null) {
            return new Comparison(post, noop, reference, null, null, all);
        }
        var left = AucDifference.of(samples.post(), yardstick, AucDifference.DRAWS, seed);
        var whole = AucDifference.of(samples.noop(), yardstick, AucDifference.DRAWS, seed);
        if (!hasPower(whole)) {
            all.add(NO_POWER
                    + ": the model before unlearning scores within two standard errors of the retrained one, so this"
                    + " attack says nothing about forgetting here.");
        }
        if (left.high() < 0 && left.difference() < Math.min(0, whole.difference())) {
            all.add(
                    "The unlearned model is less sure of the forgotten items than a model that never saw them, which gives them"
                            + " away as well.");
        }
        return new Comparison(post, noop, reference, left, whole, all);
    }

    private static boolean hasPower(AucDifference whole) {
        return Math.abs(whole.difference()) > 2 * whole.standardError();
    }

    /** Whether the attack tells the model that remembers from the one that never knew; false where that is not known. */
    public boolean hasPower() {
        return noopToReference != null && hasPower(noopToReference);
    }
}
