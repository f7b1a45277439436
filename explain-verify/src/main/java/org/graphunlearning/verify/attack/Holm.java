package org.graphunlearning.verify.attack;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down correction (1979) for several requests judged at once; holds under any dependence between them. */
public final class Holm {
    private Holm() {}

    /**
     * Corrected p-values: comparing all of them with a level keeps the chance of any false alarm below that level.
     *
     * @param pValues each in [0, 1]
     * @return in the same order, each in [0, 1], never below what was given
     */
    public static double[] adjusted(double... pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("A p-value lies in [0, 1]; " + p + " does not.");
            }
        }
        var order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> pValues[i]).thenComparing(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
        var out = new double[pValues.length];
        double reached = 0;
        for (int k = 0; k < order.length; k++) {
            reached = Math.max(reached, Math.min(1, (order.length - k) * pValues[order[k]]));
            out[order[k]] = reached;
        }
        return out;
    }
}
