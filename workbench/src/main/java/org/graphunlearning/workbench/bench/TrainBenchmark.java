package org.graphunlearning.workbench.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.jspecify.annotations.Nullable;

/** Milliseconds of training epochs and inference on every graph with features, on request beside PyTorch. */
final class TrainBenchmark implements Benchmark {
    private static final int DEFAULT_SECONDS = 35;
    private static final double LEARNING_RATE = 0.01;

    @Override
    public String name() {
        return "train";
    }

    @Override
    public String summary() {
        return "training epochs and inference, GCN and GAT, beside PyTorch with --peer";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("peer", "", "also run the same models in PyTorch, in turn with ours"),
                new Option("python", "CMD", "a Python that has PyTorch"),
                new Option("graphs", "A,B", "folders to measure on; all with features if not given"),
                new Option("architectures", "GCN,GAT", "what to train; both if not given"),
                new Option("threads", "1,2", "thread counts for both sides; 1 and 2 if not given"),
                new Option("seconds", "N", "time for one row, which decides its rounds (3 to 9); " + DEFAULT_SECONDS),
                new Option("rounds", "N", "rounds per row, whatever they take"));
    }

    @Override
    public List<Column> columns() {
        return TrainRow.COLUMNS;
    }

    /** What to measure, read from the arguments before anything runs. */
    private record Plan(
            List<String> graphs,
            List<Architecture> architectures,
            List<Integer> threads,
            TrainRow.Effort effort,
            Optional<String> python) {}

    private static Plan plan(Arguments arguments, BenchPlace place) {
        var graphs = place.graphs().withFeatures(arguments.words("graphs"));
        var architectures = arguments.has("architectures")
                ? arguments.words("architectures").stream()
                        .map(TrainBenchmark::architecture)
                        .toList()
                : List.of(Architecture.GCN, Architecture.GAT);
        int seconds = arguments.number("seconds", 1, 86_400).orElse(DEFAULT_SECONDS);
        int rounds = arguments.number("rounds", 1, 10_000).orElse(0);
        Optional<String> python = arguments.has("peer")
                ? Optional.of(PyTorchPeer.python(
                        arguments.text("python").map(List::of).orElse(PyTorchPeer.PYTHONS)))
                : Optional.empty();
        var threads = arguments.numbers("threads", List.of(1, 2), 1, 1024);
        return new Plan(graphs, architectures, threads, new TrainRow.Effort(seconds, rounds), python);
    }

    private static Architecture architecture(String word) {
        var name = word.toUpperCase(Locale.ROOT);
        if (!List.of("GCN", "GAT").contains(name)) {
            throw new IllegalArgumentException("`--architectures` takes GCN and GAT, not `" + word + "`.");
        }
        return Architecture.valueOf(name);
    }

    @Override
    public void run(Arguments arguments, BenchPlace place, Report report) {
        var plan = plan(arguments, place);
        var remarks = new Remarks(report);
        for (var name : plan.graphs()) {
            var graph = GraphAdapter.withSplit(place.graphs().read(name));
            for (int threads : plan.threads()) {
                rows(plan, place, new Ground(name, place.graphs().folder(name), graph, threads), remarks);
            }
        }
        remarks.sayLast();
    }

    private record Ground(String name, Path folder, Graph graph, int threads) {}

    private static void rows(Plan plan, BenchPlace place, Ground ground, Remarks remarks) {
        try (var compute = Compute.withThreads(ground.threads());
                var peer = peer(plan, place, ground)) {
            for (var architecture : plan.architectures()) {
                var defaults = TrainingConfig.defaults(architecture);
                var config = architecture == Architecture.GCN ? defaults.withLearningRate(LEARNING_RATE) : defaults;
                var row = new TrainRow(ground.name(), ground.graph(), config, compute);
                remarks.add(row.measure(plan.effort(), peer));
            }
        }
    }

    private static @Nullable PyTorchPeer peer(Plan plan, BenchPlace place, Ground ground) {
        if (plan.python().isEmpty()) {
            return null;
        }
        var peer = PyTorchPeer.start(plan.python().get(), place, ground.threads());
        peer.load(ground.folder());
        return peer;
    }

    /** Passes rows on and keeps what a reader of the table must be told. */
    private static final class Remarks {
        private final Report report;
        private boolean slowBlas;

        Remarks(Report report) {
            this.report = report;
        }

        void add(Row row) {
            report.add(row);
            if (Boolean.FALSE.equals(row.get("peerAgrees"))) {
                report.say("*** PyTorch computes another model here: the row above compares unequal things. ***");
            }
            slowBlas |= "reference".equals(row.get("peerBlas"));
        }

        void sayLast() {
            if (slowBlas) {
                report.say("*** PyTorch multiplies with the reference BLAS, about ten times slower than it need be:"
                        + " `apt-get install libopenblas0-pthread` and measure again. ***");
            }
            report.sayOfOthers("; PyTorch's threads suffer most from that."
                    + " Do not quote ratios of rows whose `others` is high.");
        }
    }
}
