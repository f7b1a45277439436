package org.graphunlearning.gnn.layer;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.DenseProduct;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.sidecar.DeletionOperators;
import org.jspecify.annotations.Nullable;

/**
 * A deletion operator bound to the rows of one level: multiplies those of its nodes by its matrix, in place, and leaves all others
 * alone. A row gets the same bits whatever rows stand beside it. O(rows width^2). Not thread-safe.
 */
public final class RowOperator {
    private final int width;
    private final float[] matrix;
    private final int[] rows;
    private final float[] taken;
    private final float[] product;
    private float[] transposed = new float[0];

    private RowOperator(int width, float[] matrix, int[] rows) {
        this.width = width;
        this.matrix = matrix;
        this.rows = rows;
        this.taken = new float[Math.multiplyExact(rows.length, width)];
        this.product = new float[taken.length];
    }

    /**
     * Binds an operator.
     *
     * @param keys node key of each row of the level, ascending
     * @return {@code null} when none of its nodes is there
     */
    public static @Nullable RowOperator of(DeletionOperators.Operator operator, long[] keys) {
        int[] rows = Arrays.stream(operator.nodes())
                .mapToInt(key -> Arrays.binarySearch(keys, key))
                .filter(row -> row >= 0)
                .toArray();
        return rows.length == 0 ? null : new RowOperator(operator.width(), operator.matrix(), rows);
    }

    /**
     * Checks that there is one operator per layer, each as wide as the layer's output, or none at all.
     *
     * @throws IllegalArgumentException when not
     */
    public static void requireFit(DeletionOperators operators, List<Layer> layers) {
        boolean fit = !operators.act() || operators.layers().size() == layers.size();
        for (int l = 0; fit && l < operators.layers().size(); l++) {
            fit = operators.layers().get(l).width() == layers.get(l).outputs();
        }
        if (!fit) {
            throw new IllegalArgumentException("The deletion operators of "
                    + operators.layers().size() + " layers do not fit the " + layers.size()
                    + " layers of the model.");
        }
    }

    /** {@code h' = h W} on the operator's rows of {@code values}, rows x width. */
    public void apply(Compute compute, float[] values) {
        multiply(compute, matrix, values);
    }

    /** {@code g' = g W^T} on the operator's rows: what {@link #apply} does to a gradient on its way back. */
    void applyTransposed(Compute compute, float[] gradient) {
        if (transposed.length == 0) {
            transposed = new float[matrix.length];
            for (int r = 0; r < width; r++) {
                for (int c = 0; c < width; c++) {
                    transposed[c * width + r] = matrix[r * width + c];
                }
            }
        }
        multiply(compute, transposed, gradient);
    }

    private void multiply(Compute compute, float[] right, float[] values) {
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * width, taken, i * width, width);
        }
        var out = Panel.of(product, width);
        compute.multiply(new DenseProduct(Panel.of(taken, width), Panel.of(right, width), out), rows.length);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(product, i * width, values, rows[i] * width, width);
        }
    }
}
