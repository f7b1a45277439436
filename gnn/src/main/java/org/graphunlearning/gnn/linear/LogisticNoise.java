package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Gaussian noise for a logistic head, D x classes, row-major. Each value is drawn from (seed, use, round, class, column) and from
 * nothing else, so no deletion moves any. It is secret as long as the seed is: certificates count on that.
 */
public final class LogisticNoise {
    private static final long OBJECTIVE = 0x6f626a6563746976L;
    private static final long PUBLISHED = 0x7075626c69736865L;

    private LogisticNoise() {}

    /** The linear term b of the objective in the given round. */
    static double[] ofObjective(LinearFit.Config config, int columns, int classes, int round) {
        return draw(
                new long[] {config.seed(), OBJECTIVE, round},
                columns,
                classes,
                config.head().perturbation());
    }

    /**
     * Noise to add to weights before they are published.
     *
     * @param round a number that was not used before with this seed
     * @param sigma standard deviation, not negative
     */
    public static double[] forPublication(LinearFit.Config config, int columns, int classes, int round, double sigma) {
        return draw(new long[] {config.seed(), PUBLISHED, round}, columns, classes, sigma);
    }

    private static double[] draw(long[] use, int columns, int classes, double sigma) {
        var out = new double[columns * classes];
        if (sigma == 0) {
            return out;
        }
        for (int cls = 0; cls < classes; cls++) {
            long purpose = CounterRng.purpose(KeyHash.mix(use[0], use[1]), use[2], cls);
            for (int column = 0; column < columns; column++) {
                out[column * classes + cls] = sigma * normal(purpose, column);
            }
        }
        return out;
    }

    /** Box and Muller 1958. */
    private static double normal(long purpose, int index) {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - CounterRng.uniform(purpose, 2L * index)));
        return radius * StrictMath.cos(2 * Math.PI * CounterRng.uniform(purpose, 2L * index + 1));
    }
}
