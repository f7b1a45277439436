package org.graphunlearning.verify.attack;

/**
 * How sure a model is of a node's true class, in several forms; in each, higher means "was learned". All are computed in double
 * from logits, so that nothing cancels where the model is very sure. Cost is linear in the classes.
 */
public enum MemberScore {
    /** Log odds of the true class, {@code z_y - log sum_{k != y} exp z_k}; nearly Gaussian over trainings (Carlini et al., 2022). */
    PHI {
        @Override
        public double of(float[] logits, int start, int width, int label) {
            return logits[start + label] - logSum(logits, start, width, label);
        }
    },

    /** Log probability of the true class less that of the strongest other; equals the difference of the logits. */
    MARGIN {
        @Override
        public double of(float[] logits, int start, int width, int label) {
            double other = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < width; c++) {
                other = c == label ? other : Math.max(other, logits[start + c]);
            }
            return logits[start + label] - other;
        }
    },

    /** Probability of the true class. */
    CONFIDENCE {
        @Override
        public double of(float[] logits, int start, int width, int label) {
            return StrictMath.exp(logits[start + label] - logSum(logits, start, width, -1));
        }
    },

    /** Entropy that knows the true class (Song and Mittal, 2021), with its sign turned. */
    ENTROPY_MODIFIED {
        @Override
        public double of(float[] logits, int start, int width, int label) {
            double all = logSum(logits, start, width, -1);
            double out = 0;
            for (int c = 0; c < width; c++) {
                double logP = logits[start + c] - all;
                double logRest = logSum(logits, start, width, c) - all;
                out += c == label ? StrictMath.exp(logRest) * logP : StrictMath.exp(logP) * logRest;
            }
            return out;
        }
    },

    /** 1 where the true class is the most probable (the first of equals), else 0: all that is left when a service names classes only. */
    LABEL_ONLY {
        @Override
        public double of(float[] logits, int start, int width, int label) {
            for (int c = 0; c < width; c++) {
                float other = logits[start + c];
                if (other > logits[start + label] || (c < label && other == logits[start + label])) {
                    return 0;
                }
            }
            return 1;
        }
    };

    /** Probabilities are kept this far from 0 and 1. */
    private static final double CLAMP = 1e-6;

    /**
     * The score of one answer.
     *
     * @param logits of several nodes, row-major
     * @param start where this node's begin
     * @param width number of classes, at least 2
     * @param label index of the true class, in [0, width)
     */
    public abstract double of(float[] logits, int start, int width, int label);

    /** {@link #PHI} of a probability, kept within 1e-6 of 0 and 1; prefer logits where there are any. */
    public static double phi(double probability) {
        double p = Math.max(CLAMP, Math.min(1 - CLAMP, probability));
        return StrictMath.log(p / (1 - p));
    }

    /** Logarithm of the sum of exponentials of all but one. */
    private static double logSum(float[] logits, int start, int width, int without) {
        double max = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < width; c++) {
            max = c == without ? max : Math.max(max, logits[start + c]);
        }
        double sum = 0;
        for (int c = 0; c < width; c++) {
            sum += c == without ? 0 : StrictMath.exp(logits[start + c] - max);
        }
        return max + StrictMath.log(sum);
    }
}
