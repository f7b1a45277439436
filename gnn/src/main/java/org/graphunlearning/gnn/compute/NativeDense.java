package org.graphunlearning.gnn.compute;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Dense products by BLAS in blocks of fixed size, one block per call on one of our threads, so that the thread count never
 * changes a bit. BLAS may round a row by its position among the rows, so the same row in another matrix can differ in its last
 * bits. Narrow products stay in Java: below 16 columns BLAS gains nothing over its call.
 */
record NativeDense() implements Dense {
    private static final JavaDense JAVA = new JavaDense();
    private static final int ROWS_PER_CALL = 2048;
    private static final int COLUMNS_PER_CALL = 128;
    private static final int NARROW = 16;
    private static final long SMALL = 1_000_000;

    @Override
    public String name() {
        return "nd4j";
    }

    private static boolean isWorthACall(DenseMatrix a, Panel right) {
        return a.columns() >= NARROW
                && right.width() >= NARROW
                && right.stride() == right.width()
                && (long) a.rows() * a.columns() * right.width() >= SMALL;
    }

    @Override
    public void multiply(Compute compute, DenseMatrix a, Panel b, float[] out) {
        if (!isWorthACall(a, b)) {
            JAVA.multiply(compute, a, b, out);
            return;
        }
        int k = a.columns();
        int n = b.width();
        long outLength = (long) a.rows() * n;
        var left = a.pointer();
        var scratch = a.scratch(outLength + (long) k * n);
        var right = at(scratch, outLength).put(b.data(), 0, k * n);
        int blocks = (a.rows() + ROWS_PER_CALL - 1) / ROWS_PER_CALL;
        compute.rows(blocks, outLength * k, (from, to) -> {
            for (int block = from; block < to; block++) {
                int row = block * ROWS_PER_CALL;
                int m = Math.min(ROWS_PER_CALL, a.rows() - row);
                var target = at(scratch, (long) row * n);
                cblas_sgemm(
                        CblasRowMajor,
                        CblasNoTrans,
                        CblasNoTrans,
                        m,
                        n,
                        k,
                        1f,
                        at(left, (long) row * k),
                        k,
                        right,
                        n,
                        0f,
                        target,
                        n);
                target.get(out, row * n, m * n);
            }
        });
    }

    /** Blocks are columns of A, so each output element still sums over all rows in one call: no partial sums to add. */
    @Override
    public void multiplyTransposed(Compute compute, DenseMatrix a, Panel g, float[] out) {
        if (!isWorthACall(a, g)) {
            JAVA.multiplyTransposed(compute, a, g, out);
            return;
        }
        int k = a.columns();
        int n = g.width();
        long outLength = (long) k * n;
        var left = a.pointer();
        var scratch = a.scratch(outLength + (long) a.rows() * n);
        var right = at(scratch, outLength).put(g.data(), 0, a.rows() * n);
        int blocks = (k + COLUMNS_PER_CALL - 1) / COLUMNS_PER_CALL;
        compute.rows(blocks, outLength * a.rows(), (from, to) -> {
            for (int block = from; block < to; block++) {
                int column = block * COLUMNS_PER_CALL;
                int m = Math.min(COLUMNS_PER_CALL, k - column);
                var target = at(scratch, (long) column * n);
                cblas_sgemm(
                        CblasRowMajor,
                        CblasTrans,
                        CblasNoTrans,
                        m,
                        n,
                        a.rows(),
                        1f,
                        at(left, column),
                        k,
                        right,
                        n,
                        0f,
                        target,
                        n);
                target.get(out, column * n, m * n);
            }
        });
    }

    /** A view with its own position: pointers are mutable, and threads share the base. */
    private static FloatPointer at(FloatPointer base, long offset) {
        return base.getPointer(FloatPointer.class, offset);
    }
}
