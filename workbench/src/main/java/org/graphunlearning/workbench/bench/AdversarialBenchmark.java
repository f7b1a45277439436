package org.graphunlearning.workbench.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.jspecify.annotations.Nullable;

/** Whether forgetting wrong edges brings back what they cost: edges between classes are added, learned, and forgotten. */
final class AdversarialBenchmark implements Benchmark {
    private static final List<Double> SHARES = List.of(0.1, 0.5);
    private static final List<String> CONTENDERS =
            List.of("unlink", "finetune", Contender.RETRAIN, Contender.GIF, "cognac", "auto", "linear");

    private static final List<Column> COLUMNS = List.of(
            Columns.GRAPH,
            Columns.architecture(12),
            new Column("added", "added", "edges added, relative to those there are", 6),
            new Column("strategy", "strategy", "who forgets them, see --strategies", 15),
            Columns.GUARANTEE,
            new Column("f1Clean", "clean", "micro F1 on the test nodes without them, mean of the seeds", 6),
            new Column("f1Poisoned", "poisoned", "the same of the model that learned them, on the graph with them"),
            new Column("f1After", "after", "the same after forgetting them, on the graph without them", 6),
            new Column(
                    "recovered", "recovered", "(f1After - f1Poisoned) / (f1Clean - f1Poisoned); null without a loss"),
            new Column("agreement", "agree", "share of test nodes that get the clean model's class, mean", 6),
            Columns.TOTAL_SECONDS,
            new Column("retrainSeconds", "retrain s", "one training with the edges, median"),
            Columns.FINAL_STRATEGY,
            Columns.SEEDS,
            Columns.SPLIT,
            Columns.OTHERS);

    @Override
    public String name() {
        return "unlearn-adversarial";
    }

    @Override
    public String summary() {
        return "F1 lost to edges between classes, and brought back by forgetting them";
    }

    @Override
    public List<Option> options() {
        return UnlearnPlan.OPTIONS;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void run(Arguments arguments, BenchPlace place, Report report) {
        var plan = UnlearnPlan.of(arguments, place.graphs(), CONTENDERS);
        var remarks = new UnlearnRemarks(report);
        try (var compute = Compute.withThreads(UnlearnBenchmark.THREADS)) {
            plan.course().run(place.graphs(), compute, (setting, graph) -> {
                var learner = setting.learner();
                var clean = plan.trained(graph, learner, compute);
                for (double share : SHARES) {
                    var trial = new Trial(share, plan.contenders(learner), compute);
                    var load = MachineLoad.watch();
                    clean.forEach(trial::round);
                    trial.tell(setting, load.others(), remarks);
                }
            });
        }
        remarks.sayLast();
    }

    /** One graph, one kind of model, one share of edges. */
    private static final class Trial {
        private final double share;
        private final Compute compute;
        private final Map<Contender, Showing> showings = new LinkedHashMap<>();
        private final Tally common = new Tally();

        Trial(double share, List<Contender> contenders, Compute compute) {
            this.share = share;
            this.compute = compute;
            contenders.forEach(contender -> showings.put(contender, new Showing()));
        }

        void round(Learned clean) {
            var crossing = CrossingEdges.of(clean.graph(), share, clean.config().seed());
            Graph graph = crossing.graph();
            var poisoned = Learned.on(graph, clean.config(), compute);
            var goal = Answers.of(clean.model(), clean.graph(), compute);
            var start = Answers.of(poisoned.model(), graph, compute);
            common.add("f1Clean", goal.microF1());
            common.add("f1Poisoned", start.microF1());
            common.add("retrainSeconds", poisoned.seconds());
            var request = poisoned.request(new ForgetSet(new long[0], crossing.added(), List.of(), new long[0]));
            showings.forEach((contender, showing) -> {
                var timed = showing.attempt(contender, request, poisoned.seconds(), compute);
                if (timed != null) {
                    showing.add(timed);
                }
                if (contender.isUntouched() || timed != null) {
                    var after =
                            timed == null ? start : Answers.of(timed.result().model(), request.after(), compute);
                    showing.tally().add("f1After", after.microF1());
                    showing.tally().add("agreement", after.agreement(goal));
                }
            });
        }

        void tell(Setting setting, @Nullable Double others, UnlearnRemarks remarks) {
            showings.forEach((contender, showing) -> {
                if (showing.refusal() == null) {
                    remarks.add(row(setting, contender, showing, others));
                } else {
                    remarks.refused(setting, contender, showing.refusal());
                }
            });
        }

        private Row row(Setting setting, Contender contender, Showing showing, @Nullable Double others) {
            double clean = common.of("f1Clean").mean();
            double poisoned = common.of("f1Poisoned").mean();
            double after = showing.tally().of("f1After").mean();
            return new Row()
                    .put("graph", setting.graph())
                    .put("architecture", setting.learner().name())
                    .put("added", share)
                    .put("strategy", contender.name())
                    .put("guarantee", showing.guarantee())
                    .put("f1Clean", clean)
                    .put("f1Poisoned", poisoned)
                    .put("f1After", after)
                    .put("recovered", recovered(clean, poisoned, after))
                    .put("agreement", showing.tally().mean("agreement"))
                    .put("totalSeconds", showing.tally().median("totalSeconds"))
                    .put("retrainSeconds", common.median("retrainSeconds"))
                    .put("finalStrategy", contender.isUntouched() ? null : showing.finalStrategy())
                    .put("seeds", common.of("f1Clean").values().length)
                    .put("split", setting.split())
                    .put("othersCpuShare", others);
        }
    }

    /** Share of a loss that is made good: 1 is all of it; nothing where nothing was lost. */
    static @Nullable Double recovered(double clean, double poisoned, double after) {
        return clean > poisoned ? (after - poisoned) / (clean - poisoned) : null;
    }
}
