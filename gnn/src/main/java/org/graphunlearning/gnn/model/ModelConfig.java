package org.graphunlearning.gnn.model;

import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.Reach;
import org.graphunlearning.gnn.layer.EdgeWeights;

/**
 * The shape of a model.
 *
 * @param architecture the family
 * @param layers rounds of message passing, 1 to 16; for SGC the power K, for SIGN the last hop
 * @param hiddenChannels width of a hidden row (GAT: per head), 1 to 4096; SGC and SIGN have none and ignore it
 * @param heads attention heads of hidden layers, 1 to 64; the last layer has one, and only GAT reads it
 * @param dropout rate on every layer's input, for GAT also on its attention, in {@code [0, 1)}
 * @param normalizeFeatures whether each feature row is divided by the sum of its absolute values first
 */
public record ModelConfig(
        Architecture architecture,
        int layers,
        int hiddenChannels,
        int heads,
        double dropout,
        boolean normalizeFeatures) {
    /** Checks the ranges. */
    public ModelConfig {
        within("layers", layers, 16);
        within("hiddenChannels", hiddenChannels, 4096);
        within("heads", heads, 64);
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("`dropout` must lie in [0, 1), not " + dropout + ".");
        }
    }

    private static void within(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException("`" + key + "` must lie between 1 and " + max + ", not " + value + ".");
        }
    }

    /** Two layers with the widths and rates of the papers; features normalised. */
    public static ModelConfig defaults(Architecture architecture) {
        return switch (architecture) {
            case GCN, SAGE, GIN -> new ModelConfig(architecture, 2, 64, 1, 0.5, true);
            case GAT -> new ModelConfig(architecture, 2, 8, 8, 0.6, true);
            case SGC, SIGN -> new ModelConfig(architecture, 2, 64, 1, 0, true);
        };
    }

    /** The features as the model reads them: each row scaled by itself, or as it is. */
    public Features scaled(Features features) {
        return normalizeFeatures ? FeatureScaling.rowsToUnitSum(features) : features;
    }

    /** How far an output looks. */
    public Reach reach() {
        return new Reach(layers, architecture.weights() == EdgeWeights.SYMMETRIC);
    }

    /** The same with other layers. */
    public ModelConfig withLayers(int value) {
        return new ModelConfig(architecture, value, hiddenChannels, heads, dropout, normalizeFeatures);
    }

    /** The same with another width. */
    public ModelConfig withHiddenChannels(int value) {
        return new ModelConfig(architecture, layers, value, heads, dropout, normalizeFeatures);
    }

    /** The same with other heads. */
    public ModelConfig withHeads(int value) {
        return new ModelConfig(architecture, layers, hiddenChannels, value, dropout, normalizeFeatures);
    }

    /** The same with another dropout rate. */
    public ModelConfig withDropout(double value) {
        return new ModelConfig(architecture, layers, hiddenChannels, heads, value, normalizeFeatures);
    }

    /** The same with or without feature normalisation. */
    public ModelConfig withNormalizeFeatures(boolean value) {
        return new ModelConfig(architecture, layers, hiddenChannels, heads, dropout, value);
    }
}
