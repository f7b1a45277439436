package org.graphunlearning.procedures.explain;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.explain.Caveat;

/**
 * The scores of a weighted sum of probabilities {@code sum_s w_s softmax(z_s)[c]}, from the scores of the logits {@code z_s}, by the
 * chain rule: the derivative of {@code softmax(z)[c]} by {@code z[k]} is {@code p_c ([k = c] - p_k)}. Exact where scores are derivatives
 * times inputs; a first-order picture where they are differences.
 */
final class Blend {
    private final Method.Sums sums;
    private final PairSums nodes = new PairSums();
    private final PairSums edges = new PairSums();
    private final PairSums features = new PairSums();
    private final TreeSet<Caveat> caveats = new TreeSet<>();

    Blend(Method.Sums sums) {
        this.sums = sums;
    }

    /**
     * Adds one shard.
     *
     * @param weight of the shard
     * @param logits explanations of all its logits
     * @param wanted which of them is the class explained
     */
    void add(double weight, List<Attribution> logits, int wanted) {
        double[] p = softmax(logits.stream().mapToDouble(Attribution::logit).toArray());
        double others = 0; // 1 - p[wanted] without its cancellation
        for (int k = 0; k < p.length; k++) {
            others += k == wanted ? 0 : p[k];
        }
        for (int k = 0; k < p.length; k++) {
            add(weight * p[wanted] * (k == wanted ? others : -p[k]), logits.get(k));
        }
    }

    private void add(double factor, Attribution one) {
        nodes.add(
                factor,
                one.nodes().keys(),
                new long[one.nodes().keys().length],
                one.nodes().signed());
        edges.add(
                factor,
                one.edges().sources(),
                one.edges().targets(),
                one.edges().signed());
        features.add(
                factor,
                one.features().nodes(),
                Arrays.stream(one.features().columns()).asLongStream().toArray(),
                one.features().signed());
        caveats.addAll(one.caveats());
    }

    private static double[] softmax(double[] logits) {
        double max = Arrays.stream(logits).max().orElse(0);
        var out = new double[logits.length];
        double sum = 0;
        for (int k = 0; k < out.length; k++) {
            out[k] = StrictMath.exp(logits[k] - max);
            sum += out[k];
        }
        for (int k = 0; k < out.length; k++) {
            out[k] /= sum;
        }
        return out;
    }

    Evidence evidence() {
        if (nodes.first().length == 0 && edges.first().length == 0 && features.first().length == 0) {
            return Evidence.none(
                    "probability",
                    "No shard that counts for the node could answer otherwise, so no input changes the answer.");
        }
        var columns =
                Arrays.stream(features.second()).mapToInt(Math::toIntExact).toArray();
        return new Evidence(
                new Attribution.Nodes(nodes.first(), nodes.values(), magnitudes()),
                new Attribution.Edges(edges.first(), edges.second(), edges.values()),
                new Attribution.Features(features.first(), columns, features.values()),
                "probability",
                Evidence.sentences(List.copyOf(caveats)));
    }

    /** A node's own absolute score, or the sum of those of its feature values where it has some and they add up. */
    private double[] magnitudes() {
        var out = new double[nodes.first().length];
        int f = 0;
        for (int i = 0; i < out.length; i++) {
            boolean listed = false;
            double sum = 0;
            while (f < features.first().length && features.first()[f] <= nodes.first()[i]) {
                listed |= features.first()[f] == nodes.first()[i];
                sum += features.first()[f] == nodes.first()[i] ? Math.abs(features.values()[f]) : 0;
                f++;
            }
            out[i] = listed && sums == Method.Sums.FEATURES ? sum : Math.abs(nodes.values()[i]);
        }
        return out;
    }
}
