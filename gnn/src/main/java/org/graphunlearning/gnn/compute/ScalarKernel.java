package org.graphunlearning.gnn.compute;

/**
 * Plain-Java kernel with accumulators kept in registers: 16 columns of one row for sparse products, 4 rows by 4 columns for
 * dense ones, then the narrower rest.
 *
 * <p>Faster than the row loop that the JIT vectorises on its own, because the inner loop never touches the
 * output. The blocks are written out: the JIT keeps separate locals in registers, not arrays.
 */
final class ScalarKernel implements Kernel {
    private static final int TILE_ROWS = 4;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void multiply(SparseProduct product, int from, int to) {
        multiply(product, 0, from, to);
    }

    /** The columns of the product from {@code column} on. */
    static void multiply(SparseProduct product, int column, int from, int to) {
        int width = product.out().width();
        int c = column;
        for (; c + 16 <= width; c += 16) {
            sparse16(product, c, from, to);
        }
        if (c + 8 <= width) {
            sparse8(product, c, from, to);
            c += 8;
        }
        if (c + 4 <= width) {
            sparse4(product, c, from, to);
            c += 4;
        }
        switch (width - c) {
            case 3 -> sparse3(product, c, from, to);
            case 2 -> sparse2(product, c, from, to);
            case 1 -> sparse1(product, c, from, to);
            default -> {}
        }
    }

    @Override
    public void multiply(DenseProduct product, int from, int to) {
        multiply(product, 0, from, to);
    }

    /** The columns of the product from {@code column} on. */
    static void multiply(DenseProduct product, int column, int from, int to) {
        int row = from;
        for (; row + TILE_ROWS <= to; row += TILE_ROWS) {
            tiles(product, column, row);
        }
        for (; row < to; row++) {
            for (int c = column; c < product.out().width(); c++) {
                element(product, row, c);
            }
        }
    }

    private static void tiles(DenseProduct product, int column, int row) {
        int width = product.out().width();
        int c = column;
        for (; c + 4 <= width; c += 4) {
            tile4(product, c, row);
        }
        switch (width - c) {
            case 3 -> tile3(product, c, row);
            case 2 -> tile2(product, c, row);
            case 1 -> tile1(product, c, row);
            default -> {}
        }
    }

    private static void element(DenseProduct p, int row, int column) {
        float sum = 0f;
        int l = row * p.a().stride() + p.a().offset();
        int s = p.b().offset() + column;
        for (int k = 0; k < p.a().width(); k++, s += p.b().stride()) {
            sum = Math.fma(p.a().data()[l + k], p.b().data()[s], sum);
        }
        p.out().data()[row * p.out().stride() + p.out().offset() + column] = sum;
    }

