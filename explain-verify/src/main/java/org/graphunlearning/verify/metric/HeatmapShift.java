package org.graphunlearning.verify.metric;

/**
 * How far two heat maps lie apart, a key missing on one side having share zero. Both distances are metrics in [0, 1], symmetric to
 * the bit, 0 only for equal maps and 1 only for maps without a common key. Linear in the keys listed.
 *
 * <p>A large shift is no proof of forgetting: fine-tuning moves heat maps farther than a deletion does. Only the distance to a
 * retrained model, beside the distance of the untouched model to it, says something.
 */
public final class HeatmapShift {
    private static final double LN2 = StrictMath.log(2);
    private static final double SMALL = 0.01;

    private HeatmapShift() {}

    /**
     * Jensen-Shannon distance: the square root of the divergence in bits (Endres and Schindelin 2003).
     *
     * @throws IllegalArgumentException when the maps are of different kinds
     */
    public static double jensenShannon(HeatMap left, HeatMap right) {
        double nats = Union.sum(left.shares(), right.shares(), HeatmapShift::divergence);
        return Math.min(1, Math.sqrt(nats / LN2));
    }

    /**
     * Hellinger distance: the Euclidean distance of the square roots of the shares, divided by the square root of two.
     *
     * @throws IllegalArgumentException when the maps are of different kinds
     */
    public static double hellinger(HeatMap left, HeatMap right) {
        double squares = Union.sum(left.shares(), right.shares(), (l, r) -> {
            double difference = Math.sqrt(l) - Math.sqrt(r);
            return difference * difference;
        });
        return Math.min(1, Math.sqrt(squares / 2));
    }

    /**
     * One key's part of the divergence in nats, {@code s/4 ((1+d) ln(1+d) + (1-d) ln(1-d))} with s = l + r and d = |l - r| / s.
     * The two logarithms nearly cancel where the shares nearly agree, which is the usual case, so there the series is summed.
     */
    private static double divergence(double left, double right) {
        double sum = left + right;
        if (sum == 0) {
            return 0;
        }
        double d = Math.abs(left - right) / sum;
        if (d == 1) {
            return sum / 2 * LN2;
        }
        double square = d * d;
        double terms = d < SMALL
                ? square * (1 + square * (1.0 / 6 + square * (1.0 / 15 + square / 28)))
                : (1 + d) * StrictMath.log1p(d) + (1 - d) * StrictMath.log1p(-d);
        return sum / 4 * terms;
    }
}
