package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;

/**
 * What {@link UnlearnBenchmark} and its modes are to measure, read from the arguments before anything runs.
 *
 * @param graphs folders
 * @param split one of {@link Splits}
 * @param learners what to train
 * @param demands what to forget
 * @param contenders who forgets
 * @param seeds models per graph and learner; 0 lets the size of the graph decide
 * @param python a Python with PyTorch, where the peer is asked for
 * @param peerScale what the peer divides the Hessian by
 */
record UnlearnPlan(
        List<String> graphs,
        String split,
        List<Learner> learners,
        List<Demand> demands,
        List<Contender> contenders,
        int seeds,
        Optional<String> python,
        int peerScale) {
    private static final List<String> GRAPHS = List.of("cora", "citeseer", "coauthor-cs", "coauthor-physics");
    private static final List<Demand> QUICK = List.of(Demand.NODE, Demand.NODES_5_PERCENT, Demand.EDGES_5_PERCENT);
    private static final int QUICK_SEEDS = 2;
    private static final int SEEDS = 5;
    private static final int SEEDS_WHEN_LARGE = 3;
    private static final int LARGE = 30_000;

    static final String ADVERSARIAL = "adversarial";
    static final String SEQUENCE = "sequence";

    static final List<Option> OPTIONS = List.of(
            new Option("peer", "", "also run GIF in PyTorch on the same models and requests"),
            new Option("python", "CMD", "a Python that has PyTorch"),
            new Option(
                    "peer-scale", "N", "what it divides the Hessian by; " + GifTask.SCALE + ", as published for Cora"),
            new Option(ADVERSARIAL, "", "instead: add edges between classes, train, forget those edges"),
            new Option(SEQUENCE, "", "instead: 20 requests of 0.5 % of the nodes against one request for all of them"),
            new Option("graphs", "A,B", "folders to measure on; " + String.join(",", GRAPHS) + " if not given"),
            Splits.OPTION,
            new Option(
                    "architectures",
                    "GCN,GAT",
                    "what to train; " + String.join(",", Learner.USUAL) + " if not given; SAGE and GIN too"),
            new Option("requests", "A,B", "what to forget; " + Demand.words() + " if not given"),
            new Option(
                    "strategies",
                    "A,B",
                    "who forgets; if not given, all that fit: " + String.join(",", Contender.USUAL)),
            new Option("seeds", "N", "models per graph; " + SEEDS + ", or " + SEEDS_WHEN_LARGE + " above 30,000 nodes"),
            new Option("epochs", "N", "of every training; what `unlearn.train` does if not given"),
            new Option("quick", "", "2 seeds, and fewer requests: node-1,node-5%,edge-5%"));

    /**
     * Reads the arguments.
     *
     * @param strategies contenders where none are named
     */
    static UnlearnPlan of(Arguments arguments, GraphFolders folders, List<String> strategies) {
        var split = Splits.of(arguments);
        var learners = (arguments.has("architectures") ? arguments.words("architectures") : Learner.USUAL)
                .stream().map(Learner::named).toList();
        var epochs = arguments.number("epochs", 1, 1_000_000);
        var trained = learners.stream()
                .map(learner -> epochs.map(learner::withEpochs).orElse(learner))
                .toList();
        var contenders = Contender.named(arguments.has("strategies") ? arguments.words("strategies") : strategies);
        boolean quick = arguments.has("quick");
        int seeds = arguments.number("seeds", 1, 10_000).orElse(quick ? QUICK_SEEDS : 0);
        var graphs = folders.withFeatures(arguments.has("graphs") ? arguments.words("graphs") : GRAPHS);
        int scale = arguments.number("peer-scale", 1, Integer.MAX_VALUE).orElse(GifTask.SCALE);
        return new UnlearnPlan(
                graphs, split, trained, demands(arguments, quick), contenders, seeds, python(arguments), scale);
    }

    private static List<Demand> demands(Arguments arguments, boolean quick) {
        return arguments.has("requests")
                ? arguments.words("requests").stream().map(Demand::named).toList()
                : quick ? QUICK : Arrays.asList(Demand.values());
    }

    private static Optional<String> python(Arguments arguments) {
        return arguments.has("peer")
                ? Optional.of(PyTorchPeer.python(
                        arguments.text("python").map(List::of).orElse(PyTorchPeer.PYTHONS)))
                : Optional.empty();
    }

    /** Refuses options that mean nothing in a mode. */
    static void refuse(Arguments arguments, String mode, String... options) {
        for (var option : options) {
            if (arguments.has(option)) {
                throw new IllegalArgumentException("`--" + option + "` does not go with `--" + mode + "`.");
            }
        }
    }

    /** Every graph with every kind of model. */
    Course course() {
        return new Course(graphs, split, learners);
    }

    /** 1, 2, 3, ... */
    List<Integer> seeds(Graph graph) {
        int count = seeds > 0 ? seeds : graph.nodeCount() > LARGE ? SEEDS_WHEN_LARGE : SEEDS;
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    /** A model per seed. */
    List<Learned> trained(Graph graph, Learner learner, Compute compute) {
        var out = new ArrayList<Learned>();
        for (int seed : seeds(graph)) {
            out.add(Learned.on(graph, learner.config().withSeed(seed), compute));
        }
        return out;
    }

    /** Contenders that can work on what a learner gives. */
    List<Contender> contenders(Learner learner) {
        return contenders.stream()
                .filter(contender -> contender.fits(learner.config()))
                .toList();
    }
}
