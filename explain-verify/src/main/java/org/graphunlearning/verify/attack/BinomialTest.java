package org.graphunlearning.verify.attack;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The test whether a planted trigger still works: hits among {@code queries} are binomial with chance {@code untouched} when the
 * trigger was forgotten and {@code planted} when it was not (Sommer et al., "Athena: Probabilistic Verification of Machine
 * Unlearning", 2022). Exact; answers to different queries are taken for independent, which nodes of one graph are only about.
 *
 * @param queries triggered nodes asked about, at least 1
 * @param untouched chance of a hit on a model that never saw the trigger, in [0, 1)
 * @param planted chance measured on the model before unlearning, above {@code untouched}, at most 1
 * @param level greatest chance of accusing a model that forgot, in (0, 1)
 */
public record BinomialTest(int queries, double untouched, double planted, double level) {
    /** Level when nothing else is said. */
    public static final double LEVEL = 0.01;

    /** Checks the ranges. */
    public BinomialTest {
        if (queries < 1) {
            throw new IllegalArgumentException("The test needs at least one query, not " + queries + ".");
        }
        if (!(untouched >= 0 && untouched < planted && planted <= 1)) {
            throw new IllegalArgumentException("A trigger must work more often on the model that learned it (" + planted
                    + ") than on one that did not (" + untouched + "); plant it on more nodes.");
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("`level` must lie in (0, 1), not " + level + ".");
        }
    }

    /** The smallest number of hits that forgetting explains with a chance of more than it only at most at the level. */
    public int threshold() {
        var forgotten = distribution(untouched);
        int threshold = 0;
        while (1 - forgotten.cumulativeProbability(threshold) > level) {
            threshold++;
        }
        return threshold;
    }

    /** Chance of more hits than the threshold when nothing was forgotten, in [0, 1]. */
    public double power() {
        return 1 - distribution(planted).cumulativeProbability(threshold());
    }

    /** Whether so many hits say that the trigger is still known. */
    public boolean remembers(int hits) {
        if (hits < 0 || hits > queries) {
            throw new IllegalArgumentException(hits + " hits of " + queries + " queries cannot be.");
        }
        return hits > threshold();
    }

    private BinomialDistribution distribution(double chance) {
        return new BinomialDistribution(null, queries, chance); // without a source of randomness: nothing is sampled
    }
}