    private static void sparse16(SparseProduct p, int column, int from, int to) {
        int[] ptr = p.a().ptr();
        int[] idx = p.a().idx();
        float[] val = p.a().val();
        float[] in = p.in().data();
        float[] out = p.out().data();
        int heads = p.a().heads();
        int inStride = p.in().stride();
        int inStart = p.in().offset() + column;
        for (int row = from; row < to; row++) {
            int o = row * p.out().stride() + p.out().offset() + column;
            float a0 = 0f;
            float a1 = 0f;
            float a2 = 0f;
            float a3 = 0f;
            float a4 = 0f;
            float a5 = 0f;
            float a6 = 0f;
            float a7 = 0f;
            float a8 = 0f;
            float a9 = 0f;
            float a10 = 0f;
            float a11 = 0f;
            float a12 = 0f;
            float a13 = 0f;
            float a14 = 0f;
            float a15 = 0f;
            if (p.accumulate()) {
                a0 = out[o];
                a1 = out[o + 1];
                a2 = out[o + 2];
                a3 = out[o + 3];
                a4 = out[o + 4];
                a5 = out[o + 5];
                a6 = out[o + 6];
                a7 = out[o + 7];
                a8 = out[o + 8];
                a9 = out[o + 9];
                a10 = out[o + 10];
                a11 = out[o + 11];
                a12 = out[o + 12];
                a13 = out[o + 13];
                a14 = out[o + 14];
                a15 = out[o + 15];
            }
            for (int k = ptr[row], end = ptr[row + 1]; k < end; k++) {
                float w = val[k * heads + p.head()];
                int s = idx[k] * inStride + inStart;
                a0 = Math.fma(w, in[s], a0);
                a1 = Math.fma(w, in[s + 1], a1);
                a2 = Math.fma(w, in[s + 2], a2);
                a3 = Math.fma(w, in[s + 3], a3);
                a4 = Math.fma(w, in[s + 4], a4);
                a5 = Math.fma(w, in[s + 5], a5);
                a6 = Math.fma(w, in[s + 6], a6);
                a7 = Math.fma(w, in[s + 7], a7);
                a8 = Math.fma(w, in[s + 8], a8);
                a9 = Math.fma(w, in[s + 9], a9);
                a10 = Math.fma(w, in[s + 10], a10);
                a11 = Math.fma(w, in[s + 11], a11);
                a12 = Math.fma(w, in[s + 12], a12);
                a13 = Math.fma(w, in[s + 13], a13);
                a14 = Math.fma(w, in[s + 14], a14);
                a15 = Math.fma(w, in[s + 15], a15);
            }
            out[o] = a0;
            out[o + 1] = a1;
            out[o + 2] = a2;
            out[o + 3] = a3;
            out[o + 4] = a4;
            out[o + 5] = a5;
            out[o + 6] = a6;
            out[o + 7] = a7;
            out[o + 8] = a8;
            out[o + 9] = a9;
            out[o + 10] = a10;
            out[o + 11] = a11;
            out[o + 12] = a12;
            out[o + 13] = a13;
            out[o + 14] = a14;
            out[o + 15] = a15;
        }
    }

    private static void sparse8(SparseProduct p, int column, int from, int to) {
        int[] ptr = p.a().ptr();
        int[] idx = p.a().idx();
        float[] val = p.a().val();
        float[] in = p.in().data();
        float[] out = p.out().data();
        int heads = p.a().heads();
        int inStride = p.in().stride();
        int inStart = p.in().offset() + column;
        for (int row = from; row < to; row++) {
            int o = row * p.out().stride() + p.out().offset() + column;
            float a0 = 0f;
            float a1 = 0f;
            float a2 = 0f;
            float a3 = 0f;
            float a4 = 0f;
            float a5 = 0f;
            float a6 = 0f;
            float a7 = 0f;
            if (p.accumulate()) {
                a0 = out[o];
                a1 = out[o + 1];
                a2 = out[o + 2];
                a3 = out[o + 3];
                a4 = out[o + 4];
                a5 = out[o + 5];
                a6 = out[o + 6];
                a7 = out[o + 7];
            }
            for (int k = ptr[row], end = ptr[row + 1]; k < end; k++) {
                float w = val[k * heads + p.head()];
                int s = idx[k] * inStride + inStart;
                a0 = Math.fma(w, in[s], a0);
                a1 = Math.fma(w, in[s + 1], a1);
                a2 = Math.fma(w, in[s + 2], a2);
                a3 = Math.fma(w, in[s + 3], a3);
                a4 = Math.fma(w, in[s + 4], a4);
                a5 = Math.fma(w, in[s + 5], a5);
                a6 = Math.fma(w, in[s + 6], a6);
                a7 = Math.fma(w, in[s + 7], a7);
            }
            out[o] = a0;
            out[o + 1] = a1;
            out[o + 2] = a2;
            out[o + 3] = a3;
            out[o + 4] = a4;
            out[o + 5] = a5;
            out[o + 6] = a6;
            out[o + 7] = a7;
        }
    }

