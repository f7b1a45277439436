package org.graphunlearning.procedures.delete;

import org.graphunlearning.gnn.unlearn.Strategy;
import org.graphunlearning.partitioning.shard.ShardedUnlearning;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.train.TrainConfig;

/** Whether a strategy can work on a model, found out before the graph is read. */
final class StrategyFit {
    private StrategyFit() {}

    /**
     * Refuses a strategy that does not fit.
     *
     * @param among whether the model is one of several, so that the sentence has to name it
     * @throws IllegalArgumentException one sentence naming what would work
     */
    static void require(Strategy strategy, StoredModel model, boolean among) {
        try {
            check(strategy, TrainConfig.parse(model.config()));
        } catch (IllegalArgumentException misfit) {
            throw among ? new IllegalArgumentException("Model `" + model.name() + "`: " + misfit.getMessage()) : misfit;
        }
    }

    /** Whether a strategy fits a model trained in this way. */
    static boolean fits(Strategy strategy, TrainConfig training) {
        try {
            check(strategy, training);
            return true;
        } catch (IllegalArgumentException misfit) {
            return false;
        }
    }

    private static void check(Strategy strategy, TrainConfig training) {
        ShardedUnlearning.requireFits(
                strategy, training.training(), training.cut().sharding());
    }
}
