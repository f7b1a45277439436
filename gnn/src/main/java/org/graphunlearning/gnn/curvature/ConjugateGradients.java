package org.graphunlearning.gnn.curvature;

import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.ConjugateGradient;
import org.apache.commons.math3.linear.NonPositiveDefiniteOperatorException;
import org.apache.commons.math3.linear.RealLinearOperator;
import org.apache.commons.math3.linear.RealVector;
import org.graphunlearning.gnn.compute.Compute;

/**
 * The method of conjugate gradients (Hestenes and Stiefel 1952) on a damped operator: {@code x = (A + damping I)^-1 rhs}.
 *
 * <p>Running out of iterations is no error: every iterate lies closer to the solution, in the norm of the operator, than the one
 * before, so the last one is the answer, and stopping early leaves directions of low curvature almost unmoved. The same holds when
 * rounding makes the operator look indefinite. One product per iteration, plus five passes over the vectors; all sums run in index
 * order.
 *
 * <p>Not guaranteed: that the residual is below the tolerance, or that the answer is finite when the operator or {@code rhs} is not.
 */
public final class ConjugateGradients {
    private ConjugateGradients() {}

    /**
     * Solves with the Gauss-Newton matrix of an objective at its model's present parameters, the penalty's {@code decay I} included.
     *
     * @param rhs right-hand side, as long as {@link Objective#length}; left as it is
     * @param damping added to the diagonal, not negative
     * @param iterations most products, at least 1
     * @param tolerance stops when {@code |rhs - (A + damping I) x| <= tolerance |rhs|}
     * @return x, a new array; exactly zero for a zero right-hand side
     */
    public static double[] solve(
            Objective objective, double[] rhs, double damping, int iterations, double tolerance, Compute compute) {
        return solve((vector, out) -> objective.curvature(compute, vector, out), rhs, damping, iterations, tolerance);
    }

    /**
     * Solves with any symmetric positive semi-definite operator.
     *
     * @param rhs right-hand side; left as it is
     * @param damping added to the diagonal, not negative; positive where the operator is singular
     * @param iterations most products, at least 1
     * @param tolerance stops when {@code |rhs - (A + damping I) x| <= tolerance |rhs|}
     * @return x, a new array; exactly zero for a zero right-hand side
     */
    public static double[] solve(
            SymmetricOperator operator, double[] rhs, double damping, int iterations, double tolerance) {
        if (!(damping >= 0) || iterations < 1) {
            throw new IllegalArgumentException(
                    "Conjugate gradients need a damping of at least 0 and one iteration, not " + damping + " and "
                            + iterations + ".");
        }
        var x = new ArrayRealVector(rhs.length);
        // Starting counts as an iteration there.
        var solver = new ConjugateGradient(iterations + 1, tolerance, true);
        try {
            solver.solveInPlace(new Damped(operator, damping, rhs.length), new ArrayRealVector(rhs, false), x);
        } catch (MaxCountExceededException | NonPositiveDefiniteOperatorException enough) {
            // x is the last iterate.
            return x.getDataRef();
        }
        return x.getDataRef();
    }

    /** As Commons Math wants it, without a copy per product. */
    private static final class Damped extends RealLinearOperator {
        private final SymmetricOperator operator;
        private final double damping;
        private final double[] out;
        private final ArrayRealVector product;
        private boolean started;

        Damped(SymmetricOperator operator, double damping, int length) {
            this.operator = operator;
            this.damping = damping;
            this.product = new ArrayRealVector(length);
            this.out = product.getDataRef();
        }

        @Override
        public int getRowDimension() {
            return out.length;
        }

        @Override
        public int getColumnDimension() {
            return out.length;
        }

        @Override
        public RealVector operate(RealVector vector) {
            double[] in = vector instanceof ArrayRealVector array ? array.getDataRef() : vector.toArray();
            if (!started) {
                started = true; // The first product is that of the zero to start from, which is known.
                return product;
            }
            operator.apply(in, out);
            for (int i = 0; i < out.length; i++) {
                out[i] = Math.fma(damping, in[i], out[i]);
            }
            return product;
        }
    }
}
