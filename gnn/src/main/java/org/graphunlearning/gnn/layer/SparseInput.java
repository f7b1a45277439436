package org.graphunlearning.gnn.layer;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Csr;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.compute.SparseProduct;
import org.graphunlearning.gnn.graph.SparseFeatures;

/**
 * Sparse features and their transpose, the transpose cut into bands of source rows that fit the second-level cache.
 *
 * <p>The band structure changes the order in which rows of the result are visited, not the order in which one element is
 * summed. Dropout draws are taken twice, once per layout: cheaper than moving values between the two.
 */
final class SparseInput implements LayerInput {
    private static final int BAND_ROWS = 2048;

    private final SparseFeatures features;
    private final long[] keys;
    private final Csr[] bands;
    private final Csr dropped;
    private final Csr[] droppedBands;
    private final int[] nodes;
    private boolean off = true;

    SparseInput(SparseFeatures features, long[] keys) {
        this.features = features;
        this.keys = keys;
        this.bands = new Csr[(features.rows() + BAND_ROWS - 1) / BAND_ROWS];
        for (int band = 0; band < bands.length; band++) {
            bands[band] = transposed(features, band * BAND_ROWS);
        }
        this.nodes = new int[keys.length];
        this.dropped = new Csr(features.ptr(), features.idx(), new float[features.val().length]);
        this.droppedBands = new Csr[bands.length];
        Arrays.setAll(
                droppedBands,
                band -> new Csr(bands[band].ptr(), bands[band].idx(), new float[bands[band].val().length]));
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
        compute.rows(rows(), rows() * 8L, (from, to) -> {
            for (int row = from; row < to; row++) {
                nodes[row] = dropout.node(keys[row]);
            }
        });
        compute.rows(features.ptr(), 8, (from, to) -> dropRows(dropout, from, to));
        for (int band = 0; band < bands.length; band++) {
            var plain = bands[band];
            var out = droppedBands[band].val();
            compute.rows(plain.ptr(), 8, (from, to) -> dropColumns(dropout, plain, out, from, to));
        }
    }

    private void dropRows(Dropout dropout, int from, int to) {
        int[] idx = features.idx();
        float[] val = features.val();
        for (int row = from; row < to; row++) {
            int node = nodes[row];
            for (int k = features.ptr()[row]; k < features.ptr()[row + 1]; k++) {
                dropped.val()[k] = val[k] * dropout.factor(node, idx[k]);
            }
        }
    }

    private void dropColumns(Dropout dropout, Csr plain, float[] out, int from, int to) {
        int[] idx = plain.idx();
        float[] val = plain.val();
        for (int column = from; column < to; column++) {
            for (int k = plain.ptr()[column]; k < plain.ptr()[column + 1]; k++) {
                out[k] = val[k] * dropout.factor(nodes[idx[k]], column);
            }
        }
    }

    @Override
    public void times(Compute compute, Panel w, float[] out) {
        var x = off ? new Csr(features.ptr(), features.idx(), features.val()) : dropped;
        compute.multiply(new SparseProduct(x, 0, w, Panel.of(out, w.width()), false));
    }

    @Override
    public void transposedTimes(Compute compute, Panel g, float[] out) {
        var transposed = off ? bands : droppedBands;
        if (transposed.length == 0) {
            Arrays.fill(out, 0f); // without rows nothing else would overwrite what an earlier pass left
        }
        var target = Panel.of(out, g.width());
        for (int band = 0; band < transposed.length; band++) {
            compute.multiply(new SparseProduct(transposed[band], 0, g, target, band > 0));
        }
    }
}
