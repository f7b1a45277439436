package org.graphunlearning.workbench.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.GraphReader;
import org.jspecify.annotations.Nullable;

/**
 * What a caller of {@code ./demo} asks for; every value has been checked.
 *
 * @param graph folder of the graph; null for a generated one
 * @param architecture as {@code unlearn.train} names it
 * @param seeds models to train, with the seeds 1, 2, ...
 * @param shards parts each model is trained in; 1 for the whole graph at once
 * @param split which column of {@code nodes.csv.gz} says who trains
 * @param serve whether the server stays up afterwards
 * @param json whether the last line is JSON
 */
record DemoOptions(
        @Nullable Path graph, String architecture, int seeds, int shards, String split, boolean serve, boolean json) {
    static final String RANDOM_SPLIT = "split_random";

    private static final List<String> ARCHITECTURES = List.of("GCN", "GAT", "SGC", "SIGN", "SAGE", "GIN");
    private static final List<String> SPLITS = List.of("split", RANDOM_SPLIT);
    private static final int MOST_SEEDS = 100;
    private static final int MOST_SHARDS = 999;
    private static final long GENERATOR_SEED = 1;

    static DemoOptions parse(String... arguments) {
        var rest = new ArrayDeque<>(List.of(arguments));
        Path graph = null;
        var architecture = "GCN";
        int seeds = 1;
        int shards = 1;
        var split = "split";
        boolean serve = false;
        boolean json = false;
        while (!rest.isEmpty()) {
            var option = rest.pop();
            switch (option) {
                case "--graph" -> graph = folder(value(option, rest));
                case "--architecture" ->
                    architecture = oneOf(option, value(option, rest).toUpperCase(Locale.ROOT), ARCHITECTURES);
                case "--seeds" -> seeds = number(option, value(option, rest), MOST_SEEDS);
                case "--shards" -> shards = number(option, value(option, rest), MOST_SHARDS);
                case "--split" -> split = oneOf(option, value(option, rest), SPLITS);
                case "--serve" -> serve = true;
                case "--json" -> json = true;
                default ->
                    throw new IllegalArgumentException(
                            "Unknown option `" + option + "`; `./demo --help` lists the options.");
            }
        }
        return new DemoOptions(graph, architecture, seeds, shards, split, serve, json);
    }

    /** The graph asked for. */
    GraphData readGraph() {
        var data = graph == null
                ? CitationLike.generate(CitationLike.Settings.likeCora(GENERATOR_SEED))
                : GraphReader.read(graph);
        if (data.featureCount() == 0 || data.classCount() < 2) {
            throw new IllegalArgumentException("Graph `" + data.name()
                    + "` has no features or fewer than two classes, so there is nothing to learn; try `cora`.");
        }
        return data;
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("Option `" + option + "` wants a value.");
        }
        return rest.pop();
    }

    private static Path folder(String text) {
        var path = Path.of(text);
        if (!Files.isRegularFile(path.resolve("nodes.csv.gz"))) {
            throw new IllegalArgumentException(
                    "Folder `" + text + "` holds no graph: there is no `nodes.csv.gz` in it.");
        }
        return path;
    }

    private static String oneOf(String option, String value, List<String> known) {
        if (!known.contains(value)) {
            throw new IllegalArgumentException(
                    "Option `" + option + "` takes one of " + String.join(", ", known) + ", not `" + value + "`.");
        }
        return value;
    }

    private static int number(String option, String text, int most) {
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    "Option `" + option + "` takes a number from 1 to " + most + ", not `" + text + "`.");
        }
        return Integer.parseInt(text);
    }
}
