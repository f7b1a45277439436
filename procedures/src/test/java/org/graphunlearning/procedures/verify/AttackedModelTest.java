package org.graphunlearning.procedures.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.partitioning.shard.ShardedRequest;
import org.graphunlearning.partitioning.shard.ShardedTrainer;
import org.graphunlearning.partitioning.shard.ShardedUnlearning;
import org.graphunlearning.procedures.projection.FeatureLayout;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.WordBags;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: what an exact deletion leaves, which retrains the shards it touches and no other. */
class AttackedModelTest {
    private static final int NODES = 120;

    private static Graph graph() {
        var words = new WordBags.Settings(30, 5, 0.4);
        var data = CitationLike.generate(new CitationLike.Settings(NODES, 3, 4, 0.4, 2.9, words, 5));
        var keys = new long[NODES];
        Arrays.setAll(keys, row -> 1337 + 3L * row);
        var roles = new byte[NODES];
        for (int row = 0; row < NODES; row++) {
            roles[row] = (byte) (row % 4 == 0 ? Role.TEST : Role.TRAIN).ordinal();
        }
        return Graph.of(
                keys,
                Adjacency.of(NODES, data.sources(), data.targets(), data.edgeCount(), false),
                new SparseFeatures(data.featureCount(), data.featurePtr(), data.featureIdx(), data.featureVal()),
                Labels.of(Arrays.stream(data.labels()).boxed().toArray()),
                new Split(roles));
    }

    private static Projection projected(Graph graph, ShardMap map) {
        var marks = new long[NODES];
        Arrays.setAll(
                marks, row -> Marks.of(map.shardOfRow()[row], graph.split().role(row), map.ghosts()[row]));
        var layout = new FeatureLayout(List.of("index"), new int[] {30});
        return new Projection(graph, new long[NODES], marks, layout, new Projection.Counts(0, 0, 0));
    }

    private static TrainConfig config(Map<String, Object> sharding) {
        var raw = new LinkedHashMap<String, Object>(Map.of(
                "nodeLabels", "Paper",
                "relationshipTypes", "CITES",
                "sparseFeatures", Map.of("indices", "index", "dimension", 30L),
                "targetProperty", "topic",
                "architecture", "SAGE",
                "hiddenChannels", 4L,
                "epochs", 3L));
        raw.putAll(sharding);
        return TrainConfig.parse(raw);
    }

    @ParameterizedTest
    @CsvSource({"mean, none", "learned, zero", "neighbours, mirror"})
    void theReferenceOfShardsIsWhatAnExactDeletionLeaves(String aggregation, String repair) {
        var graph = graph();
        var config = config(Map.of("shards", 3L, "aggregation", aggregation, "repair", repair));
        var shardOf = new int[NODES];
        Arrays.setAll(shardOf, row -> row % 3);
        var cut = new ShardMap(3, shardOf, new int[NODES]);
        var map = repair.equals("none") ? cut : cut.withGhosts(graph.adjacency());
        var forget = ForgetSet.ofNodes(graph.key(1), graph.key(5), graph.key(7));
        var sharding = config.cut().sharding();
        try (var compute = Compute.withThreads(2)) {
            var model = ShardedTrainer.train(graph, map, config.training(), sharding, compute);
            var asTrained = new BitSet();
            asTrained.set(0, 3);
            var request = new ShardedRequest(graph, map, forget, config.training(), sharding);
            var left = ShardedUnlearning.plan(request, new BitSet())
                    .run(model, asTrained, new Retrain(), compute)
                    .model();

            var reference =
                    new AttackedModel(projected(graph, map), config).retrained(graph.without(forget), forget, compute);

            assertThat(reference.sha256()).isEqualTo(left.sha256()).isNotEqualTo(model.sha256());
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void answersAreThoseOfAllShardsTogether(int shards) {
        var graph = graph();
        var config = config(shards == 1 ? Map.of() : Map.of("shards", (long) shards));
        var shardOf = new int[NODES];
        Arrays.setAll(shardOf, row -> row % shards);
        var map = new ShardMap(shards, shardOf, new int[NODES]);
        var projection = projected(graph, map);
        var smaller = graph.without(ForgetSet.ofNodes(graph.key(0)));
        int[] rows = {0, 4, 17};
        try (var compute = Compute.withThreads(2)) {
            var model = ShardedTrainer.train(
                    graph, map, config.training(), config.cut().sharding(), compute);
            var box = new AttackedModel(projection, config).asked(model);

            float[] logits = box.logits(smaller, rows, compute);

            var homes = map.following(graph, smaller).homes(smaller);
            float[] expected = model.probabilities(smaller, homes, rows, compute);
            for (int i = 0; i < rows.length; i++) {
                assertThat(softmax(logits, i * 3)).containsExactly(widened(expected, i * 3), within(1e-6));
            }
            assertThat(box.classes()).isEqualTo(model.classes());
        }
    }

    private static double[] softmax(float[] logits, int start) {
        var out = new double[3];
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            out[c] = Math.exp(logits[start + c]);
            sum += out[c];
        }
        for (int c = 0; c < 3; c++) {
            out[c] /= sum;
        }
        return out;
    }

    private static double[] widened(float[] values, int start) {
        return new double[] {values[start], values[start + 1], values[start + 2]};
    }
}
