package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.partitioning.Partitioners;
import org.graphunlearning.partitioning.partition.Partitioner;
import org.graphunlearning.partitioning.repair.Repair;

/**
 * What {@link PartitionBenchmark} is to measure, read from the arguments before anything runs.
 *
 * @param graphs folders
 * @param split one of {@link Splits}
 * @param configs what to train, one per architecture
 * @param schemes ways to shard each graph
 * @param effort how often to measure
 */
record PartitionPlan(
        List<String> graphs,
        String split,
        List<TrainingConfig> configs,
        List<Scheme> schemes,
        ShardTrial.Effort effort) {
    private static final List<String> GRAPHS = List.of("cora", "citeseer", "coauthor-cs", "coauthor-physics");
    private static final List<Integer> SHARDS = List.of(10, 20);
    private static final int SEEDS = 5;

    static final List<Option> OPTIONS = List.of(
            new Option("graphs", "A,B", "folders to measure on; " + String.join(",", GRAPHS) + " if not given"),
            Splits.OPTION,
            new Option("shards", "10,20", "numbers of shards; 10 and 20 if not given"),
            new Option("partitioners", "A,B", "what cuts: " + String.join(",", Partitioners.names())),
            new Option("repairs", "none,zero", "what stands in for cut edges; none if not given"),
            new Option("architectures", "GCN,GAT", "what to train; GCN if not given"),
            new Option("seeds", "N", "rounds, each with its own cut and training; " + SEEDS),
            new Option("deletions", "N", "nodes forgotten per seed; 5, or 3 where a retraining takes seconds"),
            new Option("epochs", "N", "of every training; what `unlearn.train` does if not given"));

    static PartitionPlan of(Arguments arguments, GraphFolders folders) {
        var split = Splits.of(arguments);
        var configs = configs(arguments);
        var schemes = schemes(arguments, configs);
        var effort = new ShardTrial.Effort(
                arguments.number("seeds", 1, 10_000).orElse(SEEDS),
                arguments.number("deletions", 1, 10_000).orElse(0));
        var graphs = folders.withFeatures(arguments.has("graphs") ? arguments.words("graphs") : GRAPHS);
        return new PartitionPlan(graphs, split, configs, schemes, effort);
    }

    private static List<TrainingConfig> configs(Arguments arguments) {
        var known = List.of(Architecture.values());
        var architectures = chosen(arguments, "architectures", known, List.of(Architecture.GCN));
        Optional<Integer> epochs = arguments.number("epochs", 1, 1_000_000);
        return architectures.stream()
                .map(TrainingConfig::defaults)
                .map(config -> epochs.map(config::withEpochs).orElse(config))
                .toList();
    }

    private static List<Scheme> schemes(Arguments arguments, List<TrainingConfig> configs) {
        var repairs = Arrays.stream(Repair.values())
                .filter(repair -> configs.stream().allMatch(config -> isNoticed(repair, config)))
                .toList();
        var names = arguments.has("partitioners") ? arguments.words("partitioners") : Partitioners.names();
        List<Partitioner> partitioners = names.stream().map(Partitioners::named).toList();
        var schemes = new ArrayList<Scheme>();
        for (int shards : arguments.numbers("shards", SHARDS, 2, 100_000)) {
            for (var partitioner : partitioners) {
                for (var repair : chosen(arguments, "repairs", repairs, List.of(Repair.NONE))) {
                    schemes.add(new Scheme(shards, partitioner, repair));
                }
            }
        }
        return schemes;
    }

    /** A repair that the models trained here could not tell from another is no choice. */
    private static boolean isNoticed(Repair repair, TrainingConfig config) {
        try {
            repair.requireNoticed(config.model());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static <E extends Enum<E>> List<E> chosen(
            Arguments arguments, String option, List<E> known, List<E> ifAbsent) {
        if (!arguments.has(option)) {
            return ifAbsent;
        }
        var out = new ArrayList<E>();
        for (var word : arguments.words(option)) {
            out.add(known.stream()
                    .filter(constant -> constant.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("`--" + option + "` takes "
                            + known.stream().map(PartitionRow::word).collect(Collectors.joining(", ")) + ", not `"
                            + word
                            + "`.")));
        }
        return out;
    }
}