    private static void sparse4(SparseProduct p, int column, int from, int to) {
        int[] ptr = p.a().ptr();
        int[] idx = p.a().idx();
        float[] val = p.a().val();
        float[] in = p.in().data();
        float[] out = p.out().data();
        int heads = p.a().heads();
        int inStride = p.in().stride();
        int inStart = p.in().offset() + column;
        for (int row = from; row < to; row++) {
            int o = row * p.out().stride() + p.out().offset() + column;
            float a0 = 0f;
            float a1 = 0f;
            float a2 = 0f;
            float a3 = 0f;
            if (p.accumulate()) {
                a0 = out[o];
                a1 = out[o + 1];
                a2 = out[o + 2];
                a3 = out[o + 3];
            }
            for (int k = ptr[row], end = ptr[row + 1]; k < end; k++) {
                float w = val[k * heads + p.head()];
                int s = idx[k] * inStride + inStart;
                a0 = Math.fma(w, in[s], a0);
                a1 = Math.fma(w, in[s + 1], a1);
                a2 = Math.fma(w, in[s + 2], a2);
                a3 = Math.fma(w, in[s + 3], a3);
            }
            out[o] = a0;
            out[o + 1] = a1;
            out[o + 2] = a2;
            out[o + 3] = a3;
        }
    }

    private static void sparse3(SparseProduct p, int column, int from, int to) {
        int[] ptr = p.a().ptr();
        int[] idx = p.a().idx();
        float[] val = p.a().val();
        float[] in = p.in().data();
        float[] out = p.out().data();
        int heads = p.a().heads();
        int inStride = p.in().stride();
        int inStart = p.in().offset() + column;
        for (int row = from; row < to; row++) {
            int o = row * p.out().stride() + p.out().offset() + column;
            float a0 = 0f;
            float a1 = 0f;
            float a2 = 0f;
            if (p.accumulate()) {
                a0 = out[o];
                a1 = out[o + 1];
                a2 = out[o + 2];
            }
            for (int k = ptr[row], end = ptr[row + 1]; k < end; k++) {
                float w = val[k * heads + p.head()];
                int s = idx[k] * inStride + inStart;
                a0 = Math.fma(w, in[s], a0);
                a1 = Math.fma(w, in[s + 1], a1);
                a2 = Math.fma(w, in[s + 2], a2);
            }
            out[o] = a0;
            out[o + 1] = a1;
            out[o + 2] = a2;
        }
    }

    private static void sparse2(SparseProduct p, int column, int from, int to) {
        int[] ptr = p.a().ptr();
        int[] idx = p.a().idx();
        float[] val = p.a().val();
        float[] in = p.in().data();
        float[] out = p.out().data();
        int heads = p.a().heads();
        int inStride = p.in().stride();
        int inStart = p.in().offset() + column;
        for (int row = from; row < to; row++) {
            int o = row * p.out().stride() + p.out().offset() + column;
            float a0 = 0f;
            float a1 = 0f;
            if (p.accumulate()) {
                a0 = out[o];
                a1 = out[o + 1];
            }
            for (int k = ptr[row], end = ptr[row + 1]; k < end; k++) {
                float w = val[k * heads + p.head()];
                int s = idx[k] * inStride + inStart;
                a0 = Math.fma(w, in[s], a0);
                a1 = Math.fma(w, in[s + 1], a1);
            }
            out[o] = a0;
            out[o + 1] = a1;
        }
    }

    private static void sparse1(SparseProduct p, int column, int from, int to) {
        int[] ptr = p.a().ptr();
        int[] idx = p.a().idx();
        float[] val = p.a().val();
        float[] in = p.in().data();
        float[] out = p.out().data();
        int heads = p.a().heads();
        int inStride = p.in().stride();
        int inStart = p.in().offset() + column;
        for (int row = from; row < to; row++) {
            int o = row * p.out().stride() + p.out().offset() + column;
            float a0 = 0f;
            if (p.accumulate()) {
                a0 = out[o];
            }
            for (int k = ptr[row], end = ptr[row + 1]; k < end; k++) {
                float w = val[k * heads + p.head()];
                int s = idx[k] * inStride + inStart;
                a0 = Math.fma(w, in[s], a0);
            }
            out[o] = a0;
        }
    }

