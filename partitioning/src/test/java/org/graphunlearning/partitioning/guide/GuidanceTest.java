package org.graphunlearning.partitioning.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.partition.Cuts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuidanceTest {
    private static final int K = 3;
    private static final double FAIRNESS = 0.1;

    /** The problem written down densely, from the definition. */
    private record Dense(RealMatrix w, RealMatrix f, RealMatrix b) {
        static Dense of(Graph graph, int[] rows) {
            int n = rows.length;
            var a = new Array2DRowRealMatrix(n, n);
            var f = new Array2DRowRealMatrix(n, graph.classes().size());
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double both = (graph.adjacency().contains(rows[i], rows[j]) ? 1 : 0)
                            + (graph.adjacency().contains(rows[j], rows[i]) ? 1 : 0);
                    a.setEntry(i, j, both / 2);
                }
            }
            for (int row : graph.trainingRows()) {
                for (int i = 0; i < n; i++) {
                    f.addToEntry(i, graph.targets()[row], rows[i] == row ? 1 : 0);
                }
            }
            var w = a.copy();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    w.setEntry(i, j, a.getEntry(i, j) / Math.sqrt(degree(a, i) * degree(a, j)));
                }
            }
            var b = new Array2DRowRealMatrix(f.getColumnDimension(), K);
            for (int c = 0; c < f.getColumnDimension(); c++) {
                for (int s = 0; s < K; s++) {
                    b.setEntry(c, s, sum(f.getColumn(c)) / n * Math.sqrt((double) n / K));
                }
            }
            return new Dense(w, f, b);
        }

        private static double degree(RealMatrix a, int row) {
            return sum(a.getRow(row));
        }

        private static double sum(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum;
        }

        double objective(RealMatrix h) {
            double off = f.transpose().multiply(h).subtract(b).getFrobeniusNorm();
            return h.transpose().multiply(w).multiply(h).getTrace() - FAIRNESS * off * off;
        }

        /** {@code 2 (eta I + W - a FF') H + 2a FB}. */
        RealMatrix gradient(RealMatrix h, double eta) {
            return h.scalarMultiply(eta)
                    .add(w.multiply(h))
                    .subtract(f.multiply(f.transpose()).multiply(h).scalarMultiply(FAIRNESS))
                    .add(f.multiply(b).scalarMultiply(FAIRNESS))
                    .scalarMultiply(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,false", "2,false", "3,true", "4,true"})
    void agreesWithTheDenseFormulas(int seed, boolean directed) {
        var graph = Cuts.random(25, 50, 15, directed, seed);
        var guidance = Guidance.of(graph, FAIRNESS);
        var dense = Dense.of(graph, guidance.rows());
        var h = Matrices.random(guidance.size(), K, new Random(seed));

        var spread = guidance.spread(h, K);
        var byClass = guidance.byClass(h, K);

        assertThat(guidance.objective(h, spread, byClass)).isCloseTo(dense.objective(Matrices.of(h, K)), within(1e-10));
        assertThat(Matrices.of(guidance.gradient(h, spread, byClass), K)
                        .subtract(dense.gradient(Matrices.of(h, K), guidance.eta()))
                        .getFrobeniusNorm())
                .isCloseTo(0, within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"1,false", "2,true"})
    void shiftsTheQuadraticFormUntilItIsPositive(int seed, boolean directed) {
        var graph = Cuts.random(25, 50, 15, directed, seed);
        var guidance = Guidance.of(graph, FAIRNESS);
        var dense = Dense.of(graph, guidance.rows());

        var form = MatrixUtils.createRealIdentityMatrix(guidance.size())
                .scalarMultiply(guidance.eta())
                .add(dense.w())
                .subtract(dense.f().multiply(dense.f().transpose()).scalarMultiply(FAIRNESS));

        for (double eigenvalue : new EigenDecomposition(form).getRealEigenvalues()) {
            assertThat(eigenvalue).isGreaterThanOrEqualTo(-1e-9);
        }
    }
}
