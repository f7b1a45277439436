package org.graphunlearning.gnn.layer;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.FloatMath;

/** What stands between two layers. Derivatives are taken from the output, so nothing else needs to be kept. */
public enum Activation {
    /** {@code max(0, x)}. */
    RELU {
        @Override
        float apply(float x) {
            return Math.max(0f, x);
        }

        @Override
        float slope(float output) {
            // Without a branch: outputs are not negative, so their bits are zero or positive.
            return Float.intBitsToFloat(ONE_BITS & (-Float.floatToRawIntBits(output) >> 31));
        }
    },
    /** {@code x} above zero, {@code exp(x) - 1} below. */
    ELU {
        @Override
        float apply(float x) {
            return x > 0f ? x : FloatMath.exp(x) - 1f;
        }

        @Override
        float slope(float output) {
            return Math.min(1f, output + 1f);
        }
    };

    private static final int ONE_BITS = Float.floatToRawIntBits(1f);

    abstract float apply(float x);

    /** Derivative where the output is {@code output}. */
    abstract float slope(float output);

    final void forward(Compute compute, float[] values) {
        compute.rows(values.length, 4L * values.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                values[i] = apply(values[i]);
            }
        });
    }

    /** {@code gradient *= slope}, which serves backward and tangent alike. */
    final void scale(Compute compute, float[] gradient, float[] outputs) {
        compute.rows(gradient.length, 4L * gradient.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                gradient[i] *= slope(outputs[i]);
            }
        });
    }
}
