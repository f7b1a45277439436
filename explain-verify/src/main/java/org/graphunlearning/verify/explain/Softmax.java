package org.graphunlearning.verify.explain;

/** Probabilities of logits, with the largest subtracted first. */
final class Softmax {
    private Softmax() {}

    static double[] of(double[] logits) {
        var out = logs(logits);
        for (int c = 0; c < out.length; c++) {
            out[c] = StrictMath.exp(out[c]);
        }
        return out;
    }

    /** Their logarithms, which stay finite where a probability is too small to be a number. */
    static double[] logs(double[] logits) {
        double max = logits[largest(logits)];
        double sum = 0;
        for (double logit : logits) {
            sum += StrictMath.exp(logit - max);
        }
        double shift = max + StrictMath.log(sum);
        var out = new double[logits.length];
        for (int c = 0; c < out.length; c++) {
            out[c] = logits[c] - shift;
        }
        return out;
    }

    /** Index of the first largest. */
    static int largest(double[] values) {
        int out = 0;
        for (int c = 1; c < values.length; c++) {
            out = values[c] > values[out] ? c : out;
        }
        return out;
    }
}
