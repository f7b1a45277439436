package org.graphunlearning.gnn.train;

import ai.djl.metric.Metrics;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.layer.NetworkPass;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.linear.LinearFit;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.tensor.Adam;
import org.graphunlearning.gnn.tensor.ParamTensor;

/**
 * Full-batch training with Adam. Only what flows into labelled training rows is computed, which changes no sum.
 *
 * <p>Same graph and config give the same bits at any thread count. An epoch costs one forward and one backward pass over the
 * training rows' reach.
 */
public final class Trainer {
    private final Graph graph;
    private final TrainingConfig config;
    private final Compute compute;
    private final Gnn model;
    private final NetworkPass network;
    private final CrossEntropy loss;
    private final float[] logitGradient;
    private final Tracker learningRate;
    private final Metrics metrics = new Metrics();

    private Trainer(Graph graph, TrainingConfig config, Compute compute, Gnn model) {
        this.graph = graph;
        this.config = config;
        this.compute = compute;
        this.model = model;
        this.learningRate = config.schedule().tracker(config.learningRate(), config.epochs());
        int[] rows = graph.trainingRows();
        this.network = model.into(graph, rows);
        int classes = model.classes().size();
        this.loss = new CrossEntropy(Scores.targets(model, graph, rows), classes, config.balancedClasses());
        this.logitGradient = new float[rows.length * classes];
    }

    /**
     * Trains a model from its initial weights, or solves its head, and scores it on the whole graph.
     *
     * @throws IllegalArgumentException when there is nothing to learn: no labelled training node, or fewer than two classes
     * @throws TrainingDivergedException when the loss stops being a finite number
     */
    public static TrainingResult train(Graph graph, TrainingConfig config, Compute compute) {
        return config.head().trainsByEpochs()
                ? fromScratch(graph, config, compute).scored()
                : solved(graph, config, compute);
    }

    private static TrainingResult solved(Graph graph, TrainingConfig config, Compute compute) {
        long start = System.nanoTime();
        var model = fit(graph, config, compute);
        return scored(graph, compute, model, 0, System.nanoTime() - start, new Metrics());
    }

    /** The same model as {@link #train}, without the scores, which cost a pass over the whole graph. */
    public static Gnn fit(Graph graph, TrainingConfig config, Compute compute) {
        requireLearnable(graph, config);
        if (!config.head().trainsByEpochs()) {
            return LinearFit.fit(graph, linear(config), compute);
        }
        var trainer = fromScratch(graph, config, compute);
        trainer.run();
        return trainer.model;
    }

    private static LinearFit.Config linear(TrainingConfig config) {
        return new LinearFit.Config(config.model(), config.head(), config.weightDecay(), config.seed());
    }

    /** The model that training a graph starts from. */
    public static Gnn initial(Graph graph, TrainingConfig config) {
        return Gnn.initial(config.model(), graph.features().columns(), graph.classes(), config.seed());
    }

    private static Trainer fromScratch(Graph graph, TrainingConfig config, Compute compute) {
        requireLearnable(graph, config);
        return new Trainer(graph, config, compute, initial(graph, config));
    }

    /**
     * Trains a model further, in place, with a fresh optimiser. The graph may teach some of the model's classes only.
     *
     * @throws IllegalArgumentException when there is no labelled training node, or one of a class the model does not know
     */
    public static void fitFurther(Gnn model, Graph graph, TrainingConfig config, Compute compute) {
        requireRows(graph, config);
        new Trainer(graph, config, compute, model).run();
    }

    /** Checks that a graph can teach a model something. */
    public static void requireLearnable(Graph graph, TrainingConfig config) {
        requireRows(graph, config);
        if (graph.classes().size() < 2) {
            throw new IllegalArgumentException(
                    "All labelled training nodes have the same class; a classifier needs at least two classes.");
        }
    }

    private static void requireRows(Graph graph, TrainingConfig config) {
        if (graph.nodeCount() == 0) {
            throw new IllegalArgumentException("The graph has no nodes.");
        }
        if (graph.trainingRows().length == 0) {
            throw new IllegalArgumentException("No node is both labelled and in the training split.");
        }
        if (config.patience() > 0 && validationRows(graph).length == 0) {
            throw new IllegalArgumentException(
                    "`patience` needs labelled validation nodes; give a validation split or set it to 0.");
        }
    }

    private static int[] validationRows(Graph graph) {
        return Arrays.stream(graph.split().rows(Role.VALIDATION))
                .filter(row -> graph.targets()[row] >= 0)
                .toArray();
    }

    private int run() {
        return config.patience() > 0 ? trainWithEarlyStopping() : trainAllEpochs();
    }

    private TrainingResult scored() {
        long start = System.nanoTime();
        int epochs = run();
        return scored(graph, compute, model, epochs, System.nanoTime() - start, metrics);
    }

    private static TrainingResult scored(
            Graph graph, Compute compute, Gnn model, int epochs, long nanos, Metrics metrics) {
        var logits = model.logits(graph, compute);
        return new TrainingResult(
                model,
                epochs,
                Scores.trainingLoss(model, graph, compute),
                Scores.accuracy(model.classes(), graph, logits, Role.TRAIN),
                Scores.accuracy(model.classes(), graph, logits, Role.VALIDATION),
                Scores.accuracy(model.classes(), graph, logits, Role.TEST),
                nanos / 1_000_000,
                metrics);
    }

    private int trainAllEpochs() {
        var adam = new Adam(model.parameters(), config.weightDecay());
        for (int epoch = 0; epoch < config.epochs(); epoch++) {
            step(adam, epoch);
        }
        return config.epochs();
    }

    private void step(Adam adam, int epoch) {
        long start = System.nanoTime();
        compute.check();
        var logits = network.forward(compute, Pass.training(config.seed(), epoch));
        double value = loss.gradient(logits, logitGradient);
        if (!Double.isFinite(value)) {
            throw new TrainingDivergedException(epoch);
        }
        network.backward(compute, logitGradient);
        adam.step(learningRate.getNewValue(epoch));
        metrics.addMetric("trainLoss", value);
        metrics.addMetric("epochMillis", (System.nanoTime() - start) / 1e6);
    }

    private int trainWithEarlyStopping() {
        int[] rows = validationRows(graph);
        var validation = model.into(graph, rows);
        var validationLoss = new CrossEntropy(
                Scores.targets(model, graph, rows), model.classes().size(), false);
        var adam = new Adam(model.parameters(), config.weightDecay());
        double best = Double.POSITIVE_INFINITY;
        int bestEpoch = -1;
        List<float[]> kept = List.of();
        int epoch = 0;
        for (; epoch < config.epochs() && epoch - bestEpoch <= config.patience(); epoch++) {
            step(adam, epoch);
            double value = validationLoss.loss(validation.forward(compute, Pass.inference()));
            if (value < best) {
                best = value;
                bestEpoch = epoch;
                kept = model.parameters().stream().map(p -> p.host().clone()).toList();
            }
        }
        List<ParamTensor> parameters = model.parameters();
        for (int p = 0; p < kept.size(); p++) {
            parameters.get(p).assign(kept.get(p));
        }
        return epoch;
    }
}
