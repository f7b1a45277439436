package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Per node how its {@link MemberScore#PHI} is distributed over shadow models that had it and over those that had not.
 *
 * @param keys of the nodes that enough shadow models can score, ascending
 * @param with distributions over models that had them; null for the offline attack
 * @param without distributions over models that had not
 */
record LikelihoodProfile(long[] keys, @Nullable List<Gaussian> with, List<Gaussian> without) {
    private static final int FEWEST_VALUES = 2;

    /**
     * Fits the distributions.
     *
     * @param answers of each shadow model about the candidates
     * @param ownVariance whether each node has its own; else one is shared by all
     */
    static LikelihoodProfile of(ShadowModels models, Answers[] answers, boolean ownVariance) {
        var keys = new ArrayList<Long>();
        var with = new ArrayList<double[]>();
        var without = new ArrayList<double[]>();
        for (int i = 0; i < models.candidates().length; i++) {
            var in = values(models, answers, i, true);
            var out = values(models, answers, i, false);
            if (out.length >= FEWEST_VALUES && (in.length >= FEWEST_VALUES || !models.drawn())) {
                keys.add(models.candidates()[i]);
                with.add(in);
                without.add(out);
            }
        }
        return new LikelihoodProfile(
                Population.longs(keys),
                models.drawn() ? fitted(with, ownVariance) : null,
                fitted(without, ownVariance));
    }

    private static double[] values(ShadowModels models, Answers[] answers, int candidate, boolean members) {
        var out = new double[answers.length];
        int length = 0;
        for (int shadow = 0; shadow < answers.length; shadow++) {
            var said = answers[shadow];
            int label = said.labels()[candidate];
            if (label >= 0 && models.isMember(shadow, models.candidates()[candidate]) == members) {
                out[length++] = MemberScore.PHI.of(said.logits(), candidate * said.width(), said.width(), label);
            }
        }
        return Arrays.copyOf(out, length);
    }

    private static List<Gaussian> fitted(List<double[]> values, boolean ownVariance) {
        double shared = Gaussian.sharedDeviation(values);
        return values.stream()
                .map(v -> ownVariance ? Gaussian.of(v) : new Gaussian(Gaussian.mean(v), shared))
                .toList();
    }

    /** Those of some keys that it can score. */
    long[] known(long[] some) {
        return Arrays.stream(some)
                .filter(key -> Arrays.binarySearch(keys, key) >= 0)
                .toArray();
    }

    /** Log likelihood ratio per answer; offline the standardised distance from the mean without. */
    double[] scores(Answers answers) {
        var phi = answers.scores(MemberScore.PHI);
        for (int i = 0; i < phi.length; i++) {
            int at = Arrays.binarySearch(keys, answers.keys()[i]);
            phi[i] = with == null
                    ? without.get(at).standardised(phi[i])
                    : with.get(at).logDensity(phi[i]) - without.get(at).logDensity(phi[i]);
        }
        return phi;
    }
}
