package org.graphunlearning.gnn.linear;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Csr;

/**
 * {@code out = A in} for rows of hundreds of columns. {@link Compute#multiply} walks all rows once per few columns, which suits
 * narrow rows; here each source row is read from its beginning to its end. An element is summed in the order of its entries by fused
 * multiply-adds as there, so the bits are the same.
 *
 * @param a targets x sources
 * @param in rows of {@code width}
 * @param out rows of {@code width}, one per row of {@code a}
 * @param width columns
 */
record WideProduct(Csr a, float[] in, float[] out, int width) {
    private static final int AT_ONCE = 4;

    void compute(Compute compute) {
        compute.rows(a.ptr(), width, (from, to) -> {
            for (int row = from; row < to; row++) {
                Arrays.fill(out, row * width, (row + 1) * width, 0f);
                int k = a.ptr()[row];
                for (; k + AT_ONCE <= a.ptr()[row + 1]; k += AT_ONCE) {
                    addFour(k, row * width);
                }
                for (; k < a.ptr()[row + 1]; k++) {
                    addOne(k, row * width);
                }
            }
        });
    }

    private void addFour(int k, int to) {
        float[] source = in;
        float[] sums = out;
        float v0 = a.val()[k];
        float v1 = a.val()[k + 1];
        float v2 = a.val()[k + 2];
        float v3 = a.val()[k + 3];
        int s0 = a.idx()[k] * width;
        int s1 = a.idx()[k + 1] * width;
        int s2 = a.idx()[k + 2] * width;
        int s3 = a.idx()[k + 3] * width;
        int columns = width;
        for (int c = 0; c < columns; c++) {
            float sum = Math.fma(v1, source[s1 + c], Math.fma(v0, source[s0 + c], sums[to + c]));
            sums[to + c] = Math.fma(v3, source[s3 + c], Math.fma(v2, source[s2 + c], sum));
        }
    }

    private void addOne(int k, int to) {
        float[] source = in;
        float[] sums = out;
        float value = a.val()[k];
        int from = a.idx()[k] * width;
        int columns = width;
        for (int c = 0; c < columns; c++) {
            sums[to + c] = Math.fma(value, source[from + c], sums[to + c]);
        }
    }
}
