package org.graphunlearning.gnn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Csr;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: sums over all entries, those that dropout takes as zeros, bit for bit. */
class SparseInputTest {
    private static final int ROWS = 5000; // three bands, and enough entries for several ranges of rows
    private static final int COLUMNS = 90;
    private static final int WIDTH = 19;
    private static final double[] RATES = {0.5, 0.1, 0, 0.9};

    private final long[] keys = new long[ROWS];
    private final SparseFeatures features = features(new Random(3));

    /** Some rows are empty, and so is a column; values of both signs. */
    private SparseFeatures features(Random random) {
        var ptr = new int[ROWS + 1];
        var idx = new int[ROWS * COLUMNS];
        int length = 0;
        for (int row = 0; row < ROWS; row++) {
            keys[row] = 1337 + 3L * row;
            for (int c = 0; c < COLUMNS - 1 && row % 7 != 0; c++) {
                if (random.nextInt(4) == 0) {
                    idx[length++] = c;
                }
            }
            ptr[row + 1] = length;
        }
        return new SparseFeatures(COLUMNS, ptr, Arrays.copyOf(idx, length), gaussian(length, random));
    }

    private static float[] gaussian(int length, Random random) {
        var out = new float[length];
        for (int i = 0; i < length; i++) {
            out[i] = (float) random.nextGaussian();
        }
        return out;
    }

    private float[] withZeros(Dropout dropout) {
        var out = features.val().clone();
        for (int row = 0; row < ROWS; row++) {
            for (int k = features.ptr()[row]; k < features.ptr()[row + 1] && !dropout.isOff(); k++) {
                out[k] *= dropout.factor(dropout.node(keys[row]), features.idx()[k]);
            }
        }
        return out;
    }

    private float[] times(float[] values, float[] w) {
        var out = new float[ROWS * WIDTH];
        for (int row = 0; row < ROWS; row++) {
            for (int k = features.ptr()[row]; k < features.ptr()[row + 1]; k++) {
                for (int c = 0; c < WIDTH; c++) {
                    int at = row * WIDTH + c;
                    out[at] = Math.fma(values[k], w[features.idx()[k] * WIDTH + c], out[at]);
                }
            }
        }
        return out;
    }

    private float[] transposedTimes(float[] values, float[] g) {
        var out = new float[COLUMNS * WIDTH];
        for (int row = 0; row < ROWS; row++) {
            for (int k = features.ptr()[row]; k < features.ptr()[row + 1]; k++) {
                for (int c = 0; c < WIDTH; c++) {
                    int at = features.idx()[k] * WIDTH + c;
                    out[at] = Math.fma(values[k], g[row * WIDTH + c], out[at]);
                }
            }
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void productsHaveTheBitsOfSumsWithZeros(int threads) {
        var random = new Random(4);
        var w = gaussian(COLUMNS * WIDTH, random);
        var g = gaussian(ROWS * WIDTH, random);
        var input = new SparseInput(features, keys);
        try (var compute = Compute.withThreads(threads)) {
            for (int epoch = 0; epoch < RATES.length; epoch++) {
                var dropout = Dropout.of(Pass.training(8, epoch), 0, RATES[epoch]);
                var values = withZeros(dropout);
                var product = new float[ROWS * WIDTH];
                var gradient = new float[COLUMNS * WIDTH];
                Arrays.fill(gradient, 7f); // what was there must not count

                input.prepare(compute, dropout);
                input.times(compute, Panel.of(w, WIDTH), product);
                input.transposedTimes(compute, Panel.of(g, WIDTH), gradient);

                assertThat(product).isEqualTo(times(values, w));
                assertThat(gradient).isEqualTo(transposedTimes(values, g));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatIsDroppedIsNoEntry(int threads) {
        var dropout = Dropout.of(Pass.training(8, 0), 0, 0.5);
        var nodes = Arrays.stream(keys).mapToInt(dropout::node).toArray();
        var all = new Csr(features.ptr(), features.idx(), features.val());
        var kept = new KeptEntries(all, false);
        try (var compute = Compute.withThreads(threads)) {
            kept.draw(compute, dropout, nodes);
        }

        int expected = 0;
        for (float value : withZeros(dropout)) {
            expected += value != 0 ? 1 : 0;
        }
        assertThat(kept.matrix().ptr()[ROWS]).isEqualTo(expected);
        assertThat(kept.matrix().rows()).isEqualTo(ROWS);
    }
}
