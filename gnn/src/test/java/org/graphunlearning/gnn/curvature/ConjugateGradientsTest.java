package org.graphunlearning.gnn.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.Test;

/** Oracle: a dense Cholesky solve. */
class ConjugateGradientsTest {
    @Test
    void solvesRandomPositiveDefiniteSystemsAsADenseSolverDoes() {
        for (long seed = 0; seed < 20; seed++) {
            int n = 5 + 3 * (int) seed;
            var matrix = DenseOperators.withEigenvalues(DenseOperators.spectrum(n, 2, seed), seed);
            var rhs = DenseOperators.gauss(n, seed + 100);
            double damping = 0.05 * seed;

            var x = ConjugateGradients.solve(DenseOperators.of(matrix), rhs, damping, 10 * n, 1e-10);

            var damped = matrix.add(MatrixUtils.createRealIdentityMatrix(n).scalarMultiply(damping));
            var dense =
                    new CholeskyDecomposition(damped, 1e-9, 1e-12).getSolver().solve(new ArrayRealVector(rhs));
            assertThat(x).containsExactly(dense.toArray(), offset(1e-6));
            var residual = new ArrayRealVector(rhs).subtract(damped.operate(new ArrayRealVector(x)));
            assertThat(residual.getNorm()).isLessThanOrEqualTo(1.01e-10 * ParameterVector.norm(rhs));
        }
    }

    @Test
    void stopsAtTheTolerance() {
        var matrix = DenseOperators.withEigenvalues(DenseOperators.spectrum(60, 2, 3), 3);
        var rhs = DenseOperators.gauss(60, 4);
        var products = new int[1];

        var x = ConjugateGradients.solve(counting(DenseOperators.of(matrix), products), rhs, 0, 1000, 1e-2);

        var residual = new ArrayRealVector(rhs).subtract(matrix.operate(new ArrayRealVector(x)));
        assertThat(residual.getNorm()).isLessThanOrEqualTo(1e-2 * ParameterVector.norm(rhs));
        assertThat(products[0]).isBetween(5, 60);
    }

    @Test
    void runningOutOfIterationsGivesTheBestPointOfTheKrylovSpace() {
        var matrix = DenseOperators.withEigenvalues(DenseOperators.spectrum(40, 4, 8), 8);
        var rhs = DenseOperators.gauss(40, 9);
        double last = 0;
        for (int iterations = 1; iterations <= 12; iterations++) {
            var products = new int[1];

            var x = ConjugateGradients.solve(counting(DenseOperators.of(matrix), products), rhs, 0, iterations, 0);

            double quadratic = 0.5 * ParameterVector.dot(x, matrix.operate(x)) - ParameterVector.dot(rhs, x);
            assertThat(quadratic).isLessThan(last);
            assertThat(products[0]).isEqualTo(iterations);
            last = quadratic;
        }
    }

    @Test
    void nothingOnTheRightGivesExactlyNothing() {
        var products = new int[1];

        var x = ConjugateGradients.solve(
                counting(DenseOperators.diagonal(1, 2, 3), products), new double[3], 0, 10, 1e-6);

        assertThat(x).containsOnly(0);
        assertThat(products[0]).isZero();
    }

    @Test
    void anOperatorThatIsNotPositiveEndsTheSearchInsteadOfFailing() {
        var x = ConjugateGradients.solve(DenseOperators.diagonal(2, 1, -1), new double[] {1, 1, 0.5}, 0, 10, 1e-9);

        assertThat(x).doesNotContain(Double.NaN);
        assertThat(ParameterVector.norm(x)).isPositive().isFinite();
    }

    @Test
    void solvesWithTheGaussNewtonMatrixOfAModel() {
        var graph = TestGraphs.random(60, 150, false, 5);
        var config = TrainingConfig.defaults(Architecture.GCN).withWeightDecay(1e-2);
        var model = Gnn.initial(config.model(), 8, graph.classes(), 5);
        var objective = Objective.of(model, graph, config);
        var rhs = DenseOperators.gauss(objective.length(), 6);
        try (var compute = Compute.withThreads(1)) {
            var x = ConjugateGradients.solve(objective, rhs, 0.1, 100, 1e-3, compute);

            var back = new double[x.length];
            objective.curvature(compute, x, back);
            for (int i = 0; i < back.length; i++) {
                back[i] += 0.1 * x[i] - rhs[i];
            }
            assertThat(ParameterVector.norm(back)).isLessThan(2e-3 * ParameterVector.norm(rhs));
        }
    }

    @Test
    void refusesNegativeDamping() {
        assertThatThrownBy(() -> ConjugateGradients.solve(DenseOperators.diagonal(1), new double[] {1}, -1, 10, 1e-6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Conjugate gradients need a damping of at least 0 and one iteration, not -1.0 and 10.");
    }

    private static SymmetricOperator counting(SymmetricOperator operator, int[] products) {
        return (vector, out) -> {
            products[0]++;
            operator.apply(vector, out);
        };
    }
}
