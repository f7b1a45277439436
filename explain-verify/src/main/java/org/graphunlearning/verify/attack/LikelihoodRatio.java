package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.ProgressParts;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.jspecify.annotations.Nullable;

/**
 * The likelihood-ratio attack (LiRA; Carlini et al., "Membership Inference Attacks From First Principles", 2022): per node two
 * normal distributions of {@link MemberScore#PHI}, over shadow trainings with and without the node, and how much likelier the
 * observed value is under the first. Finds single nodes that an average over all hides.
 *
 * <p>With an {@link Unlearner} it asks "unlearned, or never there?" (U-LiRA; Hayes et al., "Inexact Unlearning Needs More Careful
 * Evaluations", 2024): every shadow model unlearns the candidates it was given before it answers, so the distribution "with"
 * is of models that learned the node and then unlearned it.
 *
 * <p>Costs {@code shadows} trainings, run side by side. Below {@value #OWN_VARIANCE} shadows all nodes share one variance, since
 * one of few values is noise. Shadows are single models, also where the target is several. A shadow graph shows every node and hides labels only: it does not measure what the mere
 * presence of a node in the structure betrays.
 *
 * @param shadows trainings, even, {@value #FEWEST} to 1024
 * @param offline trains without any candidate and scores the distance from "without" alone; cannot be combined with an unlearner
 * @param unlearner the method under test; null attacks the models as they are
 */
public record LikelihoodRatio(
        int shadows, boolean offline, @Nullable Unlearner unlearner) {
    static final String NAME = "lira";
    static final int FEWEST = 16;
    static final int OWN_VARIANCE = 64;
    private static final int MOST_NEGATIVES_PER_POSITIVE = 4;

    /** Checks the range and the combination. */
    public LikelihoodRatio {
        if (shadows < FEWEST || shadows > 1024 || shadows % 2 != 0) {
            throw new IllegalArgumentException(
                    "`shadows` must be an even number between " + FEWEST + " and 1024, not " + shadows + ".");
        }
        if (offline && unlearner != null) {
            throw new IllegalArgumentException(
                    "The offline attack trains without the nodes in question, so there is nothing to unlearn; choose one.");
        }
    }

    /** The attack with models that had each node and models that had not. */
    public static LikelihoodRatio online(int shadows) {
        return new LikelihoodRatio(shadows, false, null);
    }

    /**
     * What it found.
     *
     * @param comparison of the scores of forgotten training nodes and test nodes
     * @param nodes the forgotten training nodes, ascending by key
     * @param topDecile mean score of the highest tenth of them (at least one), by the unlearned model; null without any
     */
    public record Result(
            Comparison comparison,
            List<Node> nodes,
            @Nullable Double topDecile) {}

    /**
     * One forgotten node.
     *
     * @param key of the node
     * @param phiPost its score by the unlearned model
     * @param llr log likelihood ratio of member to non-member; offline the standardised distance from the non-member mean
     */
    public record Node(long key, double phiPost, double llr) {}

    /**
     * Attacks the models of a case.
     *
     * @param training how the model before unlearning was trained
     * @param cache where trained shadows are kept
     * @throws IllegalArgumentException when no forgotten node was trained on, or the shadow graphs cannot teach a model
     */
    public Result run(MembershipCase c, TrainingConfig training, ShadowCache cache, Compute compute) {
        var population = limited(Population.of(c), c.seed());
        if (population.positives().length == 0) {
            throw new IllegalArgumentException(
                    "No forgotten node was trained on, so shadow models would find nothing; attack"
                            + " forgotten edges with `links`.");
        }
        var candidates = sortedUnion(population.positives(), population.negatives());
        var shown = c.shown();
        var outside = sortedUnion(candidates, Population.forgotten(c));
        var models = new ShadowModels(
                c.before(),
                outside,
                candidates,
                !offline,
                unlearner == null ? training.withCheckpoints(0) : training,
                c.seed());
        var answers = new Answers[shadows];
        var parts = new ProgressParts(compute.progress(), shadows);
        compute.each(shadows, (shadow, alone) -> {
            var model = unlearner == null
                    ? models.train(shadow, cache, alone)
                    : models.unlearned(shadow, cache, unlearner, alone);
            answers[shadow] = Answers.of(BlackBox.of(model), shown, candidates, alone);
            parts.part(shadow).reached(1);
        });
        var profile = LikelihoodProfile.of(models, answers, shadows >= OWN_VARIANCE);
        return judged(c, population, profile, compute);
    }

    /** Enough non-members to compare with, but not so many that half of them change what a model learns. */
    private static Population limited(Population all, long seed) {
        int most = Math.max(Separation.FEWEST_NEGATIVES, MOST_NEGATIVES_PER_POSITIVE * all.positives().length);
        return new Population(all.positives(), Population.chosen(all.negatives(), most, seed), all.warnings());
    }

    private static Result judged(MembershipCase c, Population all, LikelihoodProfile profile, Compute compute) {
        var population =
                new Population(profile.known(all.positives()), profile.known(all.negatives()), warnings(all, profile));
        var shown = c.shown();
        var samples = Comparison.Samples.of(
                c.models(),
                model -> new Sample(
                        profile.scores(Answers.of(model, shown, population.positives(), compute)),
                        profile.scores(Answers.of(model, shown, population.negatives(), compute))));
        var comparison =
                Comparison.of(new Separation.Setting(NAME, c.view(), false), samples, c.seed(), population.warnings());
        var phi = Answers.of(c.models().post(), shown, population.positives(), compute)
                .scores(MemberScore.PHI);
        var scores = samples.post().positives();
        var nodes = IntStream.range(0, phi.length)
                .mapToObj(i -> new Node(population.positives()[i], phi[i], scores[i]))
                .toList();
        return new Result(comparison, nodes, topDecile(scores));
    }

    private static List<String> warnings(Population all, LikelihoodProfile profile) {
        var out = new ArrayList<>(all.warnings());
        int lost = all.positives().length - profile.known(all.positives()).length;
        if (lost > 0) {
            out.add(lost + " forgotten nodes have a class that too few shadow models learned, and are not scored.");
        }
        return out;
    }

    private static @Nullable Double topDecile(double[] scores) {
        if (scores.length == 0) {
            return null;
        }
        var sorted = scores.clone();
        Arrays.sort(sorted);
        int tenth = (scores.length + 9) / 10;
        return Gaussian.mean(Arrays.copyOfRange(sorted, sorted.length - tenth, sorted.length));
    }

    private static long[] sortedUnion(long[] first, long[] second) {
        return LongStream.concat(Arrays.stream(first), Arrays.stream(second))
                .sorted()
                .distinct()
                .toArray();
    }
}
