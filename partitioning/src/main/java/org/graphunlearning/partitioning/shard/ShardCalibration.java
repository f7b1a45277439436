package org.graphunlearning.partitioning.shard;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Progress;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.train.TrainingResult;
import org.graphunlearning.gnn.unlearn.Calibration;
import org.jspecify.annotations.Nullable;

/**
 * Measures on this machine what a training costs, so that what a deletion would take can be predicted. Wall time is no part of any
 * model: it differs from run to run.
 */
public final class ShardCalibration {
    private static final int TRIAL_EPOCHS = 9;
    private static final double FORWARD_SHARE = 1 / 3.0; // of an epoch; the backward pass costs about two forward ones
    private static final int MEDIAN = 50;

    private ShardCalibration() {}

    /**
     * Of a model trained by epochs on the whole graph: the median epoch, and one more binding of the model to its training rows,
     * which is warm by then.
     */
    public static Calibration ofEpochs(TrainingResult result, Graph graph, Compute compute) {
        double epoch = result.metrics().percentile("epochMillis", MEDIAN).getValue();
        long start = System.nanoTime();
        Scores.trainingLoss(result.model(), graph, compute);
        double bound = millisSince(start);
        return new Calibration(epoch, Math.max(0, bound - FORWARD_SHARE * epoch));
    }

    /**
     * Of one shard of the mean size, on all threads as a deletion would use them: a few epochs, or one fit where the head is solved.
     * Unknown when no shard teaches two classes.
     */
    public static Calibration ofOneShard(
            Graph graph, ShardMap map, TrainingConfig config, Sharding sharding, Compute reporting) {
        var compute = reporting.reportingTo(Progress.NONE); // a trial is no part of the training
        var typical = typical(graph, map, config, sharding);
        if (typical == null) {
            return Calibration.unknown();
        }
        if (!config.head().trainsByEpochs()) {
            long start = System.nanoTime();
            Trainer.fit(typical, config, compute);
            return new Calibration(millisSince(start), 0);
        }
        var trial = config.withEpochs(Math.min(config.epochs(), TRIAL_EPOCHS))
                .withPatience(0)
                .withCheckpoints(0);
        return ofEpochs(Trainer.train(typical, trial, compute), typical, compute);
    }

    private static @Nullable Graph typical(Graph graph, ShardMap map, TrainingConfig config, Sharding sharding) {
        int[][] rows = map.rowsByShard();
        int mean = Arrays.stream(map.sizes()).sum() / map.shards();
        return IntStream.range(0, rows.length)
                .boxed()
                .sorted(Comparator.comparingInt(s -> Math.abs(rows[s].length - mean)))
                .map(s -> ShardGraph.of(graph, map, rows[s], sharding.repair(), config.seed())
                        .whole())
                .filter(whole -> whole.classes().size() > 1)
                .findFirst()
                .orElse(null);
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
