package org.graphunlearning.workbench.bench;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;

/** A graph, and the model of all of it that sharded ones are compared with: trained once per seed, whatever the shards. */
final class WholeGraph {
    /** A training that takes longer is not repeated beside every deletion. */
    private static final double SHORT_SECONDS = 2;

    private final String name;
    private final Graph graph;
    private final TrainingConfig config;
    private final Compute compute;
    private final Tally tally = new Tally();

    private WholeGraph(String name, Graph graph, TrainingConfig config, Compute compute) {
        this.name = name;
        this.graph = graph;
        this.config = config;
        this.compute = compute;
    }

    /** A graph whose model has been trained with the seeds {@code 1..seeds}. */
    static WholeGraph trained(String name, Graph graph, TrainingConfig config, int seeds, Compute compute) {
        var whole = new WholeGraph(name, graph, config, compute);
        for (int seed = 1; seed <= seeds; seed++) {
            whole.train(seed);
        }
        return whole;
    }

    private void train(long seed) {
        var watch = new Stopwatch();
        var model = Trainer.fit(graph, config.withSeed(seed), compute);
        tally.add("fitSeconds", watch.seconds());
        tally.add(F1.of(model.classes(), graph, model.probabilities(graph, compute)));
    }

    /** The same graph with fewer epochs, which is enough to warm up with. */
    WholeGraph hurried(int epochs) {
        var hurried = new WholeGraph(name, graph, config.withEpochs(Math.min(epochs, config.epochs())), compute);
        hurried.train(0);
        return hurried;
    }

    /** Seconds of training on what a deletion leaves. What is left is worked out beforehand and not counted. */
    double retrainSeconds(ForgetSet forget, long seed) {
        var left = graph.without(forget);
        var watch = new Stopwatch();
        Trainer.fit(left, config.withSeed(seed), compute);
        return watch.seconds();
    }

    boolean isShort() {
        return tally.of("fitSeconds").median() < SHORT_SECONDS;
    }

    Samples f1() {
        return tally.of("f1");
    }

    Samples macroF1() {
        return tally.of("macroF1");
    }

    String name() {
        return name;
    }

    Graph graph() {
        return graph;
    }

    TrainingConfig config() {
        return config;
    }

    Compute compute() {
        return compute;
    }
}
