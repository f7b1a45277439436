package org.graphunlearning.verify.explain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.jspecify.annotations.Nullable;

/** The features from which integrated gradients start: what stands for "nothing is known". */
public enum Baseline {
    /** No feature value at all; right for words and other counts. */
    ZERO,
    /** The mean over the labelled training nodes of the graph given, as the network reads them; for dense features only. */
    TRAINING_MEAN;

    /** Its name in configurations. */
    public String option() {
        return this == ZERO ? "zero" : "trainingMean";
    }

    /** The values, empty for zero. */
    double[] values(Gnn model, Graph graph) {
        if (this == ZERO) {
            return new double[0];
        }
        int[] rows = graph.trainingRows();
        if (!(graph.features() instanceof DenseFeatures) || rows.length == 0) {
            throw new IllegalArgumentException(
                    "The mean of the training nodes is a baseline for dense features of graphs"
                            + " with training nodes only; start from zero instead.");
        }
        var out = new double[graph.features().columns()];
        for (int row : rows) {
            var values = InputRow.widened(model.config().scaled(graph.features().select(new int[] {row})));
            for (int c = 0; c < out.length; c++) {
                out[c] += values[c] / rows.length;
            }
        }
        return out;
    }

    /**
     * What to write down beside an explanation, so that it can be repeated: the SHA-256 of the values in hexadecimal digits, or
     * {@code null} for zero, which needs none.
     *
     * @throws IllegalArgumentException when the graph has no such baseline
     */
    public @Nullable String sha256(Gnn model, Graph graph) {
        var values = values(model, graph);
        if (values.length == 0) {
            return null;
        }
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return HexFormat.of().formatHex(Sha256.of(bytes.array()));
    }
}
