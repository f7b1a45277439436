package org.graphunlearning.gnn.layer;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Csr;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.compute.SparseProduct;

/** Row operations that several layers share. */
final class Rows {
    private Rows() {}

    /** {@code out = A in + bias}: the bias is where the sums start. */
    static void propagate(Compute compute, Csr a, Panel in, float[] bias, float[] out) {
        int width = bias.length;
        for (int start = 0; start < out.length; start += width) {
            System.arraycopy(bias, 0, out, start, width);
        }
        compute.multiply(new SparseProduct(a, 0, in, Panel.of(out, width), true));
    }

    /** {@code out = A in}. */
    static void propagate(Compute compute, Csr a, float[] in, float[] out, int width) {
        compute.multiply(new SparseProduct(a, 0, Panel.of(in, width), Panel.of(out, width), false));
    }

    /** {@code sums[c]} = sum of column {@code c}, in row order. */
    static void columnSums(float[] matrix, float[] sums) {
        Arrays.fill(sums, 0f);
        for (int start = 0; start < matrix.length; start += sums.length) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += matrix[start + c];
            }
        }
    }
}
