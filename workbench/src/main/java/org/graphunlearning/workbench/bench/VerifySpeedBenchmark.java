package org.graphunlearning.workbench.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.explain.GradientTimesInput;
import org.graphunlearning.verify.explain.Targets;
import org.graphunlearning.verify.verdict.GradedControls;
import org.graphunlearning.verify.verdict.Reference;
import org.graphunlearning.verify.verdict.Region;
import org.graphunlearning.verify.verdict.TargetSample;
import org.graphunlearning.verify.verdict.Verification;
import org.graphunlearning.verify.verdict.VerificationCase;
import org.jspecify.annotations.Nullable;

/** What looking costs, training aside: explaining 64 targets by three models in two views, and a verdict that does so. */
final class VerifySpeedBenchmark implements Benchmark {
    private static final int TARGETS = 64;
    private static final int TIMES = 20;
    private static final int QUICK_TIMES = 3;
    private static final int MOST_DRAWN = 100;
    private static final double EXPLAIN_BUDGET_MILLIS = 100;
    private static final int REQUESTS = 5000;
    private static final int QUICK_REQUESTS = 250;
    private static final double RECHECK_BUDGET_MILLIS = 1000;

    private static final List<Column> COLUMNS = List.of(
            Columns.GRAPH,
            new Column("architecture", "model", "architecture", 6),
            new Column(
                    "work",
                    "work",
                    "explain: heat maps of all models and views; verdict: the whole judgement; recheck: a chain of signed certificates",
                    12),
            new Column("millis", "ms", "median of the repetitions, after as many that do not count"),
            new Column("millisMin", "min", "the fastest"),
            new Column("millisMax", "max", "the slowest"),
            new Column("cpuMillis", "CPU ms", "CPU time of all threads, which other programs disturb far less; median"),
            new Column("budgetMillis", "budget", "what it may take; null where nothing is asked"),
            new Column("budgetRatio", "budget/ms", "budgetMillis over millis: above 1 it keeps within", 9),
            new Column("size", "size", "targets, or entries of the chain", 6),
            new Column("threads", "threads", "threads used"),
            new Column("repetitions", "", "how often was measured"),
            Columns.OTHERS,
            Columns.KERNEL,
            Columns.JDK);

    @Override
    public String name() {
        return "verify-speed";
    }

    @Override
    public String summary() {
        return "milliseconds of explaining and judging 64 targets, and of checking 10,000 certificates";
    }

