package org.graphunlearning.workbench.bench;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.partition.Partition;
import org.graphunlearning.partitioning.partition.Partitioner;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.partitioning.shard.ShardedRequest;
import org.graphunlearning.partitioning.shard.ShardedTrainer;
import org.graphunlearning.partitioning.shard.ShardedUnlearning;
import org.jspecify.annotations.Nullable;

/**
 * Measures one way to shard one graph: per seed it cuts and trains once, scores every aggregation of those shards, and deletes
 * single nodes in turn with full retrainings.
 */
final class ShardTrial {
    private static final int REHEARSED_EPOCHS = 20;
    private static final int DELETIONS_WHEN_SHORT = 5;
    private static final int DELETIONS = 3;
    private static final long DRAW = 0x44454C455445L;

    private final WholeGraph whole;
    private final Scheme scheme;
    private final Tally tally = new Tally();
    private final Map<Aggregation, Tally> tallyOf = new EnumMap<>(Aggregation.class);
    private @Nullable Double others;

    private ShardTrial(WholeGraph whole, Scheme scheme) {
        this.whole = whole;
        this.scheme = scheme;
        for (var aggregation : Aggregation.values()) {
            tallyOf.put(aggregation, new Tally());
        }
    }

    /**
     * How much to measure.
     *
     * @param seeds rounds, each with its own cut and training
     * @param deletions per seed; 0 lets the time of a full retraining decide
     */
    record Effort(int seeds, int deletions) {
        int deletions(WholeGraph whole) {
            return deletions > 0 ? deletions : whole.isShort() ? DELETIONS_WHEN_SHORT : ShardTrial.DELETIONS;
        }
    }

    /** The partitioner refuses the graph. */
    static final class CannotCutException extends RuntimeException {
        private static final long serialVersionUID = 1;

        CannotCutException(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Measures, after a round of few epochs that does not count.
     *
     * @throws CannotCutException when there is nothing to measure
     */
    static ShardTrial run(WholeGraph whole, Scheme scheme, Effort effort) {
        new ShardTrial(whole.hurried(REHEARSED_EPOCHS), scheme).round(0, 1);
        var trial = new ShardTrial(whole, scheme);
        var load = MachineLoad.watch();
        for (int seed = 1; seed <= effort.seeds(); seed++) {
            trial.round(seed, effort.deletions(whole));
        }
        trial.others = load.others();
        return trial;
    }

    private void round(long seed, int deletions) {
        var graph = whole.graph();
        var config = whole.config().withSeed(seed);
        var partition = cut(seed);
        var map = scheme.map(graph, partition);
        var watch = new Stopwatch();
        var trained = ShardedTrainer.train(graph, map, config, scheme.sharding(Aggregation.MEAN), whole.compute());
        tally.add("trainSeconds", watch.seconds());
        var models = new EnumMap<Aggregation, ShardedModel>(Aggregation.class);
        for (var aggregation : Aggregation.values()) {
            var model = ShardedTrainer.reaggregated(
                    trained, graph, map, config, scheme.sharding(aggregation), whole.compute());
            var answers = model.probabilities(graph, map.homes(graph), whole.compute());
            tallyOf(aggregation).add(F1.of(model.classes(), graph, answers));
            models.put(aggregation, model);
        }
        for (int draw = 0; draw < deletions; draw++) {
            delete(models, map, config, draw);
        }
    }

    private Partition cut(long seed) {
        var watch = new Stopwatch();
        Partition partition;
        try {
            partition = scheme.partitioner()
                    .partition(whole.graph(), new Partitioner.Cut(scheme.shards(), seed), whole.compute());
        } catch (IllegalArgumentException e) {
            throw new CannotCutException(e);
        }
        tally.add("partitionSeconds", watch.seconds());
        tally.add("partitionAllocatedMegabytes", watch.allocatedMegabytes());
        tally.add("keptEdges", partition.keptEdges(whole.graph().adjacency()));
        tally.add("balance", partition.balance());
        tally.add("fairness", partition.fairness(whole.graph()));
        tally.add("largestShard", Arrays.stream(partition.sizes()).max().orElse(0));
        return partition;
    }

    /** One training node, forgotten by the model of each aggregation from the same start, and by retraining. */
    private void delete(Map<Aggregation, ShardedModel> models, ShardMap map, TrainingConfig config, int draw) {
        int[] rows = whole.graph().trainingRows();
        int row = rows[(int) Long.remainderUnsigned(KeyHash.mix(DRAW + config.seed(), draw), rows.length)];
        var forget = ForgetSet.ofNodes(whole.graph().key(row));
        models.forEach((aggregation, model) -> {
            boolean measured = aggregation == measuredFor(aggregation);
            if (measured
                    && (draw == 0 || !aggregation.hasShardWeights())) { // weights take about the same time every time
                var request = new ShardedRequest(whole.graph(), map, forget, config, scheme.sharding(aggregation));
                var watch = new Stopwatch();
                var result = ShardedUnlearning.unlearn(request, model, new Retrain(), whole.compute());
                tallyOf(aggregation).add("deleteSeconds", watch.seconds());
                tallyOf(aggregation).add("shardsTouched", result.plan().parts().size());
            }
        });
        if (draw == 0 && (config.seed() == 1 || whole.isShort())) {
            tally.add("retrainSeconds", whole.retrainSeconds(forget, config.seed()));
        }
    }

    /** Without weights of shards there is nothing to do at a deletion that depends on the aggregation. */
    private static Aggregation measuredFor(Aggregation aggregation) {
        return aggregation.hasShardWeights() ? aggregation : Aggregation.MEAN;
    }

    private Tally tallyOf(Aggregation aggregation) {
        return tallyOf.getOrDefault(aggregation, tally);
    }

    WholeGraph whole() {
        return whole;
    }

    Scheme scheme() {
        return scheme;
    }

    /** What does not depend on the aggregation: one value per seed, or of {@code retrainSeconds} per retraining. */
    Samples of(String name) {
        return tally.of(name);
    }

    /** {@code f1} or {@code macroF1}, one value per seed. */
    Samples scores(Aggregation aggregation, String name) {
        return tallyOf(aggregation).of(name);
    }

    /** {@code deleteSeconds} or {@code shardsTouched}, one value per deletion. */
    Samples deletions(Aggregation aggregation, String name) {
        return tallyOf(measuredFor(aggregation)).of(name);
    }

    /** Share of all cores that other programs used meanwhile. */
    @Nullable
    Double others() {
        return others;
    }
}
