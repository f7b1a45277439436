package org.graphunlearning.procedures.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.graphdb.Label;

/** Plants words in what is deleted and looks for them wherever the plugin writes or speaks. */
@ExtendWith(TestDatabase.class)
class CanaryTest {
    private static final String PLANT = "MATCH (n:Member) SET n.key = 'k' + n.id, n.side = 'side' + n.faction "
            + "WITH n WHERE n.id = 5 SET n:Canaryson, n.name = 'Canary Bird', n.key = 'canary-key', n.side = 'canary-side',"
            + " n.split = 'train' WITH n MATCH (n)-[r]-() SET r.note = 'canary-note' RETURN DISTINCT elementId(n) AS id";
    private static final Map<String, Object> CONFIG =
            Map.of("verify", true, "requestId", "r-1", "strategy", "finetune");

    @Test
    void nothingSaysWhatWasDeleted(TestDatabase.Running database) {
        Graphs.karate(database);
        var id = (String) database.run(PLANT).get(0).get("id");
        var relationship = database.<String>value("MATCH (:Member {id: 5})-[r]-() RETURN elementId(r) LIMIT 1");
        train(database, "club", karateWith("targetProperty", "side", "nodeKeyProperty", "key"));
        var said = new ArrayList<Object>();
        said.add(database.run(
                "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, $config) YIELD requestId, verdict, warnings,"
                        + " measures, configuration RETURN requestId, verdict, warnings, measures, configuration",
                Map.of("config", CONFIG)));

        said.add(database.run("CALL unlearn.verify('r-1')"));
        var targets = database.run("CALL unlearn.verify.targets('r-1')");
        said.add(targets);
        for (var target : targets) {
            said.add(database.run(
                    "CALL unlearn.verify.heatmap('r-1', $target)", Map.of("target", target.get("target"))));
        }
        said.add(database.run("CALL unlearn.verify.rules('r-1')"));
        said.add(database.run("CALL unlearn.certificate.get('r-1')"));
        said.add(database.run("CALL unlearn.certificate.export()"));
        said.add(database.run("CALL unlearn.certificate.verify('r-1', {recompute: true})"));
        said.add(database.run("CALL unlearn.model.list('club')"));
        said.add(String.valueOf(catchThrowable(() -> database.run("CALL unlearn.verify.heatmap('r-1', 'x')"))));
        said.addAll(records(database));

        assertThat(targets).isNotEmpty();
        assertThat(said.toString()).doesNotContainIgnoringCase("canary");
        assertThat(tokens(said.toString())).doesNotContain(id, relationship);
    }

    /** Element ids begin alike, so whole ones are compared. */
    private static List<String> tokens(String text) {
        return Arrays.asList(text.split("[^0-9a-f:-]+"));
    }

    /** Everything the plugin keeps as nodes but parameters. */
    private static List<String> records(TestDatabase.Running database) {
        return database.commit(tx -> {
            var out = new ArrayList<String>();
            for (var label : List.of("UnlearnVerification", "UnlearnCertificate", "UnlearnEntry", "UnlearnModel")) {
                tx.findNodes(Label.label(label)).forEachRemaining(node -> node.getAllProperties()
                        .forEach((key, value) -> out.add(key + "=" + Arrays.deepToString(new Object[] {value}))));
            }
            return out;
        });
    }
}
