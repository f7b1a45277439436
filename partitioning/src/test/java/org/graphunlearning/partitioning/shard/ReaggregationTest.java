package org.graphunlearning.partitioning.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.repair.Repair;
import org.graphunlearning.testgraphs.KarateClub;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReaggregationTest {
    private static final TrainingConfig CONFIG =
            TrainingConfig.defaults(Architecture.GCN).withEpochs(5);

    /** Zachary's club with its four communities; all but every fifth member train. */
    private static Graph karate() {
        var data = KarateClub.communities();
        int n = data.nodeCount();
        var labels = new Object[n];
        var roles = new byte[n];
        for (int row = 0; row < n; row++) {
            labels[row] = data.labels()[row];
            roles[row] = (byte) (row % 5 == 0 ? Role.TEST : Role.TRAIN).ordinal();
        }
        return Graph.of(
                IntStream.range(0, n).mapToLong(row -> 1337 + 3L * row).toArray(),
                Adjacency.of(n, data.sources(), data.targets(), data.edgeCount(), data.directed()),
                new SparseFeatures(data.featureCount(), data.featurePtr(), data.featureIdx(), data.featureVal()),
                Labels.of(labels),
                new Split(roles));
    }

    private static Sharding sharding(Aggregation aggregation) {
        return new Sharding(3, Repair.NONE, false, aggregation, 1);
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void isWhatTrainingWithThatAggregationGives(Aggregation aggregation) {
        var graph = karate();
        int n = graph.nodeCount();
        var map = new ShardMap(3, IntStream.range(0, n).map(row -> row * 3 / n).toArray(), new int[n]);
        try (var compute = Compute.withThreads(1)) {
            var trained = ShardedTrainer.train(graph, map, CONFIG, sharding(Aggregation.MEAN), compute);
            var again = ShardedTrainer.reaggregated(trained, graph, map, CONFIG, sharding(aggregation), compute);
            var expected = ShardedTrainer.train(graph, map, CONFIG, sharding(aggregation), compute);

            assertThat(again.aggregation()).isEqualTo(aggregation);
            assertThat(again.weights()).isEqualTo(expected.weights());
            assertThat(again.sha256()).isEqualTo(expected.sha256());
        }
    }
}
