package org.graphunlearning.gnn.train;

import ai.djl.metric.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.linear.LinearFit;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.Checkpoint;
import org.graphunlearning.gnn.tensor.Adam;
import org.graphunlearning.gnn.tensor.ParamTensor;

/**
 * Full-batch training with Adam. Only what flows into labelled training rows is computed, which changes no sum.
 *
 * <p>Same graph and config give the same bits at any thread count. An epoch costs one forward and one backward pass over the
 * training rows' reach, and reports as one of all epochs of the config, those a checkpoint spares included.
 */
public final class Trainer {
    private final Graph graph;
    private final TrainingConfig config;
    private final Compute compute;
    private final Gnn model;
    private final TrainingLoss loss;
    private final int[] checkpointEpochs;
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final Metrics metrics = new Metrics();
    private final Adam adam;

    private Trainer(Graph graph, TrainingConfig config, Compute compute, Gnn model) {
        this.graph = graph;
        this.config = config;
        this.compute = compute;
        this.model = model;
        this.loss = new TrainingLoss(model, graph, config);
        this.checkpointEpochs = config.checkpointEpochs();
        this.adam = new Adam(model.parameters(), config.weightDecay());
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
        trainer.run(0);
        return trainer.withCheckpoints();
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
     * Trains a model further, in place, with a fresh optimiser and without checkpoints. The graph may teach some of the model's
     * classes only.
     *
     * @throws IllegalArgumentException when there is no labelled training node, or one of a class the model does not know
     */
    public static void fitFurther(Gnn model, Graph graph, TrainingConfig config, Compute compute) {
        requireRows(graph, config);
        new Trainer(graph, config.withCheckpoints(0), compute, model).run(0);
    }

    /**
     * Runs the last epochs of a training, in place, with the moments, draws, learning rates and checkpoints of those epochs: on the
     * graph and by the config that the checkpoint comes from, it ends at the bits of that training. With early stopping, validation
     * starts anew at the first of them.
     *
     * @param model overwritten with the checkpoint's parameters first; of its own checkpoints it keeps those up to that epoch
     * @throws IllegalArgumentException when the training has no epoch after the checkpoint, there is no labelled training node, or one of a class the model does not know
     * @throws TrainingDivergedException when the loss stops being a finite number
     */
    public static Rerun fitFrom(Gnn model, Graph graph, TrainingConfig config, Checkpoint start, Compute compute) {
        requireRows(graph, config);
        int firstEpoch = start.epoch();
        if (firstEpoch >= config.epochs()) {
            throw new IllegalArgumentException(
                    "A training of " + config.epochs() + " epochs has none with the number " + firstEpoch + ".");
        }
        var trainer = new Trainer(graph, config, compute, model);
        trainer.resumeAt(start);
        for (var checkpoint : model.sidecar().checkpoints()) {
            if (checkpoint.epoch() <= firstEpoch) {
                trainer.checkpoints.add(checkpoint);
            }
        }
        int end = trainer.run(firstEpoch);
        return new Rerun(trainer.withCheckpoints(), end - firstEpoch);
    }

    private void resumeAt(Checkpoint start) {
        for (int p = 0; p < start.parameters().size(); p++) {
            model.parameters().get(p).assign(start.parameters().get(p));
        }
        adam.resumedAfter(start.epoch(), start.first(), start.second());
    }

    /**
     * What running the last epochs of a training gave.
     *
     * @param model with its checkpoints up to the first of those epochs, and those of the run
     * @param epochs how many were run; fewer than there were where the training stopped early
     */
    public record Rerun(Gnn model, int epochs) {}

    private Gnn withCheckpoints() {
        return checkpoints.equals(model.sidecar().checkpoints())
                ? model
                : model.with(model.sidecar().withCheckpoints(checkpoints));
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

    private int run(int firstEpoch) {
        int end = config.patience() > 0 ? trainWithEarlyStopping(firstEpoch) : trainAllEpochs(firstEpoch);
        compute.progress().reached(1); // early stopping leaves epochs undone
        return end;
    }

    private TrainingResult scored() {
        long start = System.nanoTime();
        int epochs = run(0);
        return scored(graph, compute, withCheckpoints(), epochs, System.nanoTime() - start, metrics);
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

    private int trainAllEpochs(int firstEpoch) {
        for (int epoch = firstEpoch; epoch < config.epochs(); epoch++) {
            step(epoch);
        }
        return config.epochs();
    }

    private void step(int epoch) {
        long start = System.nanoTime();
        double value = loss.gradient(compute, epoch);
        adam.step(loss.learningRate(epoch));
        metrics.addMetric("trainLoss", value);
        metrics.addMetric("epochMillis", (System.nanoTime() - start) / 1e6);
        compute.progress().reached((epoch + 1.0) / config.epochs());
        if (Arrays.binarySearch(checkpointEpochs, epoch + 1) >= 0) {
            checkpoints.add(new Checkpoint(epoch + 1, values(), adam.first(), adam.second()));
        }
    }

    private List<float[]> values() {
        return model.parameters().stream().map(p -> p.host().clone()).toList();
    }

    private int trainWithEarlyStopping(int firstEpoch) {
        int[] rows = validationRows(graph);
        var validation = model.into(graph, rows);
        var validationLoss = new CrossEntropy(
                Scores.targets(model, graph, rows), model.classes().size(), false);
        double best = Double.POSITIVE_INFINITY;
        int bestEpoch = firstEpoch - 1;
        List<float[]> kept = List.of();
        int epoch = firstEpoch;
        for (; epoch < config.epochs() && epoch - bestEpoch <= config.patience(); epoch++) {
            step(epoch);
            double value = validationLoss.loss(validation.forward(compute, Pass.inference()));
            if (value < best) {
                best = value;
                bestEpoch = epoch;
                kept = values();
            }
        }
        List<ParamTensor> parameters = model.parameters();
        for (int p = 0; p < kept.size(); p++) {
            parameters.get(p).assign(kept.get(p));
        }
        int published = bestEpoch + 1;
        checkpoints.removeIf(checkpoint -> checkpoint.epoch() > published);
        return epoch;
    }
}
