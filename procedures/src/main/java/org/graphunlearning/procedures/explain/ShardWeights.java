package org.graphunlearning.procedures.explain;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.partitioning.aggregate.NeighbourWeights;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.procedures.projection.Projection;
import org.jspecify.annotations.Nullable;

/** How much each shard counts in the answer for a node, where the answer is a weighted sum of the shards' probabilities. */
final class ShardWeights {
    private ShardWeights() {}

    /**
     * Weights of some rows, rows x shards, each row summing to 1; no feature value enters them.
     *
     * @param rows ascending
     * @return null when the answer is no such sum
     */
    static float @Nullable [] of(ShardedModel model, Projection projection, int[] rows, Compute compute) {
        int shards = model.shards().size();
        return switch (model.aggregation()) {
            case MAJORITY -> null;
            case NEIGHBOURS ->
                NeighbourWeights.of(projection.graph(), projection.homes(shards), model.answering(), rows, compute);
            case MEAN -> repeated(scaled(model, new double[shards]), rows.length);
            case LEARNED, SIMILARITY -> repeated(scaled(model, model.weights()), rows.length);
        };
    }

    /** The weights of shards that answer, scaled to sum to 1; uniform when those have none. */
    private static float[] scaled(ShardedModel model, double[] weights) {
        var answering = model.answering();
        double sum = answering.stream().mapToDouble(s -> weights[s]).sum();
        var out = new float[weights.length];
        answering.stream().forEach(s -> out[s] = (float) (sum > 0 ? weights[s] / sum : 1.0 / answering.cardinality()));
        return out;
    }

    private static float[] repeated(float[] weights, int times) {
        var out = Arrays.copyOf(weights, weights.length * times);
        for (int i = 1; i < times; i++) {
            System.arraycopy(weights, 0, out, i * weights.length, weights.length);
        }
        return out;
    }
}
