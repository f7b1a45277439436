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
            var sums = new float[width];
            var rows = new float[AT_ONCE][width];
            for (int row = from; row < to; row++) {
                Arrays.fill(sums, 0f);
                int k = a.ptr()[row];
                for (; k + AT_ONCE <= a.ptr()[row + 1]; k += AT_ONCE) {
                    copy(k, AT_ONCE, rows);
                    addFour(k, rows[0], rows[1], rows[2], rows[3], sums);
                }
                int left = a.ptr()[row + 1] - k;
                copy(k, left, rows);
                for (int i = 0; i < left; i++) {
                    addOne(a.val()[k + i], rows[i], sums);
                }
                System.arraycopy(sums, 0, out, row * width, width);
            }
        });
    }

    /** Sources into arrays of their own: the JIT vectorises loops over plain indices only, which is worth more than a copy costs. */
    private void copy(int k, int count, float[][] rows) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(in, a.idx()[k + i] * width, rows[i], 0, width);
        }
    }

    private void addFour(int k, float[] r0, float[] r1, float[] r2, float[] r3, float[] sums) {
        float v0 = a.val()[k];
        float v1 = a.val()[k + 1];
        float v2 = a.val()[k + 2];
        float v3 = a.val()[k + 3];
        for (int c = 0; c < sums.length; c++) {
            float sum = Math.fma(v1, r1[c], Math.fma(v0, r0[c], sums[c]));
            sums[c] = Math.fma(v3, r3[c], Math.fma(v2, r2[c], sum));
        }
    }

    private static void addOne(float value, float[] row, float[] sums) {
        for (int c = 0; c < sums.length; c++) {
            sums[c] = Math.fma(value, row[c], sums[c]);
        }
    }
}
