package org.graphunlearning.workbench.bench;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.partitioning.aggregate.Aggregation;

/** What shards cost and give: cuts, F1 and single-node deletions, against one model of the whole graph. */
final class PartitionBenchmark implements Benchmark {
    private static final int THREADS = 2;

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
        try (var compute = Compute.withThreads(THREADS)) {
            for (var name : plan.graphs()) {
                var graph = Splits.graph(place.graphs().read(name), plan.split());
                for (TrainingConfig config : plan.configs()) {
                    int seeds = plan.effort().seeds();
                    var whole = WholeGraph.trained(name, graph, config, seeds, compute);
                    for (var scheme : plan.schemes()) {
                        rows(plan, whole, scheme, report);
                    }
                }
            }
        }
        report.sayOfOthers();
    }

    private static void rows(PartitionPlan plan, WholeGraph whole, Scheme scheme, Report report) {
        try {
            var trial = ShardTrial.run(whole, scheme, plan.effort());
            for (var aggregation : Aggregation.values()) {
                report.add(PartitionRow.of(trial, plan.split(), aggregation));
            }
        } catch (ShardTrial.CannotCutException e) {
            report.say(whole.name() + ": `" + scheme.partitioner().name() + "` cannot cut it into " + scheme.shards()
                    + " shards: " + e.getMessage());
        }
    }
}