    private static void tile4(DenseProduct p, int column, int row) {
        float[] left = p.a().data();
        float[] right = p.b().data();
        float[] out = p.out().data();
        int step = p.a().stride();
        int rightStride = p.b().stride();
        int l = row * step + p.a().offset();
        int s = p.b().offset() + column;
        float a00 = 0f;
        float a01 = 0f;
        float a02 = 0f;
        float a03 = 0f;
        float a10 = 0f;
        float a11 = 0f;
        float a12 = 0f;
        float a13 = 0f;
        float a20 = 0f;
        float a21 = 0f;
        float a22 = 0f;
        float a23 = 0f;
        float a30 = 0f;
        float a31 = 0f;
        float a32 = 0f;
        float a33 = 0f;
        for (int end = l + p.a().width(); l < end; l++, s += rightStride) {
            float l0 = left[l];
            float l1 = left[l + step];
            float l2 = left[l + 2 * step];
            float l3 = left[l + 3 * step];
            float r0 = right[s];
            float r1 = right[s + 1];
            float r2 = right[s + 2];
            float r3 = right[s + 3];
            a00 = Math.fma(l0, r0, a00);
            a01 = Math.fma(l0, r1, a01);
            a02 = Math.fma(l0, r2, a02);
            a03 = Math.fma(l0, r3, a03);
            a10 = Math.fma(l1, r0, a10);
            a11 = Math.fma(l1, r1, a11);
            a12 = Math.fma(l1, r2, a12);
            a13 = Math.fma(l1, r3, a13);
            a20 = Math.fma(l2, r0, a20);
            a21 = Math.fma(l2, r1, a21);
            a22 = Math.fma(l2, r2, a22);
            a23 = Math.fma(l2, r3, a23);
            a30 = Math.fma(l3, r0, a30);
            a31 = Math.fma(l3, r1, a31);
            a32 = Math.fma(l3, r2, a32);
            a33 = Math.fma(l3, r3, a33);
        }
        int o = row * p.out().stride() + p.out().offset() + column;
        out[o] = a00;
        out[o + 1] = a01;
        out[o + 2] = a02;
        out[o + 3] = a03;
        o += p.out().stride();
        out[o] = a10;
        out[o + 1] = a11;
        out[o + 2] = a12;
        out[o + 3] = a13;
        o += p.out().stride();
        out[o] = a20;
        out[o + 1] = a21;
        out[o + 2] = a22;
        out[o + 3] = a23;
        o += p.out().stride();
        out[o] = a30;
        out[o + 1] = a31;
        out[o + 2] = a32;
        out[o + 3] = a33;
    }

