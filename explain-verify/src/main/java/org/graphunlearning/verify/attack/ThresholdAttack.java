package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.jspecify.annotations.Nullable;

/**
 * The attack that costs nothing: one score for all nodes, forgotten training nodes against test nodes (Yeom et al., 2018).
 *
 * <p>One forward pass per model over the nodes asked about, and the bootstrap. It averages over nodes: a good value does not
 * protect the one node that is remembered, see {@link LikelihoodRatio}.
 *
 * @param score what is compared
 */
public record ThresholdAttack(MemberScore score) {
    static final String NAME = "threshold";

    /**
     * What it found.
     *
     * @param all with all test nodes as non-members
     * @param matched with as many non-members in every class and degree tercile, by {@link MatchedNodes}
     * @param balancedAccuracy of a cut on the unlearned model's scores, fitted on retained training nodes and validation nodes,
     *     which are none of those it is judged on; null without them
     */
    public record Result(
            Comparison all, Comparison matched, @Nullable Double balancedAccuracy) {}

    /** With {@link MemberScore#PHI}. */
    public ThresholdAttack() {
        this(MemberScore.PHI);
    }

    /**
     * Attacks the models of a case in its view.
     *
     * @throws IllegalArgumentException when a forgotten thing is not in the graph before, or answers are not finite
     */
    public Result run(MembershipCase c, Compute compute) {
        var population = Population.of(c);
        var shown = c.shown();
        var samples = Comparison.Samples.of(
                c.models(),
                model -> new Sample(
                        scores(model, shown, population.positives(), compute),
                        scores(model, shown, population.negatives(), compute)));
        var all = Comparison.of(setting(c, false), samples, c.seed(), population.warnings());
        var pairs = MatchedNodes.of(c.before(), population.positives(), population.negatives(), c.seed());
        var matched = Comparison.of(
                setting(c, true),
                samples.each(sample -> sample.of(population, pairs.positives(), pairs.negatives())),
                c.seed(),
                unmatched(population, pairs));
        return new Result(all, matched, balancedAccuracy(c, shown, samples.post(), compute));
    }

    private double[] scores(BlackBox model, Graph shown, long[] keys, Compute compute) {
        return Answers.of(model, shown, keys, compute).scores(score);
    }

    private static Separation.Setting setting(MembershipCase c, boolean matched) {
        return new Separation.Setting(NAME, c.view(), matched);
    }

    private static List<String> unmatched(Population population, MatchedNodes pairs) {
        var out = new ArrayList<>(population.warnings());
        if (pairs.unmatched() > 0) {
            out.add(pairs.unmatched()
                    + " forgotten nodes have too few non-members of their class and degree, and are left out of"
                    + " the matched comparison.");
        }
        return out;
    }

    private @Nullable Double balancedAccuracy(MembershipCase c, Graph shown, Sample judged, Compute compute) {
        long[] members = retained(c, Role.TRAIN);
        long[] nonMembers = retained(c, Role.VALIDATION);
        if (members.length == 0
                || nonMembers.length == 0
                || judged.positives().length == 0
                || judged.negatives().length == 0) {
            return null;
        }
        var post = c.models().post();
        var cut = Cut.fit(scores(post, shown, members, compute), scores(post, shown, nonMembers, compute));
        return cut.balancedAccuracy(judged.positives(), judged.negatives());
    }

    /** Labelled nodes of a role that nothing was forgotten of, and whose class the unlearned model knows. */
    private static long[] retained(MembershipCase c, Role role) {
        var graph = c.before();
        long[] forgotten = Population.forgotten(c);
        var classes = c.models().post().classes();
        return Arrays.stream(graph.split().rows(role))
                .filter(row -> graph.labels().isLabelled(row))
                .filter(row -> classes.contains(
                        graph.labels().vocabulary().get(graph.labels().ofRow()[row])))
                .mapToLong(graph::key)
                .filter(key -> Arrays.binarySearch(forgotten, key) < 0)
                .toArray();
    }
}
