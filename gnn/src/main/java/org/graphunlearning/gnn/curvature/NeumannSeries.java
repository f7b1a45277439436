package org.graphunlearning.gnn.curvature;

/**
 * The truncated Neumann series with which influence functions are published (Agarwal, Bullins and Hazan, LiSSA, 2017; Wu et al.,
 * GIF, 2023): {@code h_0 = v}, {@code h_k = v + (1 - d) h_{k-1} - A h_{k-1} / scale}, and {@code h_K / scale} is close to
 * {@code (A + scale d I)^-1 v}. One product per term.
 *
 * <p>It converges only if {@code |1 - d - eigenvalue / scale| < 1} for every eigenvalue, that is for a scale above
 * {@code lambda_max / (2 - d)}; below, it explodes. Directions with an eigenvalue below about {@code scale / K} are hardly moved:
 * the truncation is the regulariser.
 */
public final class NeumannSeries {
    private NeumannSeries() {}

    /**
     * The smallest scale that converges, with a tenth to spare for an eigenvalue that was estimated from below.
     *
     * @param largestEigenvalue of the operator
     * @param damping d, in [0, 1)
     */
    public static double smallestScale(double largestEigenvalue, double damping) {
        return 1.1 * largestEigenvalue / (2 - damping);
    }

    /**
     * Sums the series.
     *
     * @param right v; left as it is
     * @param terms K, at least 0
     * @param damping d, in [0, 1)
     * @param scale positive
     * @return {@code h_K / scale}, a new array
     */
    public static double[] solve(SymmetricOperator operator, double[] right, int terms, double damping, double scale) {
        var sum = right.clone();
        var product = new double[right.length];
        for (int k = 0; k < terms; k++) {
            operator.apply(sum, product);
            for (int i = 0; i < sum.length; i++) {
                sum[i] = right[i] + (1 - damping) * sum[i] - product[i] / scale;
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= scale;
        }
        return sum;
    }
}
