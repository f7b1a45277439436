package org.graphunlearning.verify.verdict;

import org.graphunlearning.verify.explain.Attribution;
import org.jspecify.annotations.Nullable;

/**
 * An explanation as a distribution: absolute scores divided by their sum.
 *
 * @param first node key, or the edge's source
 * @param second the edge's target, or the feature column; 0 for a node
 * @param share in [0, 1], sums to 1; ascending by first, then second
 */
record HeatMap(long[] first, long[] second, double[] share) {
    /** Below this sum of scores there is no telling what a prediction rests on. */
    private static final double UNDEFINED_BELOW = 1e-12;

    /** The heat map of an attribution; {@code null} where it is undefined or the explainer gives no scores of this kind. */
    static @Nullable HeatMap of(@Nullable Attribution attribution, Domain domain) {
        if (attribution == null) {
            return null;
        }
        return switch (domain) {
            case NODES -> {
                var nodes = attribution.nodes();
                yield normalised(nodes.keys(), new long[nodes.keys().length], nodes.magnitude());
            }
            case EDGES -> {
                var edges = attribution.edges();
                yield normalised(edges.sources(), edges.targets(), edges.signed());
            }
            case FEATURES -> {
                var features = attribution.features();
                yield normalised(features.nodes(), widened(features.columns()), features.signed());
            }
        };
    }

    private static long[] widened(int[] columns) {
        var out = new long[columns.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = columns[i];
        }
        return out;
    }

    private static @Nullable HeatMap normalised(long[] first, long[] second, double[] scores) {
        double sum = 0;
        for (double score : scores) {
            sum += Math.abs(score);
        }
        if (!(sum >= UNDEFINED_BELOW) || sum == Double.POSITIVE_INFINITY) {
            return null;
        }
        var share = new double[scores.length];
        for (int i = 0; i < share.length; i++) {
            share[i] = Math.abs(scores[i]) / sum;
        }
        return new HeatMap(first, second, share);
    }

    int size() {
        return share.length;
    }

    /** Whether entry {@code at} comes before that entry of another map. */
    boolean precedes(int at, HeatMap other, int otherAt) {
        return first[at] != other.first[otherAt]
                ? first[at] < other.first[otherAt]
                : second[at] < other.second[otherAt];
    }
}
