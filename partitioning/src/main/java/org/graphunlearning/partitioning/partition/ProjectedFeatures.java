package org.graphunlearning.partitioning.partition;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.graph.SparseFeatures;

/**
 * {@code P^2 X R}, rows scaled to length 1: features averaged over two hops, distances kept by random signs {@code R}
 * (Achlioptas, Database-friendly random projections, 2003). {@code P} is the symmetric normalised adjacency with self
 * loops of Kipf and Welling, 2017; directed edges count either way. {@code R} comes first, so that only {@value #WIDTH}
 * columns ever travel: {@code O(nnz(X) + n + m)} times that width, and no training.
 *
 * <p>Rows without features within two hops stay at the origin. Does not read labels. Whoever is within two hops of a
 * node moves its point.
 */
final class ProjectedFeatures implements Embedding {
    /** One bit of a hash per column. */
    static final int WIDTH = 64;

    private static final int HOPS = 2;

    @Override
    public DenseFeatures of(Graph graph, Partitioner.Cut cut, Compute compute) {
        var points = project(graph, signs(graph, cut), compute);
        var neighbours = Neighbours.of(graph.adjacency());
        var next = new float[points.length];
        for (int hop = 0; hop < HOPS; hop++) {
            propagate(neighbours, points, next, compute);
            var last = points;
            points = next;
            next = last;
        }
        normalise(points, compute);
        return new DenseFeatures(WIDTH, points);
    }

    private static long[] signs(Graph graph, Partitioner.Cut cut) {
        long purpose = Draws.SIGNS.purpose(cut.seed(), 0);
        var signs = new long[graph.features().columns()];
        Arrays.setAll(signs, column -> KeyHash.mix(purpose, column));
        return signs;
    }

    private static float[] project(Graph graph, long[] signs, Compute compute) {
        var out = new float[Math.multiplyExact(graph.nodeCount(), WIDTH)];
        if (graph.features() instanceof SparseFeatures sparse) {
            compute.rows(sparse.ptr(), WIDTH, (from, to) -> {
                for (int row = from; row < to; row++) {
                    for (int k = sparse.ptr()[row]; k < sparse.ptr()[row + 1]; k++) {
                        add(signs[sparse.idx()[k]], sparse.val()[k], out, row * WIDTH);
                    }
                }
            });
        } else if (graph.features() instanceof DenseFeatures dense) {
            int columns = dense.columns();
            compute.rows(graph.nodeCount(), (long) out.length * columns, (from, to) -> {
                for (int row = from; row < to; row++) {
                    for (int column = 0; column < columns; column++) {
                        add(signs[column], dense.values()[row * columns + column], out, row * WIDTH);
                    }
                }
            });
        }
        return out;
    }

    private static void add(long signs, float value, float[] out, int at) {
        for (int c = 0; c < WIDTH; c++) {
            out[at + c] += (signs >>> c & 1) == 0 ? value : -value;
        }
    }

    private static void propagate(Neighbours neighbours, float[] in, float[] out, Compute compute) {
        compute.rows(neighbours.ptr(), WIDTH, (from, to) -> {
            for (int row = from; row < to; row++) {
                Arrays.fill(out, row * WIDTH, (row + 1) * WIDTH, 0f);
                float own = scale(neighbours, row);
                addScaled(in, row, out, row, own * own);
                for (int k = neighbours.ptr()[row]; k < neighbours.ptr()[row + 1]; k++) {
                    int other = neighbours.idx()[k];
                    addScaled(in, other, out, row, own * scale(neighbours, other));
                }
            }
        });
    }

    private static float scale(Neighbours neighbours, int row) {
        return (float) (1 / Math.sqrt(neighbours.degree(row) + 1.0));
    }

    private static void addScaled(float[] in, int source, float[] out, int target, float weight) {
        for (int c = 0; c < WIDTH; c++) {
            out[target * WIDTH + c] += weight * in[source * WIDTH + c];
        }
    }

    private static void normalise(float[] points, Compute compute) {
        compute.rows(points.length / WIDTH, points.length, (from, to) -> {
            for (int row = from; row < to; row++) {
                double square = 0;
                for (int c = 0; c < WIDTH; c++) {
                    square += (double) points[row * WIDTH + c] * points[row * WIDTH + c];
                }
                float factor = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
                for (int c = 0; c < WIDTH; c++) {
                    points[row * WIDTH + c] *= factor;
                }
            }
        });
    }
}
