package org.graphunlearning.verify.evidence;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.verify.attack.BlackBox;
import org.graphunlearning.verify.attack.MemberScore;
import org.graphunlearning.verify.attack.MembershipCase;
import org.graphunlearning.verify.attack.Separation;
import org.graphunlearning.verify.attack.View;

/**
 * How well members are told from test nodes by how much surer the judged model is of each than the paired reference: the difference
 * of {@link MemberScore#PHI}, in the PROBE view. What makes a node easy or hard is in both and cancels, as in difficulty calibration
 * (Watson, Guo, Cormode, Sablayrolles, "On the Importance of Difficulty Calibration in Membership Inference Attacks", 2022).
 *
 * <p>One forward pass per model over the nodes asked about. An attacker would need the reference, so this bounds what he can do
 * rather than showing what he does.
 */
public final class PairedDifference {
    private static final String NAME = "paired";

    private PairedDifference() {}

    /**
     * Measures the judged model of a case.
     *
     * @throws IllegalArgumentException when the case has no reference
     */
    public static Separation of(MembershipCase c, Compute compute) {
        var reference = c.models().reference();
        if (reference == null) {
            throw new IllegalArgumentException(
                    "The paired difference compares with a model retrained with the same seed; retrain one and pass it.");
        }
        var sides = new Sides(c.before(), c.models().post(), reference);
        long[] members = c.forget().nodes().clone();
        Arrays.sort(members);
        var graph = c.before();
        int[] positives = sides.scored(Arrays.stream(members)
                .mapToInt(graph::row)
                .filter(row -> graph.split().role(row) == Role.TRAIN));
        int[] negatives = sides.scored(Arrays.stream(graph.split().rows(Role.TEST))
                .filter(row -> Arrays.binarySearch(members, graph.key(row)) < 0));
        var setting = new Separation.Setting(NAME, View.PROBE, false);
        return Separation.of(setting, sides.differences(positives, compute), sides.differences(negatives, compute));
    }

    private record Sides(Graph graph, BlackBox post, BlackBox reference) {
        /** Those with a class that both models know, ascending. */
        int[] scored(IntStream rows) {
            return rows.filter(row -> label(post, row) >= 0 && label(reference, row) >= 0)
                    .sorted()
                    .toArray();
        }

        private int label(BlackBox model, int row) {
            int label = graph.labels().ofRow()[row];
            return label < 0
                    ? -1
                    : model.classes().indexOf(graph.labels().vocabulary().get(label));
        }

        double[] differences(int[] rows, Compute compute) {
            var one = scores(post, rows, compute);
            var other = scores(reference, rows, compute);
            for (int i = 0; i < one.length; i++) {
                one[i] -= other[i];
            }
            return one;
        }

        private double[] scores(BlackBox model, int[] rows, Compute compute) {
            int width = model.classes().size();
            float[] logits = rows.length == 0 ? new float[0] : model.logits(graph, rows, compute);
            var out = new double[rows.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = MemberScore.PHI.of(logits, i * width, width, label(model, rows[i]));
            }
            return out;
        }
    }
}
