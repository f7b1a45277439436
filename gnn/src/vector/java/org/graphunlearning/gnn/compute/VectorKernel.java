package org.graphunlearning.gnn.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernel on {@code jdk.incubator.vector}, loaded by name on JDK 21 and newer when the module is present.
 *
 * <p>A lane is a column, so each output element is summed in the same order and with the same fused multiply-add as in
 * {@link ScalarKernel}: same bits. Columns left over after the last whole vector go to the scalar kernel.
 */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = LANES.length();

    /** One head of eight channels is the usual width of a GAT, and narrower than the widest registers. */
    private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;

    @Override
    public String name() {
        return "vector" + WIDTH * Float.SIZE;
    }

    @Override
    public void multiply(SparseProduct product, int from, int to) {
        int width = product.out().width();
        int c = 0;
        for (; c + 4 * WIDTH <= width; c += 4 * WIDTH) {
            sparseFour(product, c, from, to);
        }
        for (; c + WIDTH <= width; c += WIDTH) {
            sparseOne(product, c, from, to);
        }
        for (; c + EIGHT.length() <= width; c += EIGHT.length()) {
            sparseEight(product, c, from, to);
        }
        if (c < width) {
            ScalarKernel.multiply(product, c, from, to);
        }
    }

    private static void sparseEight(SparseProduct p, int column, int from, int to) {
        int[] ptr = p.a().ptr();
        int[] idx = p.a().idx();
        float[] val = p.a().val();
        float[] in = p.in().data();
        float[] out = p.out().data();
        int inStart = p.in().offset() + column;
        for (int row = from; row < to; row++) {
            int o = row * p.out().stride() + p.out().offset() + column;
            var sum = p.accumulate() ? FloatVector.fromArray(EIGHT, out, o) : FloatVector.zero(EIGHT);
            for (int k = ptr[row], end = ptr[row + 1]; k < end; k++) {
                var w = FloatVector.broadcast(EIGHT, val[k * p.a().heads() + p.head()]);
                sum = FloatVector.fromArray(EIGHT, in, idx[k] * p.in().stride() + inStart)
                        .fma(w, sum);
            }
            sum.intoArray(out, o);
        }
    }

    private static void sparseFour(SparseProduct p, int column, int from, int to) {
        int[] ptr = p.a().ptr();
        int[] idx = p.a().idx();
        float[] val = p.a().val();
        float[] in = p.in().data();
        float[] out = p.out().data();
        int inStart = p.in().offset() + column;
        for (int row = from; row < to; row++) {
            int o = row * p.out().stride() + p.out().offset() + column;
            var a0 = start(p, out, o);
            var a1 = start(p, out, o + WIDTH);
            var a2 = start(p, out, o + 2 * WIDTH);
            var a3 = start(p, out, o + 3 * WIDTH);
            for (int k = ptr[row], end = ptr[row + 1]; k < end; k++) {
                var w = FloatVector.broadcast(LANES, val[k * p.a().heads() + p.head()]);
                int s = idx[k] * p.in().stride() + inStart;
                a0 = FloatVector.fromArray(LANES, in, s).fma(w, a0);
                a1 = FloatVector.fromArray(LANES, in, s + WIDTH).fma(w, a1);
                a2 = FloatVector.fromArray(LANES, in, s + 2 * WIDTH).fma(w, a2);
                a3 = FloatVector.fromArray(LANES, in, s + 3 * WIDTH).fma(w, a3);
            }
            a0.intoArray(out, o);
            a1.intoArray(out, o + WIDTH);
            a2.intoArray(out, o + 2 * WIDTH);
            a3.intoArray(out, o + 3 * WIDTH);
        }
    }

    private static void sparseOne(SparseProduct p, int column, int from, int to) {
        int[] ptr = p.a().ptr();
        int[] idx = p.a().idx();
        float[] val = p.a().val();
        float[] in = p.in().data();
        float[] out = p.out().data();
        int inStart = p.in().offset() + column;
        for (int row = from; row < to; row++) {
            int o = row * p.out().stride() + p.out().offset() + column;
            var a0 = start(p, out, o);
            for (int k = ptr[row], end = ptr[row + 1]; k < end; k++) {
                var w = FloatVector.broadcast(LANES, val[k * p.a().heads() + p.head()]);
                a0 = FloatVector.fromArray(LANES, in, idx[k] * p.in().stride() + inStart)
                        .fma(w, a0);
            }
            a0.intoArray(out, o);
        }
    }

    private static FloatVector start(SparseProduct p, float[] out, int at) {
        return p.accumulate() ? FloatVector.fromArray(LANES, out, at) : FloatVector.zero(LANES);
    }

    @Override
    public void multiply(DenseProduct product, int from, int to) {
        int width = product.out().width();
        int c = 0;
        for (; c + WIDTH <= width; c += WIDTH) {
            denseOne(product, c, from, to);
        }
        if (c < width) {
            ScalarKernel.multiply(product, c, from, to);
        }
    }

    /** Four rows at a time share each load of the right factor. */
    private static void denseOne(DenseProduct p, int column, int from, int to) {
        float[] left = p.a().data();
        float[] right = p.b().data();
        float[] out = p.out().data();
        int depth = p.a().width();
        int step = p.a().stride();
        int outStep = p.out().stride();
        int row = from;
        for (; row + 4 <= to; row += 4) {
            int l = row * step + p.a().offset();
            int o = row * outStep + p.out().offset() + column;
            var a0 = FloatVector.zero(LANES);
            var a1 = a0;
            var a2 = a0;
            var a3 = a0;
            for (int k = 0, s = p.b().offset() + column; k < depth; k++, s += p.b().stride()) {
                var b = FloatVector.fromArray(LANES, right, s);
                a0 = b.fma(FloatVector.broadcast(LANES, left[l + k]), a0);
                a1 = b.fma(FloatVector.broadcast(LANES, left[l + step + k]), a1);
                a2 = b.fma(FloatVector.broadcast(LANES, left[l + 2 * step + k]), a2);
                a3 = b.fma(FloatVector.broadcast(LANES, left[l + 3 * step + k]), a3);
            }
            a0.intoArray(out, o);
            a1.intoArray(out, o + outStep);
            a2.intoArray(out, o + 2 * outStep);
            a3.intoArray(out, o + 3 * outStep);
        }
        for (; row < to; row++) {
            int l = row * step + p.a().offset();
            var a0 = FloatVector.zero(LANES);
            for (int k = 0, s = p.b().offset() + column; k < depth; k++, s += p.b().stride()) {
                a0 = FloatVector.fromArray(LANES, right, s).fma(FloatVector.broadcast(LANES, left[l + k]), a0);
            }
            a0.intoArray(out, row * outStep + p.out().offset() + column);
        }
    }
}
