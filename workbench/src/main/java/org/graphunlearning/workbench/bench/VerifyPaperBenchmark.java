package org.graphunlearning.workbench.bench;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.verify.verdict.Verdict;

/**
 * The setting of Ahsan, Yu, Kim, Kim, "Forget and Explain" (WSDM 2026): 5 % of all nodes go at once. Our columns stand beside those
 * of the published code, and those beside what they say of a model that nobody touched.
 */
final class VerifyPaperBenchmark implements Benchmark {
    private static final List<String> LEARNERS = List.of("GCN", "GAT", "SGC/ridge");

    @Override
    public String name() {
        return "verify-paper";
    }

    @Override
    public String summary() {
        return "5 % of all nodes: our columns beside the published ones and their negative control";
    }

    @Override
    public List<Option> options() {
        return VerifyPlan.OPTIONS;
    }

    @Override
    public List<Column> columns() {
        return VerifyPaperRow.COLUMNS;
    }

    @Override
    public void run(Arguments arguments, BenchPlace place, Report report) {
        var plan = VerifyPlan.of(arguments, place.graphs(), LEARNERS, VerifyPlan.usualGraphs(arguments));
        var remarks = new VerifyRemarks(report);
        try (var compute = Compute.withThreads(VerifyBenchmark.THREADS)) {
            plan.course().run(place.graphs(), compute, (setting, graph) -> {
                var load = MachineLoad.watch();
                var trial = new VerifyPaperTrial(setting.learner(), compute);
                plan.trained(graph, setting.learner(), compute).forEach(trial::round);
                tell(setting, trial, load, remarks);
            });
        }
        remarks.sayLast();
    }

    private static void tell(Setting setting, VerifyPaperTrial trial, MachineLoad load, VerifyRemarks remarks) {
        var others = load.others();
        trial.showings().forEach((strategy, showing) -> {
            if (showing.refusal() != null) {
                remarks.say(setting.graph() + " " + setting.learner().name() + ": no row for `" + strategy + "`. "
                        + showing.refusal());
                return;
            }
            remarks.add(VerifyPaperRow.of(setting, strategy, showing, others));
            var verdicts = showing.verdicts();
            boolean influence = verdicts.of(Verdict.NEGLIGIBLE_INFLUENCE) == 0;
            remarks.count(
                    strategy.equals(Contender.UNTOUCHED) ? verdicts : null,
                    strategy.equals(Contender.RETRAIN) && influence ? verdicts : null);
        });
    }
}
