package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.repair.Repair;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.partitioning.shard.ShardedTrainer;
import org.graphunlearning.partitioning.shard.Sharding;
import org.junit.jupiter.api.Test;

class ShardedBlackBoxTest {
    /** Oracle: the combined probabilities; a graph that lacks a node has other rows. */
    @Test
    void answersWithLogarithmsOfWhatTheShardsSayTogether() {
        try (var compute = Compute.withThreads(1)) {
            var graph = SmallGraphs.keyed(2);
            var shardOf = new int[graph.nodeCount()];
            Arrays.setAll(shardOf, row -> row % 2);
            var map = new ShardMap(2, shardOf, new int[shardOf.length]);
            var sharding = new Sharding(2, Repair.NONE, false, Aggregation.NEIGHBOURS, 1);
            var config = Learner.named("GCN").config().withEpochs(10);
            var model = ShardedTrainer.train(graph, map, config, sharding, compute);
            var box = new ShardedBlackBox(model, new ShardedBlackBox.Place(graph, map, 3));

            var smaller = graph.without(ForgetSet.ofNodes(graph.key(0)));
            var rows = new int[] {0, 5, 17};
            float[] logits = box.logits(smaller, rows, compute);

            var homes = map.following(graph, smaller).homes(smaller);
            float[] expected = model.probabilities(smaller, homes, rows, compute);
            assertThat(logits).hasSameSizeAs(expected).hasSize(3 * box.classes().size());
            for (int i = 0; i < logits.length; i++) {
                assertThat(Math.exp(logits[i])).isCloseTo(expected[i], Offset.offset(1e-6));
            }
            assertThat(box.hops()).isEqualTo(3);
        }
    }
}
