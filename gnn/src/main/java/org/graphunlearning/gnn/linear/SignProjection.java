package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.SparseFeatures;

/**
 * A sparse random projection R of feature columns (Kane and Nelson 2014): each input column has one entry in each of
 * {@link #ENTRIES} blocks of output columns, at a random place and with a random sign, of size {@code 1 / sqrt(ENTRIES)}. Lengths and
 * angles survive up to about {@code 1 / sqrt(width)}. {@code X R} costs O(nnz(X)) and not O(nnz(X) width).
 *
 * <p>R depends on the seed and the widths only, never on data, so that nothing of it has to be unlearned. A projection that is not
 * narrower than the input leaves it as it is.
 */
final class SignProjection {
    private static final int ENTRIES = 4;

    private final int inputs;
    private final int width;
    private final int entries;
    private final int[] place;
    private final float[] sign;

    private SignProjection(int inputs, int width, int entries) {
        this.inputs = inputs;
        this.width = width;
        this.entries = entries;
        this.place = new int[inputs * entries];
        this.sign = new float[inputs * entries];
    }

    /**
     * The projection of a head.
     *
     * @param inputs width of a feature row
     * @param projection width wanted; 0 or at least {@code inputs} for none
     */
    static SignProjection of(int inputs, int projection, long seed) {
        if (projection == 0 || projection >= inputs) {
            return new SignProjection(inputs, inputs, 0);
        }
        var out = new SignProjection(inputs, projection, Math.min(ENTRIES, projection));
        float size = (float) (1 / Math.sqrt(out.entries));
        for (int block = 0; block < out.entries; block++) {
            long purpose = CounterRng.purpose(seed, -101L, block);
            int first = block * projection / out.entries;
            int places = (block + 1) * projection / out.entries - first;
            for (int column = 0; column < inputs; column++) {
                double draw = 2 * CounterRng.uniform(purpose, column);
                int at = column * out.entries + block;
                out.place[at] = first + (int) ((draw - (int) draw) * places);
                out.sign[at] = draw < 1 ? size : -size;
            }
        }
        return out;
    }

    /** Width of a projected row. */
    int width() {
        return width;
    }

    /**
     * {@code X R}, rows x width, each row by itself in the order of its columns.
     *
     * @throws IllegalArgumentException when that does not fit into one array
     */
    float[] times(Features features, Compute compute) {
        long cells = (long) features.rows() * width;
        if (cells > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("Features of " + features.rows() + " nodes with " + width
                    + " columns do not fit into one array; give a `projection` of at most "
                    + (Integer.MAX_VALUE - 8) / features.rows() + ".");
        }
        var out = new float[(int) cells];
        if (features instanceof SparseFeatures x) {
            compute.rows(x.ptr(), Math.max(1, entries), (from, to) -> {
                for (int row = from; row < to; row++) {
                    for (int k = x.ptr()[row]; k < x.ptr()[row + 1]; k++) {
                        add(x.idx()[k], x.val()[k], out, row * width);
                    }
                }
            });
        } else {
            var x = (DenseFeatures) features;
            compute.rows(x.rows(), (long) x.values().length * Math.max(1, entries), (from, to) -> {
                for (int row = from; row < to; row++) {
                    for (int column = 0; column < inputs; column++) {
                        add(column, x.values()[row * inputs + column], out, row * width);
                    }
                }
            });
        }
        return out;
    }

    private void add(int column, float value, float[] out, int start) {
        if (entries == 0) {
            out[start + column] = value;
            return;
        }
        for (int k = column * entries; k < (column + 1) * entries; k++) {
            out[start + place[k]] = Math.fma(sign[k], value, out[start + place[k]]);
        }
    }

    /** {@code (R W)[column][c]} of a block of weights that starts at row {@code first} and is {@code classes} wide. */
    double weight(int column, double[] weights, int first, int classes, int c) {
        if (entries == 0) {
            return weights[(first + column) * classes + c];
        }
        double sum = 0;
        for (int k = column * entries; k < (column + 1) * entries; k++) {
            sum = Math.fma(sign[k], weights[(first + place[k]) * classes + c], sum);
        }
        return sum;
    }
}
