package org.graphunlearning.verify.report;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How often an attack gave which score, for the model after and for the retrained reference.
 *
 * @param title what the attack asked whom
 * @param low lower end of the first bin
 * @param high upper end of the last bin; all bins are equally wide
 * @param after scores per bin of the model after
 * @param reference scores per bin of the reference; empty when there is no reference, else as long
 */
public record Histogram(String title, double low, double high, List<Long> after, List<Long> reference) {
    /** Checks the form. */
    public Histogram {
        after = List.copyOf(after);
        reference = List.copyOf(reference);
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException("A histogram needs two finite ends in ascending order.");
        }
        if (after.isEmpty() || !(reference.isEmpty() || reference.size() == after.size())) {
            throw new IllegalArgumentException(
                    "Both halves of a histogram need the same bins, at least one; leave the reference empty if there is none.");
        }
        if (Collections.min(after) < 0 || (!reference.isEmpty() && Collections.min(reference) < 0)) {
            throw new IllegalArgumentException("A histogram cannot count a negative number of scores.");
        }
    }

    /**
     * The common frame of a histogram's two halves.
     *
     * @param low lower end of the first bin
     * @param high upper end of the last bin
     * @param bins how many, at least 1
     */
    public record Frame(double low, double high, int bins) {
        /** Probabilities in 20 bins. */
        public static final Frame PROBABILITIES = new Frame(0, 1, 20);
    }

    /**
     * Counts scores. The upper end of the last bin belongs to it; every score is counted once, those outside the frame in the
     * bin next to them.
     *
     * @param reference empty when there is no reference
     * @throws IllegalArgumentException when a score is not a number
     */
    public static Histogram of(String title, Frame frame, double[] after, double[] reference) {
        return new Histogram(
                title,
                frame.low(),
                frame.high(),
                counts(frame, after),
                reference.length == 0 ? List.of() : counts(frame, reference));
    }

    private static List<Long> counts(Frame frame, double[] scores) {
        var out = new long[frame.bins()];
        for (double score : scores) {
            if (Double.isNaN(score)) {
                throw new IllegalArgumentException("A score is not a number; leave it out and count it as skipped.");
            }
            double place = (score - frame.low()) / (frame.high() - frame.low()) * frame.bins();
            out[(int) Math.max(0, Math.min(frame.bins() - 1.0, Math.floor(place)))]++;
        }
        return Arrays.stream(out).boxed().toList();
    }

    static long total(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
