package org.graphunlearning.verify.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.Activation;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.DeletionOperators;
import org.jspecify.annotations.Nullable;

/**
 * A model in double precision, ready to run on balls of one graph; its parameters are copied once, so it may serve several threads.
 *
 * <p>A run costs O(messages width + nodes width^2) of the ball. It reads the first layer's product, which callers share between
 * targets or vary.
 */
final class BallNetwork {
    private final List<BallLayer> layers = new ArrayList<>();
    private final List<Matrix> weights = new ArrayList<>();
    private final List<@Nullable RowMatrix> operators = new ArrayList<>();
    private final int[] roundsBefore;
    private final Activation activation;

    BallNetwork(Gnn model, Graph graph) {
        this.activation = model.config().architecture().activation();
        this.roundsBefore = new int[model.layers().size()];
        int rounds = 0;
        for (var layer : model.layers()) {
            roundsBefore[layers.size()] = rounds;
            rounds += layer.rounds();
            layers.add(BallLayer.of(layer));
            weights.add(Matrix.of(layer.parameters().get(0)));
        }
        var all = model.sidecar().operators();
        for (int l = 0; l < layers.size(); l++) {
            operators.add(
                    all == null || !all.act() ? null : RowMatrix.of(all.layers().get(l), graph));
        }
    }

    /** The first layer's weight: what turns features into its product. */
    Matrix inputWeight() {
        return weights.get(0);
    }

    /**
     * Runs the network.
     *
     * @param mask one factor per edge of the ball
     * @param product of the features and {@link #inputWeight}, one row per position
     */
    Evaluation run(Ball ball, double[] mask, double[] product) {
        var tapes = new ArrayList<BallLayer.Tape>();
        var outputs = new ArrayList<double[]>();
        var next = product;
        for (int l = 0; l < layers.size(); l++) {
            if (l > 0) {
                next = weights.get(l).times(activated(outputs.get(l - 1)));
            }
            var tape = layers.get(l).run(new Stage(ball, mask, ball.rounds() - roundsBefore[l]), next);
            var operator = operators.get(l);
            tapes.add(tape);
            outputs.add(operator == null ? tape.output() : operator.apply(ball, tape.output()));
        }
        return new Evaluation(this, ball, tapes, outputs);
    }

    private double[] activated(double[] values) {
        var out = new double[values.length];
        for (int k = 0; k < out.length; k++) {
            double x = values[k];
            out[k] = x > 0 ? x : activation == Activation.ELU ? StrictMath.expm1(x) : 0;
        }
        return out;
    }

    /** Derivative of the activation where its argument is {@code x}. */
    private double slope(double x) {
        return x > 0 ? 1 : activation == Activation.ELU ? StrictMath.exp(x) : 0;
    }

    /** The slopes at a layer's outputs. */
    double[] slopes(double[] outputs) {
        var out = new double[outputs.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = slope(outputs[k]);
        }
        return out;
    }

    /** The gradient before a layer's deletion operator, given that after it. */
    double[] beforeOperator(int layer, Ball ball, double[] gradient) {
        var operator = operators.get(layer);
        return operator == null ? gradient : operator.applyTransposed(ball, gradient);
    }

    /** The gradient at the outputs of the layer before, given that at this layer's product and the slopes between. */
    double[] throughActivation(int layer, double[] atProduct, double[] slopes) {
        var out = weights.get(layer).timesTransposed(atProduct);
        for (int k = 0; k < out.length; k++) {
            out[k] *= slopes[k];
        }
        return out;
    }

    /** A deletion operator and the rows of the graph it acts on. */
    private record RowMatrix(Matrix matrix, BitSet rows) {
        static RowMatrix of(DeletionOperators.Operator operator, Graph graph) {
            var rows = new BitSet();
            for (long key : operator.nodes()) {
                int row = graph.row(key);
                if (row >= 0) {
                    rows.set(row);
                }
            }
            return new RowMatrix(
                    new Matrix(operator.width(), operator.width(), Matrix.widened(operator.matrix())), rows);
        }

        double[] apply(Ball ball, double[] values) {
            return replaced(ball, values, false);
        }

        double[] applyTransposed(Ball ball, double[] values) {
            return replaced(ball, values, true);
        }

        private double[] replaced(Ball ball, double[] values, boolean transposed) {
            int width = matrix.rows();
            var out = values.clone();
            for (int i = 0; i < values.length / width; i++) {
                if (rows.get(ball.rows()[i])) {
                    var row = Arrays.copyOfRange(values, i * width, (i + 1) * width);
                    var moved = transposed ? matrix.timesTransposed(row) : matrix.times(row);
                    System.arraycopy(moved, 0, out, i * width, width);
                }
            }
            return out;
        }
    }
}
