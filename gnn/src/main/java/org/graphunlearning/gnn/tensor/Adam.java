package org.graphunlearning.gnn.tensor;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adam (Kingma and Ba 2015) with L2 regularisation in the gradient, as PyTorch's {@code weight_decay}: the penalty is part
 * of the objective, {@code loss + decay / 2 * |theta|^2}. Moments start at zero; betas 0.9 and 0.999, epsilon 1e-8.
 */
public final class Adam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final List<ParamTensor> parameters;
    private final float weightDecay;
    private final float[][] first;
    private final float[][] second;
    private final int @Nullable [][] moving;
    private int steps;

    /** An optimiser of these parameters. */
    public Adam(List<ParamTensor> parameters, double weightDecay) {
        this(parameters, weightDecay, null);
    }

    /**
     * An optimiser of some entries of these parameters, which leaves every bit of the others alone.
     *
     * @param moving per parameter the entries that move; {@code null} moves all
     */
    public Adam(List<ParamTensor> parameters, double weightDecay, int @Nullable [][] moving) {
        this.moving = moving;
        this.parameters = List.copyOf(parameters);
        this.weightDecay = (float) weightDecay;
        this.first = new float[parameters.size()][];
        this.second = new float[parameters.size()][];
        for (int p = 0; p < first.length; p++) {
            first[p] = new float[parameters.get(p).length()];
            second[p] = new float[first[p].length];
        }
    }

    /**
     * Goes on where another optimiser of parameters of these shapes stood.
     *
     * @param done steps it had taken, at least 0
     * @param firstMoments its {@link #first}
     * @param secondMoments its {@link #second}
     * @return this
     */
    public Adam resumedAfter(int done, List<float[]> firstMoments, List<float[]> secondMoments) {
        for (int p = 0; p < first.length; p++) {
            System.arraycopy(firstMoments.get(p), 0, first[p], 0, first[p].length);
            System.arraycopy(secondMoments.get(p), 0, second[p], 0, second[p].length);
        }
        steps = done;
        return this;
    }

    /** The running mean of each parameter's gradients, copied. */
    public List<float[]> first() {
        return Stream.of(first).map(float[]::clone).toList();
    }

    /** The running mean of their squares, copied. */
    public List<float[]> second() {
        return Stream.of(second).map(float[]::clone).toList();
    }

    /** Moves every parameter against its gradient by at most about {@code learningRate}. */
    public void step(double learningRate) {
        steps++;
        float size = (float) (learningRate / (1 - StrictMath.pow(BETA1, steps)));
        float root = (float) (1 / Math.sqrt(1 - StrictMath.pow(BETA2, steps)));
        for (int p = 0; p < first.length; p++) {
            var parameter = parameters.get(p);
            if (moving == null) {
                move(parameter.host(), parameter.gradient(), first[p], second[p], size, root);
            } else {
                moveSome(moving[p], p, size, root);
            }
        }
    }

    /** The arithmetic of {@link #move}, entry by entry. */
    private void moveSome(int[] entries, int p, float size, float root) {
        float[] theta = parameters.get(p).host();
        float[] gradient = parameters.get(p).gradient();
        float[] m = first[p];
        float[] v = second[p];
        for (int i : entries) {
            float g = Math.fma(weightDecay, theta[i], gradient[i]);
            m[i] = Math.fma(BETA1, m[i], (1 - BETA1) * g);
            v[i] = Math.fma(BETA2, v[i], (1 - BETA2) * g * g);
            theta[i] -= size * m[i] / ((float) Math.sqrt(v[i]) * root + EPSILON);
        }
    }

    private void move(float[] theta, float[] gradient, float[] m, float[] v, float size, float root) {
        for (int i = 0; i < theta.length; i++) {
            float g = Math.fma(weightDecay, theta[i], gradient[i]);
            m[i] = Math.fma(BETA1, m[i], (1 - BETA1) * g);
            v[i] = Math.fma(BETA2, v[i], (1 - BETA2) * g * g);
            theta[i] -= size * m[i] / ((float) Math.sqrt(v[i]) * root + EPSILON);
        }
    }
}
