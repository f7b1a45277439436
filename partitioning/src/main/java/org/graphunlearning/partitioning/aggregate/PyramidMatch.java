package org.graphunlearning.partitioning.aggregate;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Graph;

/**
 * Likeness of graphs by the pyramid match kernel (Nikolentzos et al. 2017), and shard weights from it (Wang et al., GUIDE, 2023).
 *
 * <p>Nodes are points {@code |u_1..u_6|} in the unit cube, from the singular vectors of the adjacency with the largest singular
 * values. Each dimension is cut into {@code 2^l} cells, {@code l = 0..3}; {@code I_l} sums the minima of the two graphs' counts
 * over cells and dimensions, and {@code K = I_3 + sum_l 2^(l-3) (I_l - I_(l+1))}. The kernel is symmetric and
 * {@code K(G, G) = 6 n}. No label and no parameter enters.
 *
 * <p>Singular vectors by {@value #ITERATIONS} rounds of subspace iteration from a keyed start: where singular values are close the
 * vectors are not converged, but they are always the same. O(edges x 6 x rounds) time, O(nodes x 6) memory.
 */
public final class PyramidMatch {
    private static final int DIMENSIONS = 6;
    private static final int LEVELS = 4;
    private static final int ITERATIONS = 50;
    private static final long PURPOSE = CounterRng.purpose(0, 0, 0x504D);

    private PyramidMatch() {}

    /**
     * A graph's nodes counted in cells: {@code counts[l][d][cell]}.
     *
     * @param counts of each level and dimension
     */
    public record Pyramid(int[][][] counts) {}

    /** Counts a graph's nodes. */
    public static Pyramid of(Graph graph) {
        double[] points = points(graph);
        int n = graph.nodeCount();
        var counts = new int[LEVELS][DIMENSIONS][];
        for (int level = 0; level < LEVELS; level++) {
            int cells = 1 << level;
            for (int d = 0; d < DIMENSIONS; d++) {
                counts[level][d] = new int[cells];
                for (int row = 0; row < n; row++) {
                    int cell = (int) (points[row * DIMENSIONS + d] * cells);
                    counts[level][d][Math.min(cells - 1, cell)]++;
                }
            }
        }
        return new Pyramid(counts);
    }

    /** The kernel of two graphs. */
    public static double kernel(Pyramid a, Pyramid b) {
        double finer = overlap(a, b, LEVELS - 1);
        double value = finer;
        for (int level = LEVELS - 2; level >= 0; level--) {
            double here = overlap(a, b, level);
            value += (here - finer) / (1 << (LEVELS - 1 - level));
            finer = here;
        }
        return value;
    }

    private static double overlap(Pyramid a, Pyramid b, int level) {
        long sum = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            for (int cell = 0; cell < 1 << level; cell++) {
                sum += Math.min(a.counts()[level][d][cell], b.counts()[level][d][cell]);
            }
        }
        return sum;
    }

    /**
     * {@code softmax_s(K(G_s, G) / K(G, G))}: weights that sum to 1.
     *
     * @param shards the shards' graphs
     * @param whole the graph asked about
     */
    public static double[] weights(Pyramid[] shards, Pyramid whole) {
        double self = kernel(whole, whole);
        var out = new double[shards.length];
        double sum = 0;
        for (int s = 0; s < out.length; s++) {
            out[s] = StrictMath.exp(self > 0 ? kernel(shards[s], whole) / self : 0);
            sum += out[s];
        }
        for (int s = 0; s < out.length; s++) {
            out[s] /= sum;
        }
        return out;
    }

    /** Rows x 6, absolute entries of the leading right singular vectors, in {@code [0, 1]}. */
    private static double[] points(Graph graph) {
        int n = graph.nodeCount();
        var basis = new double[n * DIMENSIONS];
        for (int row = 0; row < n; row++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                basis[row * DIMENSIONS + d] = CounterRng.uniform(PURPOSE + d, graph.key(row)) - 0.5;
            }
        }
        var in = graph.adjacency();
        var out = in.reversed();
        orthonormalise(basis);
        var image = new double[basis.length];
        for (int i = 0; i < ITERATIONS; i++) {
            multiply(in, basis, image);
            multiply(out, image, basis); // A^T A: an eigenvalue -s weighs as much as s
            orthonormalise(basis);
        }
        rotate(in, basis);
        for (int at = 0; at < basis.length; at++) {
            basis[at] = Math.abs(basis[at]);
        }
        return basis;
    }

    private static void multiply(Adjacency a, double[] x, double[] y) {
        Arrays.fill(y, 0);
        for (int row = 0; row < a.nodeCount(); row++) {
            for (int k = a.ptr()[row]; k < a.ptr()[row + 1]; k++) {
                for (int d = 0; d < DIMENSIONS; d++) {
                    y[row * DIMENSIONS + d] += x[a.idx()[k] * DIMENSIONS + d];
                }
            }
        }
    }

    /** Modified Gram-Schmidt; a column that vanishes (rank below six) becomes zero. */
    private static void orthonormalise(double[] q) {
        for (int d = 0; d < DIMENSIONS; d++) {
            double before = StrictMath.sqrt(dot(q, d, d));
            for (int e = 0; e < d; e++) {
                double share = dot(q, d, e);
                for (int at = 0; at < q.length; at += DIMENSIONS) {
                    q[at + d] -= share * q[at + e];
                }
            }
            double norm = StrictMath.sqrt(dot(q, d, d));
            double scale = norm > 1e-10 * before ? 1 / norm : 0;
            for (int at = 0; at < q.length; at += DIMENSIONS) {
                q[at + d] *= scale;
            }
        }
    }

    private static double dot(double[] q, int d, int e) {
        double sum = 0;
        for (int at = 0; at < q.length; at += DIMENSIONS) {
            sum += q[at + d] * q[at + e];
        }
        return sum;
    }

    /** Rayleigh-Ritz: turns the basis of the subspace into singular vectors, largest value first. */
    private static void rotate(Adjacency in, double[] q) {
        var image = new double[q.length];
        multiply(in, q, image);
        var gram = new double[DIMENSIONS][DIMENSIONS];
        for (int at = 0; at < q.length; at += DIMENSIONS) {
            for (int d = 0; d < DIMENSIONS; d++) {
                for (int e = 0; e < DIMENSIONS; e++) {
                    gram[d][e] += image[at + d] * image[at + e];
                }
            }
        }
        var vectors = new EigenDecomposition(new Array2DRowRealMatrix(gram)).getV();
        var row = new double[DIMENSIONS];
        for (int at = 0; at < q.length; at += DIMENSIONS) {
            for (int d = 0; d < DIMENSIONS; d++) {
                row[d] = 0;
                for (int e = 0; e < DIMENSIONS; e++) {
                    row[d] += q[at + e] * vectors.getEntry(e, d);
                }
            }
            System.arraycopy(row, 0, q, at, DIMENSIONS);
        }
    }
}
