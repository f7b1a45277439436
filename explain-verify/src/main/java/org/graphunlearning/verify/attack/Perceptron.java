package org.graphunlearning.verify.attack;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.CounterRng;

/**
 * A small classifier of two kinds: one hidden layer with tanh, logistic output, cross-entropy, full-batch Adam, all in double
 * and in index order. Inputs are standardised by the mean and deviation of the training rows.
 */
final class Perceptron {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double RATE = 0.01;

    private final int inputs;
    private final int hidden;
    private final double[] weights;
    private final double[] mean;
    private final double[] deviation;

    private Perceptron(int inputs, int hidden, long seed) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.mean = new double[inputs];
        this.deviation = new double[inputs];
        this.weights = new double[hidden * (inputs + 1) + hidden + 1];
        double bound = Math.sqrt(6.0 / (inputs + hidden));
        for (int w = 0; w < weights.length; w++) {
            weights[w] = bound * (2 * CounterRng.uniform(seed, w) - 1);
        }
    }

    /** A perceptron before training, inputs as they are. */
    static Perceptron initial(int inputs, int hidden, long seed) {
        var out = new Perceptron(inputs, hidden, seed);
        Arrays.fill(out.deviation, 1);
        return out;
    }

    /** A trained one; rows must not be empty. */
    static Perceptron trained(double[][] rows, boolean[] members, int epochs, long seed) {
        var out = new Perceptron(rows[0].length, 16, seed);
        out.standardise(rows);
        var first = new double[out.weights.length];
        var second = new double[out.weights.length];
        for (int epoch = 1; epoch <= epochs; epoch++) {
            var gradient = out.gradient(rows, members);
            double size = RATE / (1 - StrictMath.pow(BETA1, epoch));
            double root = 1 / Math.sqrt(1 - StrictMath.pow(BETA2, epoch));
            for (int w = 0; w < gradient.length; w++) {
                first[w] = BETA1 * first[w] + (1 - BETA1) * gradient[w];
                second[w] = BETA2 * second[w] + (1 - BETA2) * gradient[w] * gradient[w];
                out.weights[w] -= size * first[w] / (Math.sqrt(second[w]) * root + 1e-8);
            }
        }
        return out;
    }

    private void standardise(double[][] rows) {
        for (int k = 0; k < inputs; k++) {
            int column = k;
            var values = Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
            mean[k] = Gaussian.mean(values);
            double spread = Gaussian.spread(values);
            deviation[k] = spread > 0 ? spread : 1;
        }
    }

    double[] weights() {
        return weights;
    }

    /** Log odds that a row is of a member. */
    double score(double[] row) {
        return output(activations(row));
    }

    private double[] activations(double[] row) {
        var out = new double[hidden];
        for (int h = 0; h < hidden; h++) {
            int at = h * (inputs + 1);
            double sum = weights[at + inputs];
            for (int k = 0; k < inputs; k++) {
                sum += weights[at + k] * (row[k] - mean[k]) / deviation[k];
            }
            out[h] = StrictMath.tanh(sum);
        }
        return out;
    }

    private double output(double[] activations) {
        int at = hidden * (inputs + 1);
        double sum = weights[at + hidden];
        for (int h = 0; h < hidden; h++) {
            sum += weights[at + h] * activations[h];
        }
        return sum;
    }

    /** Mean cross-entropy. */
    double loss(double[][] rows, boolean[] members) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double z = score(rows[i]);
            sum += Math.max(z, 0) - (members[i] ? z : 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
        }
        return sum / rows.length;
    }

    /** Derivative of the loss by each weight. */
    double[] gradient(double[][] rows, boolean[] members) {
        var out = new double[weights.length];
        int last = hidden * (inputs + 1);
        for (int i = 0; i < rows.length; i++) {
            var active = activations(rows[i]);
            double error = 1 / (1 + StrictMath.exp(-output(active))) - (members[i] ? 1 : 0);
            error /= rows.length;
            out[last + hidden] += error;
            for (int h = 0; h < hidden; h++) {
                out[last + h] += error * active[h];
                double down = error * weights[last + h] * (1 - active[h] * active[h]);
                int at = h * (inputs + 1);
                out[at + inputs] += down;
                for (int k = 0; k < inputs; k++) {
                    out[at + k] += down * (rows[i][k] - mean[k]) / deviation[k];
                }
            }
        }
        return out;
    }
}
