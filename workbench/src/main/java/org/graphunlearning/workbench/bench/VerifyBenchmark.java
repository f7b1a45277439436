package org.graphunlearning.workbench.bench;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.verify.verdict.Control;

/** What verdicts are worth: models of which it is known whether they forgot are judged like any other. */
final class VerifyBenchmark implements Benchmark {
    static final int THREADS = 2;
    static final List<String> LEARNERS = List.of("GCN", "GAT");

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "verdicts about models known to have forgotten, or not; --paper, --lira, --speed";
    }

    @Override
    public List<Option> options() {
        return VerifyPlan.OPTIONS;
    }

    @Override
    public Benchmark mode(Arguments arguments) {
        if (arguments.has(VerifyPlan.PAPER)) {
            UnlearnPlan.refuse(
                    arguments, VerifyPlan.PAPER, VerifyPlan.LIRA, VerifyPlan.SPEED, "kinds", "items", "batch");
            return new VerifyPaperBenchmark();
        }
        if (arguments.has(VerifyPlan.LIRA)) {
            UnlearnPlan.refuse(arguments, VerifyPlan.LIRA, VerifyPlan.SPEED, "kinds", "items", "batch");
            return new VerifyLiraBenchmark();
        }
        if (arguments.has(VerifyPlan.SPEED)) {
            UnlearnPlan.refuse(arguments, VerifyPlan.SPEED, "kinds", "items", "batch", "seeds");
            return new VerifySpeedBenchmark();
        }
        return this;
    }

    @Override
    public List<Column> columns() {
        return VerifyRow.COLUMNS;
    }

    @Override
    public void run(Arguments arguments, BenchPlace place, Report report) {
        var plan = VerifyPlan.of(arguments, place.graphs(), LEARNERS, VerifyPlan.usualGraphs(arguments));
        var remarks = new VerifyRemarks(report);
        try (var compute = Compute.withThreads(THREADS)) {
            plan.course()
                    .run(
                            place.graphs(),
                            compute,
                            (setting, graph) -> measure(plan, setting, new Ground(graph, compute), remarks));
        }
        remarks.sayLast();
    }

    private record Ground(Graph graph, Compute compute) {}

    private static void measure(VerifyPlan plan, Setting setting, Ground ground, VerifyRemarks remarks) {
        var learned = plan.trained(ground.graph(), setting.learner(), ground.compute());
        for (var kind : plan.kinds()) {
            var trial = new VerifyTrial(kind, ground.compute());
            trial.run(plan, learned);
            trial.showings().forEach((control, showing) -> {
                remarks.add(VerifyRow.of(setting, plan, trial, control));
                remarks.count(
                        control == Control.NO_OP ? showing.all() : null,
                        control == Control.REFERENCE ? showing.influential() : null);
            });
            if (trial.uncalibrated() != null) {
                remarks.say(setting.graph() + " " + setting.learner().name() + " " + kind.word()
                        + ": the rule was not calibrated. " + trial.uncalibrated());
            }
        }
    }
}