    @Override
    public List<Option> options() {
        return VerifyPlan.OPTIONS;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void run(Arguments arguments, BenchPlace place, Report report) {
        var plan = VerifyPlan.of(arguments, place.graphs(), VerifyBenchmark.LEARNERS, List.of("cora"));
        var chain = SignedChain.of(arguments.has("quick") ? QUICK_REQUESTS : REQUESTS);
        try (var compute = Compute.withThreads(VerifyBenchmark.THREADS)) {
            plan.course().run(place.graphs(), compute, (setting, graph) -> {
                var config = setting.learner().config().withSeed(1);
                var subject = subject(Learned.on(graph, config, compute), compute);
                int times = arguments.has("quick") ? QUICK_TIMES : TIMES;
                for (var watched : Watched.all(works(subject, chain, compute), times)) {
                    report.add(row(setting, watched));
                }
            });
        }
        report.sayOfOthers();
    }

    /**
     * Something to be done again and again.
     *
     * @param name in rows
     * @param size how much of it
     * @param budget milliseconds it may take; nothing where nothing is asked
     * @param once does it
     */
    private record Work(String name, int size, @Nullable Double budget, Runnable once) {}

    private static List<Work> works(VerificationCase subject, SignedChain chain, Compute compute) {
        var sample = TargetSample.of(
                region(subject.before(), subject.forget(), subject.pre()), TARGETS, subject.requestSeed());
        var targets = Targets.predictedBy(subject.pre(), subject.before(), sample.keys(), compute);
        return List.of(
                new Work("explain", TARGETS, EXPLAIN_BUDGET_MILLIS, () -> explain(subject, targets, compute)),
                new Work("verdict", TARGETS, null, () -> Verification.verify(subject, VerifyTrial.OPTIONS, compute)),
                new Work("recheck", chain.entries(), RECHECK_BUDGET_MILLIS, chain::recheck));
    }

    /** The deletion of a training node that reaches enough others, and half of a retraining to judge. */
    private static VerificationCase subject(Learned learned, Compute compute) {
        var forget = forget(learned);
        var after = learned.graph().without(forget);
        var reference = Reference.paired(after, learned.config(), compute).model();
        var deletion = new VerificationCase.Deletion(learned.graph(), after, forget, learned.config());
        var half = GradedControls.between(learned.model(), reference, 0.5);
        return VerificationCase.of(
                        deletion, learned.model(), half, learned.config().seed())
                .against(reference);
    }

    /**
     * The first that is drawn.
     *
     * @throws IllegalStateException when nobody drawn reaches so many
     */
    private static ForgetSet forget(Learned learned) {
        for (var forget : VerifyKind.NODE.singles(learned.graph(), MOST_DRAWN, 1)) {
            if (region(learned.graph(), forget, learned.model()).size() >= TARGETS) {
                return forget;
            }
        }
        throw new IllegalStateException("Of " + MOST_DRAWN + " training nodes none reaches " + TARGETS
                + " others, so there is nothing to measure; name a larger graph with `--graphs`.");
    }

    private static Region region(Graph graph, ForgetSet forget, Gnn model) {
        return Region.of(graph, forget, model.config().reach());
    }

    private static void explain(VerificationCase subject, Targets targets, Compute compute) {
        for (Graph view : List.of(subject.before(), subject.after())) {
            for (Gnn model : List.of(subject.pre(), subject.post(), VerifyTrial.referenceOf(subject))) {
                new GradientTimesInput().explain(model, view, targets, compute);
            }
        }
    }

    /**
     * What some work took.
     *
     * @param work the work
     * @param tally {@code wall} and {@code cpu} milliseconds of each repetition
     * @param others share of all cores that other programs used meanwhile
     */
    private record Watched(Work work, Tally tally, @Nullable Double others) {
        /** All works in turn, first without and then with the clock: the runtime compiles what it sees often. */
        static List<Watched> all(List<Work> works, int times) {
            for (int i = 0; i < times; i++) {
                works.forEach(work -> work.once().run());
            }
            var load = MachineLoad.watch();
            var tallies = works.stream().map(work -> new Tally()).toList();
            for (int i = 0; i < times; i++) {
                for (int w = 0; w < works.size(); w++) {
                    var cost = Cost.of(works.get(w).once(), 1);
                    tallies.get(w).add("wall", cost.wallMillis());
                    tallies.get(w).add("cpu", cost.cpuMillis());
                }
            }
            var others = load.others();
            return IntStream.range(0, works.size())
                    .mapToObj(w -> new Watched(works.get(w), tallies.get(w), others))
                    .toList();
        }
    }

    private static Row row(Setting setting, Watched watched) {
        var millis = watched.tally().of("wall");
        var budget = watched.work().budget();
        return new Row()
                .put("graph", setting.graph())
                .put("architecture", setting.learner().name())
                .put("work", watched.work().name())
                .put("millis", millis.median())
                .put("millisMin", millis.min())
                .put("millisMax", millis.max())
                .put("cpuMillis", watched.tally().of("cpu").median())
                .put("budgetMillis", budget)
                .put("budgetRatio", budget == null ? null : (Double) (budget / millis.median()))
                .put("size", watched.work().size())
                .put("threads", VerifyBenchmark.THREADS)
                .put("repetitions", millis.values().length)
                .put("othersCpuShare", watched.others())
                .put("kernel", setting.kernel())
                .put("jdk", Runtime.version().toString());
    }
}
