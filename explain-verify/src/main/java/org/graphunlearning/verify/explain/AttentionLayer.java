package org.graphunlearning.verify.explain;

import org.graphunlearning.gnn.layer.Gat;

/**
 * GAT: {@code Z_i = sum_j m_ij alpha_ij T_j + b} with attention over in-neighbours and the node itself, heads side by side. A mask
 * acts after the softmax, which it leaves alone.
 */
record AttentionLayer(int heads, double[] target, double[] source, double[] bias) implements BallLayer {
    @Override
    public AttentionTape run(Stage stage, double[] product) {
        return new AttentionTape(this, stage, product);
    }

    int width() {
        return bias.length;
    }

    /** Outputs per head. */
    int channels() {
        return bias.length / heads;
    }

    /** {@code out[row, h] = <product[row, h, :], vector[h, :]>}. */
    double[] halves(double[] product, double[] vector) {
        int rows = product.length / width();
        var out = new double[rows * heads];
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < width(); c++) {
                out[row * heads + c / channels()] += product[row * width() + c] * vector[c];
            }
        }
        return out;
    }

    static double slope(double logit) {
        return logit > 0 ? 1 : Gat.SLOPE;
    }
}
