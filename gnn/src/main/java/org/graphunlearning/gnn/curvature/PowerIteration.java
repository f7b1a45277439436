package org.graphunlearning.gnn.curvature;

import org.graphunlearning.gnn.compute.CounterRng;

/**
 * The largest eigenvalue of a symmetric positive semi-definite operator by power iteration, from a start drawn from a seed. One
 * product per iteration.
 *
 * <p>What it returns is a Rayleigh quotient and so never above the eigenvalue; 20 iterations come within a few per cent unless the
 * top of the spectrum is dense. Nothing is guaranteed about the gap.
 */
public final class PowerIteration {
    private PowerIteration() {}

    /**
     * Estimates.
     *
     * @param length of the vectors
     * @param iterations products, at least 1
     * @param seed of the start
     * @return the estimate, not negative up to rounding; 0 for the zero operator, NaN when products are not finite
     */
    public static double largestEigenvalue(SymmetricOperator operator, int length, int iterations, long seed) {
        var vector = new double[length];
        long purpose = CounterRng.purpose(seed, -1, -1);
        for (int i = 0; i < length; i++) {
            vector[i] = 2 * CounterRng.uniform(purpose, i) - 1;
        }
        var product = new double[length];
        double value = 0;
        double norm = ParameterVector.norm(vector);
        for (int k = 0; k < iterations && norm != 0; k++) {
            for (int i = 0; i < length; i++) {
                vector[i] /= norm;
            }
            operator.apply(vector, product);
            value = ParameterVector.dot(vector, product);
            norm = ParameterVector.norm(product);
            System.arraycopy(product, 0, vector, 0, length);
        }
        return value;
    }
}
