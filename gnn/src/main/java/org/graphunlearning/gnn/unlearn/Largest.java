package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.tensor.ParamTensor;

/** The largest entries of a vector. */
final class Largest {
    private Largest() {}

    /** The smallest of the largest entries; of n entries a share picks {@code ceil(share n)}, at least one. */
    static double threshold(double[] values, double share) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - count(values.length, share)];
    }

    private static int count(int length, double share) {
        return Math.max(1, Math.min(length, (int) Math.ceil(share * length)));
    }

    /**
     * The positions of the entries with the largest absolute values; of equals those in front.
     *
     * @param share in (0, 1]
     * @return per parameter, ascending, positions inside it
     */
    static int[][] positions(double[] values, double share, List<ParamTensor> parameters) {
        var sizes = new double[values.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(values[i]);
        }
        double threshold = threshold(sizes, share);
        int left = count(sizes.length, share);
        for (double size : sizes) {
            left -= size > threshold ? 1 : 0;
        }
        var out = new int[parameters.size()][];
        int start = 0;
        for (int p = 0; p < out.length; p++) {
            int length = parameters.get(p).length();
            var chosen = new int[length];
            int found = 0;
            for (int i = 0; i < length; i++) {
                double size = sizes[start + i];
                boolean tie = size == threshold && left > 0;
                left -= tie ? 1 : 0;
                if (size > threshold || tie) {
                    chosen[found++] = i;
                }
            }
            out[p] = Arrays.copyOf(chosen, found);
            start += length;
        }
        return out;
    }
}
