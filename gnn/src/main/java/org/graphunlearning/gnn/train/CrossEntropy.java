package org.graphunlearning.gnn.train;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.FloatMath;
import org.jspecify.annotations.Nullable;

/**
 * Softmax cross-entropy over some output rows, as a weighted mean: {@code sum_i w_i -log p_i[y_i] / sum_i w_i} with
 * {@code w_i} the weight of the row's class. Row i of the logits belongs to row i of the targets.
 */
public final class CrossEntropy {
    private final int[] targets;
    private final int classes;
    private final float[] share;

    /**
     * A loss.
     *
     * @param targets class of each output row, in {@code [0, classes)}
     * @param classes number of classes
     * @param balanced whether each class has the same total weight
     */
    public CrossEntropy(int[] targets, int classes, boolean balanced) {
        this.targets = targets;
        this.classes = classes;
        this.share = shares(targets, classes, balanced);
    }

    private CrossEntropy(int[] targets, int classes, float[] share) {
        this.targets = targets;
        this.classes = classes;
        this.share = share;
    }

    /**
     * The part of a loss that some of its rows have: the same share per class, whatever the number of rows here.
     *
     * @param someTargets class of each of those rows
     */
    public CrossEntropy ofRows(int[] someTargets) {
        return new CrossEntropy(someTargets, classes, share);
    }

    /**
     * Gauss-Newton curvature at the logits: {@code share (diag(p) - p p^T) direction} per row, positive semi-definite.
     *
     * @param logits rows x classes
     * @param direction tangent of the logits, rows x classes
     * @param out rows x classes
     */
    public void curvature(float[] logits, float[] direction, float[] out) {
        var exps = new float[classes];
        for (int row = 0; row < targets.length; row++) {
            int start = row * classes;
            float max = largest(logits, start);
            float sum = exponentials(logits, start, max, exps);
            float mean = 0f;
            for (int c = 0; c < classes; c++) {
                mean += exps[c] * direction[start + c];
            }
            float weight = share[targets[row]];
            for (int c = 0; c < classes; c++) {
                out[start + c] = weight * (exps[c] / sum) * (direction[start + c] - mean / sum);
            }
        }
    }

    /**
     * A random vector whose covariance over the signs is {@link #curvature}'s matrix: per row {@code sqrt(share)} times the sum
     * over classes of {@code sign_c sqrt(p_c) (e_c - p)}. The square of what backward makes of it is an unbiased estimate of the
     * diagonal of the Gauss-Newton matrix of the parameters.
     *
     * @param logits rows x classes
     * @param signs independent 1 or -1, rows x classes
     * @param out rows x classes
     */
    public void curvatureSample(float[] logits, float[] signs, float[] out) {
        var roots = new double[classes];
        for (int row = 0; row < targets.length; row++) {
            int start = row * classes;
            float max = largest(logits, start);
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                roots[c] = FloatMath.exp(logits[start + c] - max);
                sum += roots[c];
            }
            double mean = 0;
            for (int c = 0; c < classes; c++) {
                roots[c] = Math.sqrt(roots[c] / sum);
                mean += signs[start + c] * roots[c];
            }
            double weight = Math.sqrt(share[targets[row]]);
            for (int c = 0; c < classes; c++) {
                out[start + c] = (float) (weight * roots[c] * (signs[start + c] - roots[c] * mean));
            }
        }
    }

    private static float[] shares(int[] targets, int classes, boolean balanced) {
        var count = new int[classes];
        for (int target : targets) {
            count[target]++;
        }
        long present = Arrays.stream(count).filter(c -> c > 0).count();
        var share = new float[classes];
        for (int c = 0; c < classes; c++) {
            if (count[c] > 0) {
                share[c] = (float) (balanced ? 1.0 / (present * count[c]) : 1.0 / targets.length);
            }
        }
        return share;
    }

    /** The loss at some logits, rows x classes. */
    public double loss(float[] logits) {
        return evaluate(logits, null);
    }

    /** The loss, and its gradient at the logits, {@code share * (p - y)}, into {@code gradient}. */
    public double gradient(float[] logits, float[] gradient) {
        return evaluate(logits, gradient);
    }

    private double evaluate(float[] logits, float @Nullable [] gradient) {
        double loss = 0;
        var exps = new float[classes];
        for (int row = 0; row < targets.length; row++) {
            int start = row * classes;
            float max = largest(logits, start);
            float sum = exponentials(logits, start, max, exps);
            int target = targets[row];
            float weight = share[target];
            loss += weight * (StrictMath.log(sum) - (logits[start + target] - max));
            if (gradient != null) {
                for (int c = 0; c < classes; c++) {
                    gradient[start + c] = weight * exps[c] / sum;
                }
                gradient[start + target] -= weight;
            }
        }
        return loss;
    }

    private float largest(float[] logits, int start) {
        float max = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            max = Math.max(max, logits[start + c]);
        }
        return max;
    }

    /** Unnormalised probabilities of a row; returns their sum. */
    private float exponentials(float[] logits, int start, float max, float[] out) {
        float sum = 0f;
        for (int c = 0; c < classes; c++) {
            out[c] = FloatMath.exp(logits[start + c] - max);
            sum += out[c];
        }
        return sum;
    }
}
