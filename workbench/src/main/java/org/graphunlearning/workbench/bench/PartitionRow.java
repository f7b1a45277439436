package org.graphunlearning.workbench.bench;

import java.util.List;
import java.util.Locale;
import org.graphunlearning.partitioning.aggregate.Aggregation;

/** Rows of {@link PartitionBenchmark}: one graph, one way to shard it, one aggregation. */
final class PartitionRow {
    private static final int WORD = 14;

    static final List<Column> COLUMNS = List.of(
            Columns.GRAPH,
            new Column("architecture", "", "GCN, GAT, SGC, SIGN, SAGE or GIN with the defaults of `unlearn.train`"),
            Columns.SPLIT,
            new Column("shards", "shards", "how many shards the graph is cut into"),
            new Column("partitioner", "partitioner", "what cuts it", WORD),
            new Column("repair", "repair", "what stands in for cut edges when a shard is trained"),
            new Column("aggregation", "aggregation", "how the shards' answers are combined", WORD),
            new Column("partitionSeconds", "cut s", "one cut, 2 threads, median of the seeds"),
            new Column(
                    "partitionAllocatedMegabytes",
                    "",
                    "memory allocated while cutting, freed or not, mean of the seeds: an upper bound of its peak"),
            new Column("keptEdges", "kept", "share of the edges inside a shard, mean of the seeds"),
            new Column("balance", "balance", "sum_s |n_s - n/k| / (2n), mean of the seeds; 0 is even"),
            new Column(
                    "fairness",
                    "",
                    "mean over shards of 1/2 sum_c |share of class c in the shard - in the graph|, training nodes; 0 is alike"),
            new Column("largestShard", "", "nodes of the largest shard of any seed"),
            new Column("f1Mean", "F1", "micro F1 (accuracy) of the shards on the test nodes, mean of the seeds"),
            new Column("f1Std", "+-", "its sample standard deviation; null with one seed"),
            new Column("macroF1Mean", "", "macro F1, mean of the seeds"),
            new Column(
                    "wholeGraphF1Mean", "whole F1", "micro F1 of one model of the whole graph, same split and seeds"),
            new Column("wholeGraphF1Std", "", "its sample standard deviation"),
            new Column("wholeGraphMacroF1Mean", "", "macro F1 of that model, mean of the seeds"),
            new Column("trainSeconds", "train s", "training of all shards, 2 threads, median of the seeds"),
            new Column(
                    "deleteSeconds",
                    "delete s",
                    "forgetting one training node: planning, retraining of its shard, weights; 2 threads, median"),
            new Column(
                    "retrainSeconds",
                    "retrain s",
                    "training the model of the whole graph again without the node, 2 threads, median"),
            new Column("speedup", "faster", "retrainSeconds over deleteSeconds"),
            new Column("shardsTouchedMean", "", "shards worked on per deletion, mean"),
            new Column("seeds", "", "rounds, each with its own cut, training and deletions"),
            new Column("deletions", "", "deletions measured, over all seeds"),
            new Column("retrainings", "", "retrainings measured, over all seeds"),
            new Column("epochs", "", "of every training"),
            new Column("othersCpuShare", "others", "share of all cores that other programs used meanwhile"),
            Columns.KERNEL,
            Columns.JDK);

    private PartitionRow() {}

    static Row of(ShardTrial trial, String split, Aggregation aggregation) {
        var whole = trial.whole();
        var f1 = trial.scores(aggregation, "f1");
        var deletions = trial.deletions(aggregation, "deleteSeconds");
        var retrainings = trial.of("retrainSeconds");
        return new Row()
                .put("graph", whole.name())
                .put("architecture", whole.config().model().architecture().name())
                .put("split", split)
                .put("shards", trial.scheme().shards())
                .put("partitioner", trial.scheme().partitioner().name())
                .put("repair", word(trial.scheme().repair()))
                .put("aggregation", word(aggregation))
                .put("partitionSeconds", trial.of("partitionSeconds").median())
                .put(
                        "partitionAllocatedMegabytes",
                        trial.of("partitionAllocatedMegabytes").mean())
                .put("keptEdges", trial.of("keptEdges").mean())
                .put("balance", trial.of("balance").mean())
                .put("fairness", trial.of("fairness").mean())
                .put("largestShard", (int) trial.of("largestShard").max())
                .put("f1Mean", f1.mean())
                .put("f1Std", f1.deviation())
                .put("macroF1Mean", trial.scores(aggregation, "macroF1").mean())
                .put("wholeGraphF1Mean", whole.f1().mean())
                .put("wholeGraphF1Std", whole.f1().deviation())
                .put("wholeGraphMacroF1Mean", whole.macroF1().mean())
                .put("trainSeconds", trial.of("trainSeconds").median())
                .put("deleteSeconds", deletions.median())
                .put("retrainSeconds", retrainings.median())
                .put("speedup", retrainings.median() / deletions.median())
                .put(
                        "shardsTouchedMean",
                        trial.deletions(aggregation, "shardsTouched").mean())
                .put("seeds", f1.values().length)
                .put("deletions", deletions.values().length)
                .put("retrainings", retrainings.values().length)
                .put("epochs", whole.config().epochs())
                .put("othersCpuShare", trial.others())
                .put("kernel", whole.compute().description())
                .put("jdk", Runtime.version().toString());
    }

    /** As callers of the procedures write it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
