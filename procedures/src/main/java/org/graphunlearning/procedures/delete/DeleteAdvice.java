package org.graphunlearning.procedures.delete;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.unlearn.Auto;
import org.graphunlearning.gnn.unlearn.Strategies;
import org.graphunlearning.gnn.unlearn.Workload;

/** Which strategy pays for one model, in a sentence or two. */
final class DeleteAdvice {
    private static final double MOST = 0.7; // share of the shards above which sharding saves little

    private final ModelChange change;
    private final DeleteConfig config;
    private final List<Workload> workloads;
    private final Map<String, Double> predictedMillis;

    /**
     * The grounds of an advice.
     *
     * @param workloads of the shards to work on
     * @param predictedMillis by name of the strategies that fit
     */
    DeleteAdvice(
            ModelChange change, DeleteConfig config, List<Workload> workloads, Map<String, Double> predictedMillis) {
        this.change = change;
        this.config = config;
        this.workloads = workloads;
        this.predictedMillis = predictedMillis;
    }

    /** The advice, where the deletion reaches so many training nodes. */
    String text(int training) {
        long shards = change.model().size().shards();
        int touched = change.shards().length;
        if (touched == 0) {
            return "No shard was trained with this; deleting it changes no parameter.";
        }
        return withoutPlace(training) + (shards == 1 ? "" : " It touches " + touched + " of " + shards + " shards.");
    }

    private String withoutPlace(int training) {
        if (change.training().cut().sharding().slices() > 1) {
            return "`retrain`: the only strategy for a model with slices.";
        }
        if (config.strategy() instanceof Auto auto && auto.budgetMillis() > 0) {
            return chosenBy(auto);
        }
        if (training == 0) {
            return "`retrain`: no training node is reached, so the exact result is likely to cost next to nothing.";
        }
        boolean hasSums = change.training().training().head().kind() == HeadConfig.Kind.RIDGE;
        return hasSums && fits("linear") ? "`linear`: exact, and quicker than `retrain`." : byEpochsOrCertified();
    }

    private String byEpochsOrCertified() {
        long shards = change.model().size().shards();
        boolean most = shards > 1 && change.shards().length > MOST * shards;
        if (most && fits("finetune")) {
            return "`finetune`, unless the result must be exact: so many shards are touched that `retrain` costs about as"
                    + " much as training all.";
        }
        return "`retrain`: exact" + (change.plan().staleGhosts() > 0 ? " up to degree information" : "")
                + (fits("finetune")
                        ? "; `finetune` is quicker and proves nothing."
                        : fits("cgu") ? "; `cgu` is quicker and certified." : ".");
    }

    private boolean fits(String name) {
        return StrategyFit.fits(Strategies.named(name), change.training());
    }

    private String chosenBy(Auto auto) {
        if (workloads.stream().anyMatch(workload -> !workload.calibration().isKnown())) {
            return "`auto`: what training the model costs is not known here, so a gradient would be timed first.";
        }
        var chosen = change.unlearning().choices(auto, workloads, config.concurrency()).stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(" and "));
        double expected = predictedMillis.getOrDefault(auto.name(), Double.NaN);
        return chosen + ": what `auto` would take"
                + (expected <= auto.budgetMillis()
                        ? " within " + auto.budgetMillis() + " ms."
                        : ", the quickest, though it is not likely to finish within " + auto.budgetMillis() + " ms.");
    }
}
