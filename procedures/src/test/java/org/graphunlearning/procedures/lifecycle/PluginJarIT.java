package org.graphunlearning.procedures.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;

/** The packed jar in a plugin folder, sandboxed: no procedure is unrestricted. */
class PluginJarIT {
    private static Neo4j neo4j;

    @BeforeAll
    static void startWithThePackedJar(@TempDir Path plugins) throws IOException {
        var jar = Path.of(System.getProperty("plugin.jar"));
        Files.copy(jar, plugins.resolve(jar.getFileName()));
        neo4j = Neo4jBuilders.newInProcessBuilder(Path.of("target"))
                .withConfig(BoltConnector.enabled, false)
                .withConfig(GraphDatabaseSettings.plugin_dir, plugins)
                .withConfig(GraphDatabaseSettings.procedure_unrestricted, List.of())
                .withDisabledServer()
                .build();
    }

    @AfterAll
    static void stop() {
        neo4j.close();
    }

    @Test
    void trainsPredictsAndDeletesInTheSandbox() {
        run("UNWIND range(0, 39) AS i CREATE (:N {id: i, x: [toFloat(i % 2), 1.0], y: i % 2})");
        run("MATCH (a:N), (b:N) WHERE b.id = (a.id + 2) % 40 CREATE (a)-[:R]->(b)");
        run("CALL unlearn.train('m', {nodeLabels: 'N', featureProperties: 'x', targetProperty: 'y', epochs: 5})");

        var predictions = run("CALL unlearn.predict.stream('m') YIELD node RETURN count(node) AS count");
        var deletion = run("MATCH (n:N {id: 7}) CALL unlearn.deleteNode('m', n) YIELD guarantee RETURN guarantee");

        assertThat(predictions.get(0)).containsEntry("count", 40L);
        assertThat(deletion.get(0)).containsEntry("guarantee", "EXACT");
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("RETURN unlearn.version() AS version").get(0)).containsEntry("version", PluginVersion.CURRENT);
    }

    private static List<Map<String, Object>> run(String query) {
        try (var tx = neo4j.defaultDatabaseService().beginTx();
                var result = tx.execute(query)) {
            var rows = result.stream().toList();
            tx.commit();
            return rows;
        }
    }
}
