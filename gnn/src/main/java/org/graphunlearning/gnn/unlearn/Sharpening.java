package org.graphunlearning.gnn.unlearn;

import java.util.Locale;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.model.Gnn;

/**
 * Multiplies all logits by the smallest factor that brings a loss back under a limit, which changes no prediction. A model that follows a
 * deletion closely is often a little less sure of the remaining data, as a retrained one is, and most of what its loss rises by is that.
 * Costs one forward pass and a dozen looks at its logits.
 */
final class Sharpening {
    private static final float STEP = 1.015625f;
    private static final float MOST = 1.25f;
    private static final int HALVINGS = 8;
    private static final double ROUNDING = 1e-7;

    private Sharpening() {}

    /**
     * Sharpens a model in place.
     *
     * @param loss an objective of that model
     * @param limit what its cross-entropy must not exceed
     * @return the factor; 1, and the model as it was, where none is needed or none of up to {@value #MOST} would do
     */
    static double apply(Gnn model, Objective loss, double limit, Compute compute) {
        float high = 1;
        float low = 1;
        double enough = limit - ROUNDING * limit;
        while (high < MOST && !(loss.crossEntropyOfScaled(compute, high) <= (high == 1 ? limit : enough))) {
            low = high;
            high *= STEP;
        }
        if (high == 1 || high >= MOST) {
            return 1;
        }
        for (int k = 0; k < HALVINGS; k++) {
            float middle = (low + high) / 2;
            if (loss.crossEntropyOfScaled(compute, middle) <= enough) {
                high = middle;
            } else {
                low = middle;
            }
        }
        model.layers().get(model.layers().size() - 1).scaleOutputs(high);
        return high;
    }

    /** What the caller should know of a factor above 1. */
    static String sentence(double factor) {
        return String.format(
                Locale.ROOT,
                "The step alone would have raised the loss on the remaining data, so all logits were multiplied by %.4f,"
                        + " which changes no prediction.",
                factor);
    }
}
