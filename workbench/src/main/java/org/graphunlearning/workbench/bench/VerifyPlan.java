package org.graphunlearning.workbench.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;

/**
 * What {@link VerifyBenchmark} and its modes are to measure, read from the arguments before anything runs.
 *
 * @param graphs folders
 * @param split one of {@link Splits}
 * @param learners what to train; no checkpoints are kept
 * @param kinds what to delete
 * @param items deletions per model and kind
 * @param batchPercent share of the labelled training nodes that each deletion takes, in percent; 0 for a single item
 * @param seeds models per graph and learner
 */
record VerifyPlan(
        List<String> graphs,
        String split,
        List<Learner> learners,
        List<VerifyKind> kinds,
        int items,
        int batchPercent,
        int seeds) {
    static final String PAPER = "paper";
    static final String LIRA = "lira";
    static final String SPEED = "speed";

    private static final List<String> GRAPHS = List.of("cora", "citeseer", "coauthor-cs");
    private static final int ITEMS = 30;
    private static final int QUICK_ITEMS = 6;
    private static final String BATCH = "batch";

    static final List<Option> OPTIONS = List.of(
            new Option("graphs", "A,B", "folders to measure on; " + String.join(",", GRAPHS) + " if not given"),
            Splits.OPTION,
            new Option("architectures", "GCN,GAT", "what to train; GCN,GAT if not given; SGC, SAGE and GIN too"),
            new Option("kinds", "A,B", "what to delete; " + VerifyKind.words() + " if not given"),
            new Option("items", "N", "deletions per model and kind, by thirds of the degrees; " + ITEMS),
            new Option(BATCH, "5%", "delete so many items at once, as a share of the labelled training nodes"),
            new Option("seeds", "N", "models per graph and architecture; 1"),
            new Option("epochs", "N", "of every training; what `unlearn.train` does if not given"),
            new Option("quick", "", "Cora alone, " + QUICK_ITEMS + " items"),
            new Option(PAPER, "", "instead: 5 % of all nodes, our columns beside those of the published code"),
            new Option(LIRA, "", "instead: likelihood-ratio attack with 16 shadow models"),
            new Option(SPEED, "", "instead: milliseconds of explaining and judging, on Cora"));

    /**
     * Reads the arguments.
     *
     * @param usual architectures where none are named
     * @param usualGraphs graphs where none are named
     */
    static VerifyPlan of(Arguments arguments, GraphFolders folders, List<String> usual, List<String> usualGraphs) {
        var split = Splits.of(arguments);
        var learners = learners(arguments, usual);
        var kinds = kinds(arguments);
        int items = arguments.number("items", 1, 100_000).orElse(arguments.has("quick") ? QUICK_ITEMS : ITEMS);
        int percent = arguments.text(BATCH).map(VerifyPlan::percent).orElse(0);
        int seeds = arguments.number("seeds", 1, 10_000).orElse(1);
        var graphs = folders.withFeatures(arguments.has("graphs") ? arguments.words("graphs") : usualGraphs);
        return new VerifyPlan(graphs, split, learners, kinds, items, percent, seeds);
    }

    /** Graphs where none are named, for benchmarks that measure on all of them. */
    static List<String> usualGraphs(Arguments arguments) {
        return arguments.has("quick") ? GRAPHS.subList(0, 1) : GRAPHS;
    }

    private static List<Learner> learners(Arguments arguments, List<String> usual) {
        var epochs = arguments.number("epochs", 1, 1_000_000);
        return (arguments.has("architectures") ? arguments.words("architectures") : usual)
                .stream()
                        .map(Learner::named)
                        .map(learner ->
                                new Learner(learner.name(), learner.config().withCheckpoints(0)))
                        .map(learner -> epochs.map(learner::withEpochs).orElse(learner))
                        .toList();
    }

    private static List<VerifyKind> kinds(Arguments arguments) {
        return arguments.has("kinds")
                ? arguments.words("kinds").stream().map(VerifyKind::named).toList()
                : Arrays.asList(VerifyKind.values());
    }

    private static int percent(String word) {
        var digits = word.endsWith("%") ? word.substring(0, word.length() - 1) : "";
        if (!digits.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException(
                    "`--" + BATCH + "` takes a share such as `5%`, from 1% to 99%, not `" + word + "`.");
        }
        return Integer.parseInt(digits);
    }

    /** Every graph with every kind of model. */
    Course course() {
        return new Course(graphs, split, learners);
    }

    /** A model per seed 1, 2, 3, ... */
    List<Learned> trained(Graph graph, Learner learner, Compute compute) {
        return IntStream.rangeClosed(1, seeds)
                .mapToObj(seed -> Learned.on(graph, learner.config().withSeed(seed), compute))
                .toList();
    }

    /** What is deleted from the models of a seed, one after the other. */
    List<ForgetSet> deletions(VerifyKind kind, Graph graph, long seed) {
        return batchPercent == 0
                ? kind.singles(graph, items, seed)
                : kind.batches(graph, items, batchPercent / 100.0, seed);
    }

    /** As in rows: the share, or one item. */
    String batch() {
        return batchPercent == 0 ? "1" : batchPercent + "%";
    }
}
