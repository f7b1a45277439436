package org.graphunlearning.verify.explain;

import java.util.List;

/** One run of a {@link BallNetwork}, as far as derivatives need it. */
final class Evaluation {
    private final BallNetwork network;
    private final Ball ball;
    private final List<BallLayer.Tape> tapes;
    private final List<double[]> outputs;

    Evaluation(BallNetwork network, Ball ball, List<BallLayer.Tape> tapes, List<double[]> outputs) {
        this.network = network;
        this.ball = ball;
        this.tapes = tapes;
        this.outputs = outputs;
    }

    /**
     * Derivatives.
     *
     * @param product by the first product, one row per position
     * @param edges by the factor of each edge
     */
    record Derivatives(double[] product, double[] edges) {}

    /** Logits of the target. */
    double[] logits() {
        return outputs.get(outputs.size() - 1);
    }

    /** Outputs of a layer before its activation. */
    double[] output(int layer) {
        return outputs.get(layer);
    }

    BallLayer.Tape tape(int layer) {
        return tapes.get(layer);
    }

    /** Derivatives of one logit. */
    Derivatives ofLogit(int classIndex) {
        return backward(oneHot(classIndex));
    }

    double[] oneHot(int classIndex) {
        var out = new double[logits().length];
        out[classIndex] = 1;
        return out;
    }

    /** Derivatives of {@code <atLogits, logits>}. */
    Derivatives backward(double[] atLogits) {
        var slopes = outputs.subList(0, outputs.size() - 1).stream()
                .map(network::slopes)
                .toList();
        return backward(atLogits, slopes);
    }

    /** The same with other slopes of the activations, one array per hidden layer. */
    Derivatives backward(double[] atLogits, List<double[]> slopes) {
        var edges = new double[ball.messages().edges()];
        var gradient = atLogits;
        for (int l = tapes.size() - 1; l > 0; l--) {
            var atProduct = tapes.get(l).backward(network.beforeOperator(l, ball, gradient), edges);
            gradient = network.throughActivation(l, atProduct, slopes.get(l - 1));
        }
        return new Derivatives(tapes.get(0).backward(network.beforeOperator(0, ball, gradient), edges), edges);
    }
}
