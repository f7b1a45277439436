package org.graphunlearning.gnn.oracle;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;

/** Small random graphs with isolated nodes, rows without features, unlabelled nodes and keys that are not rows. */
public final class RandomGraphs {
    private static final int CLASSES = 3;

    private RandomGraphs() {}

    /**
     * What to draw.
     *
     * @param nodes number of nodes; the first and every tenth have no edge
     * @param edges edges drawn, repetitions merged
     * @param columns width of a feature row
     * @param sparse whether features are sparse, about 3 values a row, or dense
     */
    public record Shape(int nodes, int edges, int columns, boolean sparse, boolean directed) {}

    /** A graph that only the seed decides. */
    public static Graph draw(Shape shape, long seed) {
        var random = new Random(seed);
        int n = shape.nodes();
        var keys = new long[n];
        for (int row = 0; row < n; row++) {
            keys[row] = (row == 0 ? 1337 : keys[row - 1] + 1) + random.nextInt(5);
        }
        var sources = new int[shape.edges()];
        var targets = new int[shape.edges()];
        for (int e = 0; e < sources.length; e++) {
            sources[e] = connected(random, n);
            targets[e] = connected(random, n);
        }
        var adjacency = Adjacency.of(n, sources, targets, sources.length, shape.directed());
        var features = shape.sparse() ? sparse(random, n, shape.columns()) : dense(random, n, shape.columns());
        return Graph.of(keys, adjacency, features, labels(random, n), split(random, n));
    }

    private static int connected(Random random, int n) {
        int row = random.nextInt(n);
        return row % 10 > 0 ? row : Math.max(1, row - 1);
    }

    private static Features dense(Random random, int n, int columns) {
        var values = new float[n * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Arrays.fill(values, 2 * columns, 3 * columns, 0f);
        return new DenseFeatures(columns, values);
    }

    private static Features sparse(Random random, int n, int columns) {
        var ptr = new int[n + 1];
        var idx = new int[3 * n];
        var val = new float[3 * n];
        for (int row = 0; row < n; row++) {
            var chosen = new TreeSet<Integer>();
            for (int k = 0; k < 3 && row != 2; k++) {
                chosen.add(random.nextInt(columns));
            }
            ptr[row + 1] = ptr[row];
            for (int column : chosen) {
                idx[ptr[row + 1]] = column;
                val[ptr[row + 1]++] = 0.5f + random.nextFloat();
            }
        }
        return new SparseFeatures(columns, ptr, Arrays.copyOf(idx, ptr[n]), Arrays.copyOf(val, ptr[n]));
    }

    private static Labels labels(Random random, int n) {
        var raw = new Object[n];
        for (int row = 0; row < n; row++) {
            raw[row] = row % 7 == 6 ? null : (Object) (long) (row < CLASSES ? row : random.nextInt(CLASSES));
        }
        return Labels.of(raw);
    }

    private static Split split(Random random, int n) {
        var roles = new byte[n];
        for (int row = 0; row < n; row++) {
            roles[row] = (byte) (row < CLASSES || random.nextInt(3) > 0 ? Role.TRAIN : Role.TEST).ordinal();
        }
        return new Split(roles);
    }
}