    private static void tile3(DenseProduct p, int column, int row) {
        float[] left = p.a().data();
        float[] right = p.b().data();
        float[] out = p.out().data();
        int step = p.a().stride();
        int rightStride = p.b().stride();
        int l = row * step + p.a().offset();
        int s = p.b().offset() + column;
        float a00 = 0f;
        float a01 = 0f;
        float a02 = 0f;
        float a10 = 0f;
        float a11 = 0f;
        float a12 = 0f;
        float a20 = 0f;
        float a21 = 0f;
        float a22 = 0f;
        float a30 = 0f;
        float a31 = 0f;
        float a32 = 0f;
        for (int end = l + p.a().width(); l < end; l++, s += rightStride) {
            float l0 = left[l];
            float l1 = left[l + step];
            float l2 = left[l + 2 * step];
            float l3 = left[l + 3 * step];
            float r0 = right[s];
            float r1 = right[s + 1];
            float r2 = right[s + 2];
            a00 = Math.fma(l0, r0, a00);
            a01 = Math.fma(l0, r1, a01);
            a02 = Math.fma(l0, r2, a02);
            a10 = Math.fma(l1, r0, a10);
            a11 = Math.fma(l1, r1, a11);
            a12 = Math.fma(l1, r2, a12);
            a20 = Math.fma(l2, r0, a20);
            a21 = Math.fma(l2, r1, a21);
            a22 = Math.fma(l2, r2, a22);
            a30 = Math.fma(l3, r0, a30);
            a31 = Math.fma(l3, r1, a31);
            a32 = Math.fma(l3, r2, a32);
        }
        int o = row * p.out().stride() + p.out().offset() + column;
        out[o] = a00;
        out[o + 1] = a01;
        out[o + 2] = a02;
        o += p.out().stride();
        out[o] = a10;
        out[o + 1] = a11;
        out[o + 2] = a12;
        o += p.out().stride();
        out[o] = a20;
        out[o + 1] = a21;
        out[o + 2] = a22;
        o += p.out().stride();
        out[o] = a30;
        out[o + 1] = a31;
        out[o + 2] = a32;
    }

    private static void tile2(DenseProduct p, int column, int row) {
        float[] left = p.a().data();
        float[] right = p.b().data();
        float[] out = p.out().data();
        int step = p.a().stride();
        int rightStride = p.b().stride();
        int l = row * step + p.a().offset();
        int s = p.b().offset() + column;
        float a00 = 0f;
        float a01 = 0f;
        float a10 = 0f;
        float a11 = 0f;
        float a20 = 0f;
        float a21 = 0f;
        float a30 = 0f;
        float a31 = 0f;
        for (int end = l + p.a().width(); l < end; l++, s += rightStride) {
            float l0 = left[l];
            float l1 = left[l + step];
            float l2 = left[l + 2 * step];
            float l3 = left[l + 3 * step];
            float r0 = right[s];
            float r1 = right[s + 1];
            a00 = Math.fma(l0, r0, a00);
            a01 = Math.fma(l0, r1, a01);
            a10 = Math.fma(l1, r0, a10);
            a11 = Math.fma(l1, r1, a11);
            a20 = Math.fma(l2, r0, a20);
            a21 = Math.fma(l2, r1, a21);
            a30 = Math.fma(l3, r0, a30);
            a31 = Math.fma(l3, r1, a31);
        }
        int o = row * p.out().stride() + p.out().offset() + column;
        out[o] = a00;
        out[o + 1] = a01;
        o += p.out().stride();
        out[o] = a10;
        out[o + 1] = a11;
        o += p.out().stride();
        out[o] = a20;
        out[o + 1] = a21;
        o += p.out().stride();
        out[o] = a30;
        out[o + 1] = a31;
    }

    private static void tile1(DenseProduct p, int column, int row) {
        float[] left = p.a().data();
        float[] right = p.b().data();
        float[] out = p.out().data();
        int step = p.a().stride();
        int rightStride = p.b().stride();
        int l = row * step + p.a().offset();
        int s = p.b().offset() + column;
        float a00 = 0f;
        float a10 = 0f;
        float a20 = 0f;
        float a30 = 0f;
        for (int end = l + p.a().width(); l < end; l++, s += rightStride) {
            float l0 = left[l];
            float l1 = left[l + step];
            float l2 = left[l + 2 * step];
            float l3 = left[l + 3 * step];
            float r0 = right[s];
            a00 = Math.fma(l0, r0, a00);
            a10 = Math.fma(l1, r0, a10);
            a20 = Math.fma(l2, r0, a20);
            a30 = Math.fma(l3, r0, a30);
        }
        int o = row * p.out().stride() + p.out().offset() + column;
        out[o] = a00;
        o += p.out().stride();
        out[o] = a10;
        o += p.out().stride();
        out[o] = a20;
        o += p.out().stride();
        out[o] = a30;
    }
}
