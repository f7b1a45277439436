package org.graphunlearning.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.modality.Classifications;
import ai.djl.repository.zoo.Criteria;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.graphunlearning.gnn.djl.GnnEngine;
import org.graphunlearning.gnn.djl.NodeClassificationTranslator;
import org.graphunlearning.gnn.djl.NodeQuery;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.workbench.e2e.SharedServer.Running;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model trained inside Neo4j and served outside, in this JVM, which has no class of Neo4j's but the driver's. */
@ExtendWith(SharedServer.class)
class ExportIT {
    @ParameterizedTest
    @ValueSource(strings = {"GCN", "GAT", "SGC", "SIGN", "SAGE", "GIN"})
    void answersTheSameProbabilitiesOutside(String architecture, @TempDir Path folder, Running running)
            throws Exception {
        SmallGraph.load(running.client());
        running.client().train("small", SmallGraph.configuration(Map.of("architecture", architecture)));
        Files.write(folder.resolve("small.gnn"), Base64.getDecoder().decode(exported(running)));

        var criteria = Criteria.builder()
                .setTypes(NodeQuery.class, Classifications[].class)
                .optEngine(GnnEngine.NAME)
                .optModelPath(folder)
                .optTranslator(new NodeClassificationTranslator())
                .build();
        Classifications[] outside;
        try (var model = criteria.loadModel();
                var predictor = model.newPredictor()) {
            outside = predictor.predict(NodeQuery.all(graph(SmallGraph.DATA)));
        }

        var inside = running.client().predict("small");
        assertThat(outside).hasSize(inside.size());
        for (int node = 0; node < outside.length; node++) {
            var prediction = inside.get((long) node);
            assertThat(outside[node].getProbabilities()).isEqualTo(prediction.probabilities());
            assertThat(outside[node].best().getClassName()).isEqualTo(Long.toString(prediction.predictedClass()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "GCN")
    void comesBackUnderAnotherName(String architecture, Running running) {
        SmallGraph.load(running.client());
        var trained = running.client().train("small", SmallGraph.configuration(Map.of("architecture", architecture)));

        var row = running.client()
                .run(
                        "CALL unlearn.model.import('copy', $content) YIELD attached, warnings RETURN attached, warnings",
                        Map.of("content", exported(running)))
                .get(0);

        assertThat(row.get("attached").asBoolean()).as("%s", row).isTrue();
        assertThat(running.client().sha256("copy")).isEqualTo(trained.sha256());
        assertThat(running.client().predict("copy")).isEqualTo(running.client().predict("small"));
    }

    private static String exported(Running running) {
        return running.client()
                .run("CALL unlearn.model.export('small') YIELD content RETURN content", Map.of())
                .get(0)
                .get("content")
                .asString();
    }

    private static Graph graph(GraphData data) {
        int nodes = data.nodeCount();
        var keys = new long[nodes];
        Arrays.setAll(keys, node -> node);
        var roles = new byte[nodes];
        Arrays.fill(roles, (byte) Role.NONE.ordinal());
        return Graph.of(
                keys,
                Adjacency.of(nodes, data.sources(), data.targets(), data.edgeCount(), false),
                new SparseFeatures(data.featureCount(), data.featurePtr(), data.featureIdx(), data.featureVal()),
                Labels.of(new Object[nodes]),
                new Split(roles));
    }
}
