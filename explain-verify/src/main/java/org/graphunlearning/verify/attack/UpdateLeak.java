package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody who keeps a model's answers from before an update can tell from the answers after it who was deleted: the
 * Euclidean distance between the two probability vectors, forgotten nodes against test nodes (Chen et al., "When Machine
 * Unlearning Jeopardizes Privacy", 2021). The answers before are of the graph before, those after of the graph the view shows.
 *
 * <p>It is a property of publishing two versions, not of forgetting: exact retraining does not lower it, and in the PROD view
 * most of it comes from the missing edges. Two forward passes over the nodes asked about.
 */
public record UpdateLeak() {
    static final String NAME = "leak";

    /** Above this area, batch deletions or restrict outputs. */
    public static final double ADVISE = 0.8;

    /**
     * What it found.
     *
     * @param separation of the distances; its area is the leak. Null area where no answer changed at all
     * @param degCount share of forgotten nodes that stand out more among the test nodes by the distance than by the score of the
     *     first version alone; null without both kinds
     * @param degRate by how much on average, as a difference of ranks in [-1, 1]: the area of the distances less the area of the
     *     one-version scores; null with it
     */
    public record Result(
            Separation separation,
            @Nullable Double degCount,
            @Nullable Double degRate) {}

    /** Attacks the update from the model before to the unlearned one; needs no reference. */
    public Result run(MembershipCase c, Compute compute) {
        var population = Population.of(c);
        var shown = c.shown();
        var distances = new Sample(
                distances(c, shown, population.positives(), compute),
                distances(c, shown, population.negatives(), compute));
        var setting = new Separation.Setting(NAME, c.view(), false);
        var warnings = new ArrayList<>(population.warnings());
        if (isZero(distances)) {
            warnings.add("No answer changed between the two versions, so there is nothing to see.");
            int n1 = population.positives().length;
            int n0 = population.negatives().length;
            return new Result(new Separation(setting, null, null, null, null, null, n1, n0, warnings), null, null);
        }
        var separation = Separation.of(setting, distances.positives(), distances.negatives());
        if (separation.auc() != null && separation.auc() > ADVISE) {
            warnings.add(
                    "Whoever keeps earlier answers can tell who was deleted: release several deletions as one batch, or publish"
                            + " classes instead of probabilities.");
        }
        if (population.positives().length == 0 || population.negatives().length == 0) {
            return new Result(separation.warning(warnings), null, null);
        }
        var first = new Sample(scores(c, population.positives(), compute), scores(c, population.negatives(), compute));
        return degraded(separation.warning(warnings), first, distances);
    }

    private static double[] scores(MembershipCase c, long[] keys, Compute compute) {
        return Answers.of(c.models().noop(), c.before(), keys, compute).scores(MemberScore.PHI);
    }

    private static double[] distances(MembershipCase c, Graph shown, long[] keys, Compute compute) {
        var pre = Answers.of(c.models().noop(), c.before(), keys, compute);
        var post = Answers.of(c.models().post(), shown, keys, compute);
        return distances(pre, post);
    }

    /** Per node the Euclidean distance of two probability vectors, classes by name; one that a model lacks has probability 0. */
    static double[] distances(Answers pre, Answers post) {
        var at = pre.classes().stream().mapToInt(post.classes()::indexOf).toArray();
        List<Object> added = post.classes().stream()
                .filter(name -> !pre.classes().contains(name))
                .toList();
        var out = new double[pre.size()];
        for (int i = 0; i < out.length; i++) {
            var p = pre.probabilities(i);
            var q = post.probabilities(i);
            double sum = 0;
            for (int k = 0; k < p.length; k++) {
                double difference = p[k] - (at[k] < 0 ? 0 : q[at[k]]);
                sum += difference * difference;
            }
            for (var name : added) {
                double only = q[post.classes().indexOf(name)];
                sum += only * only;
            }
            out[i] = Math.sqrt(sum);
        }
        return out;
    }

    private static boolean isZero(Sample distances) {
        return Arrays.stream(distances.positives()).allMatch(d -> d == 0)
                && Arrays.stream(distances.negatives()).allMatch(d -> d == 0);
    }

    private static Result degraded(Separation separation, Sample first, Sample both) {
        var one = ranks(first);
        var two = ranks(both);
        int higher = 0;
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            higher += two[i] > one[i] ? 1 : 0;
            sum += two[i] - one[i];
        }
        return new Result(separation, (double) higher / one.length, sum / one.length);
    }

    /** Per positive the share of negatives below it, an equal one counting half: their mean is the area under the curve. */
    private static double[] ranks(Sample sample) {
        var low = sample.negatives().clone();
        Arrays.sort(low);
        var out = new double[sample.positives().length];
        for (int i = 0; i < out.length; i++) {
            double score = sample.positives()[i];
            out[i] = 0.5 * (countBelow(low, score) + countBelow(low, Math.nextUp(score))) / low.length;
        }
        return out;
    }

    private static int countBelow(double[] sorted, double score) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            boolean below = sorted[middle] < score;
            from = below ? middle + 1 : from;
            to = below ? to : middle;
        }
        return from;
    }
}
