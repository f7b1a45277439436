package org.graphunlearning.procedures.train;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.unlearn.Calibration;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.shard.ShardCalibration;
import org.graphunlearning.partitioning.shard.ShardCodec;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.partitioning.shard.ShardModel;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.partitioning.shard.ShardedScores;
import org.graphunlearning.partitioning.shard.ShardedTrainer;
import org.graphunlearning.procedures.store.StoredShard;

/**
 * A model fitted to a graph, in one shard or in many.
 *
 * @param model the model
 * @param map where the rows of the graph live
 * @param fingerprints of what each shard was trained on
 * @param scores on the whole graph
 * @param epochs epochs run, 0 of a head that is solved; of each shard where there are several
 * @param partitionMillis what the cut took, 0 for one shard
 * @param trainMillis what the epochs took, or solving the head
 * @param calibration what training one shard costs on this machine
 */
record Fitting(
        ShardedModel model,
        ShardMap map,
        List<byte[]> fingerprints,
        ShardedScores scores,
        int epochs,
        long partitionMillis,
        long trainMillis,
        Calibration calibration) {
    /** Where the rows of a graph shall live. */
    interface Cutter {
        ShardMap cut(Graph graph, Compute compute);
    }

    /** Fits a model, in the steps {@code partition} and {@code train}; {@code cutter} is asked where there are several shards. */
    static Fitting of(Graph graph, TrainConfig config, Cutter cutter, Compute compute) {
        return config.cut().sharding().isSharded()
                ? sharded(graph, config, cutter, compute)
                : whole(graph, config, compute.at("train"));
    }

    private static Fitting whole(Graph graph, TrainConfig config, Compute compute) {
        if (!config.training().head().trainsByEpochs()) {
            return solved(graph, config, compute);
        }
        var result = Trainer.train(graph, config.training(), compute);
        return new Fitting(
                single(result.model()),
                ShardMap.single(graph.nodeCount()),
                List.of(graph.fingerprint()),
                new ShardedScores(
                        result.trainLoss(), result.trainAccuracy(), result.validationAccuracy(), result.testAccuracy()),
                result.epochs(),
                0,
                result.trainMillis(),
                ShardCalibration.ofEpochs(result, graph, compute));
    }

    private static Fitting solved(Graph graph, TrainConfig config, Compute compute) {
        long start = System.nanoTime();
        var model = single(Trainer.fit(graph, config.training(), compute));
        double millis = (System.nanoTime() - start) / 1e6;
        var map = ShardMap.single(graph.nodeCount());
        return new Fitting(
                model,
                map,
                List.of(graph.fingerprint()),
                ShardedScores.of(model, graph, map, compute),
                0,
                0,
                Math.round(millis),
                new Calibration(millis, 0));
    }

    private static ShardedModel single(Gnn model) {
        return new ShardedModel(List.of(new ShardModel(List.of(model))), Aggregation.MEAN, new double[0]);
    }

    private static Fitting sharded(Graph graph, TrainConfig config, Cutter cutter, Compute compute) {
        var sharding = config.cut().sharding();
        ShardedTrainer.requireEnoughTraining(graph, sharding.shards());
        long start = System.nanoTime();
        var map = cutter.cut(graph, compute.at("partition"));
        long partitioned = System.nanoTime();
        ShardedTrainer.requireTeaching(graph, map);
        var model = ShardedTrainer.train(graph, map, config.training(), sharding, compute.at("train"));
        long trained = System.nanoTime();
        return new Fitting(
                model,
                map,
                ShardedTrainer.fingerprints(graph, map, config.training(), sharding),
                ShardedScores.of(model, graph, map, compute),
                config.training().epochs(),
                (partitioned - start) / 1_000_000,
                (trained - partitioned) / 1_000_000,
                ShardCalibration.ofOneShard(graph, map, config.training(), sharding, compute));
    }

    /** The shards as they are stored. */
    List<StoredShard> stored() {
        return IntStream.range(0, model.shards().size())
                .mapToObj(s -> new StoredShard(
                        ShardCodec.encode(model.shards().get(s)),
                        HexFormat.of().formatHex(fingerprints.get(s)),
                        Guarantee.EXACT.name()))
                .toList();
    }
}
