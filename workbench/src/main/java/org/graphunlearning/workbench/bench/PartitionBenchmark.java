package org.graphunlearning.workbench.bench;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.partitioning.aggregate.Aggregation;

/** What shards cost and give: cuts, F1 and single-node deletions, against one model of the whole graph. */
final class PartitionBenchmark implements Benchmark {
    private static final int THREADS = 2;
    private static final double NOTICEABLE = 0.1;

    @Override
    public String name() {
        return "partition";
    }

    @Override
    public String summary() {
        return "partitioners and aggregations: edges kept, F1, seconds per deletion against retraining";
    }

    @Override
    public List<Option> options() {
        return PartitionPlan.OPTIONS;
    }

    @Override
    public List<Column> columns() {
        return PartitionRow.COLUMNS;
    }

    @Override
    public void run(Arguments arguments, BenchPlace place, Report report) {
        var plan = PartitionPlan.of(arguments, place.graphs());
        double others = 0;
        try (var compute = Compute.withThreads(THREADS)) {
            for (var name : plan.graphs()) {
                var graph = plan.graph(place.graphs().read(name));
                for (TrainingConfig config : plan.configs()) {
                    int seeds = plan.effort().seeds();
                    var whole = WholeGraph.trained(name, graph, config, seeds, compute);
                    for (var scheme : plan.schemes()) {
                        others = Math.max(others, rows(plan, whole, scheme, report));
                    }
                }
            }
        }
        if (others > NOTICEABLE) {
            report.say("*** Other programs used up to " + Math.round(100 * others)
                    + " % of the machine: do not quote seconds of rows whose `others` is high. ***");
        }
    }

    /** Share of the machine that other programs used meanwhile. */
    private static double rows(PartitionPlan plan, WholeGraph whole, Scheme scheme, Report report) {
        try {
            var trial = ShardTrial.run(whole, scheme, plan.effort());
            for (var aggregation : Aggregation.values()) {
                report.add(PartitionRow.of(trial, plan.split(), aggregation));
            }
            var others = trial.others();
            return others == null ? 0 : others;
        } catch (ShardTrial.CannotCutException e) {
            report.say(whole.name() + ": `" + scheme.partitioner().name() + "` cannot cut it into " + scheme.shards()
                    + " shards: " + e.getMessage());
            return 0;
        }
    }
}
