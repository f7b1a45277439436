package org.graphunlearning.procedures.delete;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphunlearning.gnn.unlearn.Auto;

/** Which strategy pays for one model, in a sentence or two. */
final class DeleteAdvice {
    private static final double MOST = 0.7; // share of the shards above which sharding saves little
    private static final List<String> EXACT = List.of("linear", "retrain");
    private static final List<String> LEAVES_PARAMETERS = List.of("gnndelete", "unlink");

    private final ModelChange change;
    private final DeleteConfig config;
    private final Map<String, Double> predictedMillis;

    DeleteAdvice(ModelChange change, DeleteConfig config, Map<String, Double> predictedMillis) {
        this.change = change;
        this.config = config;
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
            return within(auto.budgetMillis());
        }
        if (training == 0) {
            return "`retrain`: no training node is reached, so the exact result is likely to cost next to nothing.";
        }
        if (!change.training().training().head().trainsByEpochs()) {
            return "`linear`: exact, and quicker than `retrain`.";
        }
        var exact = "`retrain`: exact" + (change.plan().staleGhosts() > 0 ? " up to degree information" : "");
        return change.shards().length > MOST * change.model().size().shards()
                        && change.model().size().shards() > 1
                ? "`finetune`, unless the result must be exact: so many shards are touched that `retrain` costs about as much"
                        + " as training all."
                : exact + "; `finetune` is quicker and proves nothing.";
    }

    /** What {@code auto} would take: an exact strategy if one is quick enough, else the best of the others that are. */
    private String within(long budgetMillis) {
        var names = predictedMillis.keySet().stream()
                .filter(name -> !name.equals("auto") && !LEAVES_PARAMETERS.contains(name))
                .sorted(Comparator.comparingDouble(this::millis))
                .toList();
        if (names.isEmpty()) {
            return "`retrain`: what a training costs on this machine is not known, so `auto` has nothing to plan with.";
        }
        var quick = names.stream().filter(name -> millis(name) <= budgetMillis).toList();
        for (var name : quick) {
            if (EXACT.contains(name)) {
                return "`" + name + "`: what `auto` would take, because it is exact and likely to finish within "
                        + budgetMillis + " ms.";
            }
        }
        if (quick.isEmpty()) {
            return "`" + names.get(0) + "`: no strategy is likely to finish within " + budgetMillis
                    + " ms, and this one is the quickest.";
        }
        return quick.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" or "))
                + ": what `auto` would try, because no exact strategy is likely to finish within " + budgetMillis
                + " ms.";
    }

    private double millis(String name) {
        return predictedMillis.getOrDefault(name, Double.NaN);
    }
}
