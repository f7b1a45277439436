package org.graphunlearning.gnn.layer;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Csr;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.compute.SparseProduct;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.jspecify.annotations.Nullable;

/**
 * Sparse features and their transpose, the transpose cut into bands of source rows that fit the second-level cache.
 *
 * <p>The band structure changes the order in which rows of the result are visited, not the order in which one element is
 * summed. Dropout draws are taken twice, once per layout: cheaper than moving values between the two. What they drop is left out, so
 * that products cost what is kept; drawing costs less than that saves in the first product.
 */
final class SparseInput implements LayerInput {
    private static final int BAND_ROWS = 2048;

    private final SparseFeatures features;
    private final long[] keys;
    private final Csr whole;
    private Csr @Nullable [] bands;
    private @Nullable Thinned thinned;
    private boolean off = true;

    /** What dropout leaves in a pass, in both layouts. */
    private record Thinned(int[] nodes, KeptEntries whole, KeptEntries[] bands) {}

    /**
     * An input over sparse features, which are shared.
     *
     * @param keys node key of each row
     */
    SparseInput(SparseFeatures features, long[] keys) {
        this.features = features;
        this.keys = keys;
        this.whole = new Csr(features.ptr(), features.idx(), features.val());
    }

    /** The transpose, made when a pass first goes backward or drops something: inference needs neither. */
    private Csr[] bands() {
        var out = bands;
        if (out == null) {
            out = new Csr[(features.rows() + BAND_ROWS - 1) / BAND_ROWS];
            Arrays.setAll(out, band -> transposed(features, band * BAND_ROWS));
            bands = out;
        }
        return out;
    }

    private Thinned thinned() {
        var out = thinned;
        if (out == null) {
            var parts = Arrays.stream(bands())
                    .map(band -> new KeptEntries(band, true))
                    .toArray(KeptEntries[]::new);
            out = new Thinned(new int[keys.length], new KeptEntries(whole, false), parts);
            thinned = out;
        }
        return out;
    }

    private static Csr transposed(SparseFeatures x, int from) {
        int to = Math.min(from + BAND_ROWS, x.rows());
        var ptr = new int[x.columns() + 1];
        for (int k = x.ptr()[from]; k < x.ptr()[to]; k++) {
            ptr[x.idx()[k] + 1]++;
        }
        for (int c = 0; c < x.columns(); c++) {
            ptr[c + 1] += ptr[c];
        }
        var cursor = Arrays.copyOf(ptr, x.columns());
        var idx = new int[ptr[x.columns()]];
        var val = new float[idx.length];
        for (int row = from; row < to; row++) {
            for (int k = x.ptr()[row]; k < x.ptr()[row + 1]; k++) {
                int at = cursor[x.idx()[k]]++;
                idx[at] = row;
                val[at] = x.val()[k];
            }
        }
        return new Csr(ptr, idx, val);
    }

    @Override
    public int rows() {
        return features.rows();
    }

    @Override
    public int columns() {
        return features.columns();
    }

    @Override
    public void prepare(Compute compute, Dropout dropout) {
        off = dropout.isOff();
        if (off) {
            return;
        }
        var pass = thinned();
        compute.rows(rows(), rows() * 8L, (from, to) -> {
            for (int row = from; row < to; row++) {
                pass.nodes()[row] = dropout.node(keys[row]);
            }
        });
        pass.whole().draw(compute, dropout, pass.nodes());
        for (var band : pass.bands()) {
            band.draw(compute, dropout, pass.nodes());
        }
    }

    @Override
    public void times(Compute compute, Panel w, float[] out) {
        var x = off ? whole : thinned().whole().matrix();
        compute.multiply(new SparseProduct(x, 0, w, Panel.of(out, w.width()), false));
    }

    @Override
    public void transposedTimes(Compute compute, Panel g, float[] out) {
        var all = bands();
        if (all.length == 0) {
            Arrays.fill(out, 0f); // without rows nothing else would overwrite what an earlier pass left
        }
        var target = Panel.of(out, g.width());
        for (int band = 0; band < all.length; band++) {
            var transposed = off ? all[band] : thinned().bands()[band].matrix();
            compute.multiply(new SparseProduct(transposed, 0, g, target, band > 0));
        }
    }
}
