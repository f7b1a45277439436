package org.graphunlearning.verify.explain;

/**
 * Soft masks between 0 and 1, learned by Adam (Kingma, Ba 2015) through their logits. Elements whose first derivative is exactly zero
 * take no part: nothing the model computes depends on them, and their mask is 0.
 */
final class MaskLogits {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double[] logits;
    private final double[] first;
    private final double[] second;
    private boolean[] active = new boolean[0];
    private int taken;

    MaskLogits(double[] start) {
        this.logits = start;
        this.first = new double[start.length];
        this.second = new double[start.length];
    }

    /**
     * What masks cost beside the loss.
     *
     * @param sizeOfSum price of the sum of the masks
     * @param sizeOfMean price of their mean
     * @param entropyOfMean price of their mean entropy
     */
    record Price(double sizeOfSum, double sizeOfMean, double entropyOfMean) {}

    /** The masks as they are now. */
    double[] values() {
        var out = new double[logits.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = taken > 0 && !active[k] ? 0 : value(k);
        }
        return out;
    }

    private double value(int k) {
        return 1 / (1 + StrictMath.exp(-logits[k]));
    }

    /** One step, given the derivatives of the loss by the masks. */
    void step(double[] derivative, Price price, double rate) {
        if (taken++ == 0) {
            active = new boolean[logits.length];
            for (int k = 0; k < active.length; k++) {
                active[k] = derivative[k] != 0;
            }
        }
        int count = 0;
        for (boolean one : active) {
            count += one ? 1 : 0;
        }
        double correction = rate * Math.sqrt(1 - StrictMath.pow(BETA2, taken)) / (1 - StrictMath.pow(BETA1, taken));
        double epsilon = EPSILON * Math.sqrt(1 - StrictMath.pow(BETA2, taken));
        for (int k = 0; k < logits.length; k++) {
            if (active[k]) {
                double p = value(k);
                // The derivative of the entropy, log((1 - p) / p), is the logit with the other sign.
                double whole = derivative[k]
                        + price.sizeOfSum
                        + price.sizeOfMean / count
                        - price.entropyOfMean / count * logits[k];
                move(k, whole * p * (1 - p), correction, epsilon);
            }
        }
    }

    private void move(int k, double gradient, double rate, double epsilon) {
        first[k] = BETA1 * first[k] + (1 - BETA1) * gradient;
        second[k] = BETA2 * second[k] + (1 - BETA2) * gradient * gradient;
        logits[k] -= rate * first[k] / (Math.sqrt(second[k]) + epsilon);
    }
}
