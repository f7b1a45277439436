package org.graphunlearning.verify.rules;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;

/** Random graphs with features of which the first tells the class, and answers. */
final class Examples {
    static final int CLASSES = 3;
    static final int COLUMNS = 6;

    private Examples() {}

    static int[] classes(int nodes, long seed) {
        return new Random(seed).ints(nodes, 0, CLASSES).toArray();
    }

    /** Classes keep together, and column c is 1 for most nodes of class c; the other columns are noise, some negative. */
    static float[] features(int[] classes, long seed) {
        var random = new Random(seed);
        var out = new float[classes.length * COLUMNS];
        for (int i = 0; i < classes.length; i++) {
            for (int column = 0; column < COLUMNS; column++) {
                boolean own = column == classes[i] ? random.nextInt(10) > 0 : random.nextInt(10) == 0;
                float noise = random.nextInt(3) == 0 ? random.nextInt(8) / 4f - 1 : 0;
                out[i * COLUMNS + column] = column < CLASSES ? (own ? 1 : 0) : noise;
            }
        }
        return out;
    }

    static int[][] edges(int[] classes, long seed) {
        var random = new Random(seed);
        return IntStream.range(0, 3 * classes.length)
                .mapToObj(e -> new int[] {random.nextInt(classes.length), random.nextInt(classes.length)})
                .filter(e -> classes[e[0]] == classes[e[1]] || random.nextInt(4) == 0)
                .toArray(int[][]::new);
    }

    /** The graph in which node i takes position {@code position[i]}. */
    static Graph graph(int[] position, float[] features, int[][] edges, boolean directed) {
        int n = position.length;
        var moved = new float[features.length];
        for (int i = 0; i < n; i++) {
            System.arraycopy(features, i * COLUMNS, moved, position[i] * COLUMNS, COLUMNS);
        }
        var from =
                IntStream.range(0, edges.length).map(e -> position[edges[e][0]]).toArray();
        var to =
                IntStream.range(0, edges.length).map(e -> position[edges[e][1]]).toArray();
        var roles = new byte[n];
        Arrays.fill(roles, (byte) Role.TRAIN.ordinal());
        return Graph.of(
                IntStream.range(0, n).mapToLong(i -> 1337 + 3L * i).toArray(),
                Adjacency.of(n, from, to, edges.length, directed),
                new DenseFeatures(COLUMNS, moved),
                Labels.of(IntStream.range(0, n).mapToObj(i -> (Object) "a").toArray()),
                new Split(roles));
    }

    static Graph graph(int nodes, long seed, boolean directed) {
        var classes = classes(nodes, seed);
        return graph(IntStream.range(0, nodes).toArray(), features(classes, seed), edges(classes, seed), directed);
    }

    static SparseFeatures sparse(DenseFeatures dense) {
        int n = dense.rows();
        var ptr = new int[n + 1];
        var idx = new int[dense.values().length];
        var val = new float[dense.values().length];
        int length = 0;
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < dense.columns(); column++) {
                if (dense.values()[row * dense.columns() + column] != 0) {
                    idx[length] = column;
                    val[length++] = dense.values()[row * dense.columns() + column];
                }
            }
            ptr[row + 1] = length;
        }
        return new SparseFeatures(dense.columns(), ptr, Arrays.copyOf(idx, length), Arrays.copyOf(val, length));
    }
}
