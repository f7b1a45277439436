package org.graphunlearning.verify.explain;

/**
 * The midpoint rule on a path from a = 0 to a = 1, with twice as many steps until the sum of the scores is close to the change of
 * the logit. Steps run one after the other, so that memory does not grow with their number.
 *
 * @param steps to begin with
 * @param atMost steps
 */
record Midpoint(int steps, int atMost) {
    /** A path. */
    interface Path {
        /** Derivatives of the logit by whatever moves, at {@code a}. */
        double[] at(double a);
    }

    /**
     * An integral.
     *
     * @param average of the derivatives along the path
     * @param steps taken
     * @param error how far the scores' sum is from the change of the logit
     * @param complete whether that is close enough
     */
    record Integral(double[] average, int steps, double error, boolean complete) {}

    /**
     * Integrates.
     *
     * @param moving how far each quantity moves
     * @param change of the logit from one end of the path to the other
     */
    Integral along(Path path, double[] moving, double change) {
        for (int count = steps; ; count = Math.min(2 * count, atMost)) {
            var average = average(path, count, moving.length);
            double error = Math.abs(dot(moving, average) - change);
            boolean complete = error <= Math.max(0.01 * Math.abs(change), 1e-4);
            if (complete || count >= atMost) {
                return new Integral(average, count, error, complete);
            }
        }
    }

    private static double[] average(Path path, int steps, int length) {
        var out = new double[length];
        for (int step = 0; step < steps; step++) {
            var at = path.at((step + 0.5) / steps);
            for (int k = 0; k < length; k++) {
                out[k] += at[k];
            }
        }
        for (int k = 0; k < length; k++) {
            out[k] /= steps;
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
