package org.graphunlearning.verify.attack;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * A classifier that learned from one shadow model what members look like (Olatunji, Nejdl and Khosla, "Membership Inference
 * Attack on Graph Neural Networks", 2021): its inputs are a node's largest probabilities, {@link MemberScore#PHI}, its degree, and
 * how its neighbours are answered.
 *
 * <p>The nodes of the shadow model are test nodes of the target, half of which the attack sets aside: a quarter of all test nodes
 * is the shadow's training set and a quarter its non-members; forgotten nodes are told from the other half. Costs one
 * training, of the target's shape but with fewer labels, which makes the shadow more overfitted than the target.
 *
 * @param epochs of the classifier, 1 to 10,000
 */
public record ShadowClassifier(int epochs) {
    static final String NAME = "shadow";
    private static final int LARGEST = 3;
    private static final long PURPOSE = 0x5343;

    /** Checks the range. */
    public ShadowClassifier {
        if (epochs < 1 || epochs > 10_000) {
            throw new IllegalArgumentException("`epochs` must lie between 1 and 10000, not " + epochs + ".");
        }
    }

    /** With 100 epochs. */
    public ShadowClassifier() {
        this(100);
    }

    private record Parts(long[] members, long[] nonMembers, Population judged) {
        static Parts of(MembershipCase c) {
            var all = Population.of(c);
            long purpose = KeyHash.mix(c.seed(), PURPOSE);
            return new Parts(
                    part(all, key -> (KeyHash.mix(purpose, key) & 3) == 0),
                    part(all, key -> (KeyHash.mix(purpose, key) & 3) == 1),
                    new Population(
                            all.positives(), part(all, key -> (KeyHash.mix(purpose, key) & 2) != 0), all.warnings()));
        }

        private static long[] part(Population all, LongPredicate chosen) {
            return Arrays.stream(all.negatives()).filter(chosen).toArray();
        }
    }

    /**
     * Attacks the models of a case in its view.
     *
     * @throws IllegalArgumentException when there are too few test nodes to train a shadow model on
     */
    public Comparison run(MembershipCase c, TrainingConfig training, ShadowCache cache, Compute compute) {
        var parts = Parts.of(c);
        if (parts.members().length < Separation.FEWEST_POSITIVES || parts.nonMembers().length == 0) {
            throw new IllegalArgumentException("A shadow model needs test nodes to learn from, at least four times "
                    + Separation.FEWEST_POSITIVES + "; use `threshold`, which needs none.");
        }
        var classifier = classifier(c, parts, new Shadows(training, cache, compute));
        var shown = c.shown();
        var samples = Comparison.Samples.of(
                c.models(),
                model -> new Sample(
                        scores(classifier, inputs(model, shown, parts.judged().positives(), compute)),
                        scores(classifier, inputs(model, shown, parts.judged().negatives(), compute))));
        var setting = new Separation.Setting(NAME, c.view(), false);
        return Comparison.of(setting, samples, c.seed(), parts.judged().warnings());
    }

    private record Shadows(TrainingConfig training, ShadowCache cache, Compute compute) {
        BlackBox train(Graph graph, long seed) {
            long own = KeyHash.mix(seed, PURPOSE);
            var config = training.withCheckpoints(0)
                    .withPatience(0) // validation nodes of the target are no business of the shadow
                    .withSeed(own == training.seed() ? KeyHash.mix(own) : own);
            return BlackBox.of(cache.get(graph, config, () -> Trainer.fit(graph, config, compute)));
        }
    }

    private Perceptron classifier(MembershipCase c, Parts parts, Shadows shadows) {
        var graph = taught(c.before(), parts.members());
        var shadow = shadows.train(graph, c.seed());
        var members = inputs(shadow, graph, known(shadow, graph, parts.members()), shadows.compute());
        var others = inputs(shadow, graph, known(shadow, graph, parts.nonMembers()), shadows.compute());
        var rows = new double[members.length + others.length][];
        System.arraycopy(members, 0, rows, 0, members.length);
        System.arraycopy(others, 0, rows, members.length, others.length);
        var isMember = new boolean[rows.length];
        Arrays.fill(isMember, 0, members.length, true);
        return Perceptron.trained(rows, isMember, epochs, KeyHash.mix(c.seed(), PURPOSE));
    }

    /** The same graph with these nodes, and no others, in the loss. */
    private static Graph taught(Graph graph, long[] members) {
        var roles = new byte[graph.nodeCount()];
        for (long key : members) {
            roles[graph.row(key)] = (byte) Role.TRAIN.ordinal();
        }
        return Graph.of(graph.keys(), graph.adjacency(), graph.features(), graph.labels(), new Split(roles));
    }

    private static long[] known(BlackBox model, Graph graph, long[] keys) {
        var labels = graph.labels();
        return Arrays.stream(keys)
                .filter(key -> model.classes().contains(labels.vocabulary().get(labels.ofRow()[graph.row(key)])))
                .toArray();
    }

    private static double[][] inputs(BlackBox model, Graph graph, long[] keys, Compute compute) {
        var said = Answers.of(model, graph, keys, compute);
        var phi = said.scores(MemberScore.PHI);
        var around = Neighbourhood.of(model, graph, keys, compute);
        return IntStream.range(0, keys.length)
                .mapToObj(i -> {
                    var out = new double[LARGEST + 5];
                    var sorted = said.probabilities(i);
                    Arrays.sort(sorted);
                    for (int k = 0; k < Math.min(LARGEST, sorted.length); k++) {
                        out[k] = sorted[sorted.length - 1 - k];
                    }
                    out[LARGEST] = phi[i];
                    out[LARGEST + 1] = StrictMath.log1p(around.degree()[i]);
                    out[LARGEST + 2] = around.meanPhi()[i];
                    out[LARGEST + 3] = around.deviationPhi()[i];
                    out[LARGEST + 4] = around.agreement()[i];
                    return out;
                })
                .toArray(double[][]::new);
    }

    private static double[] scores(Perceptron classifier, double[][] rows) {
        return Arrays.stream(rows).mapToDouble(classifier::score).toArray();
    }
}
