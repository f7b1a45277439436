package org.graphunlearning.procedures.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.sha256;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabase.class)
class ModelProceduresTest {
    @BeforeEach
    void trainTheClub(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
    }

    private static String content(TestDatabase.Running database) {
        return database.value("CALL unlearn.model.export('club') YIELD content");
    }

    private static Map<String, Object> imported(TestDatabase.Running database, String name, String content) {
        return database.run("CALL unlearn.model.import($name, $content)", Map.of("name", name, "content", content))
                .get(0);
    }

    @Test
    void listsModelsByName(TestDatabase.Running database) {
        train(database, "abacus", karateWith("architecture", "SGC"));

        var rows = database.run("CALL unlearn.model.list()");

        assertThat(rows).extracting(row -> row.get("modelName")).containsExactly("abacus", "club");
        assertThat(rows.get(1)).containsEntry("nodeCount", 34L).containsEntry("relationshipCount", 78L);
        assertThat(rows.get(1).get("configuration"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("nodeLabels", List.of("Member"));
        assertThat(rows.get(1).get("modelInfo"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("sha256", rows.get(1).get("sha256"));
    }

    @Test
    void tellsWhetherAModelExists(TestDatabase.Running database) {
        assertThat(database.<Boolean>value("CALL unlearn.model.exists('club') YIELD exists"))
                .isTrue();
        assertThat(database.<Boolean>value("CALL unlearn.model.exists('clob') YIELD exists"))
                .isFalse();
    }

    @Test
    void dropsAModelAndItsMarks(TestDatabase.Running database) {
        database.run("CALL unlearn.model.drop('club')");

        assertThat(database.run("CALL unlearn.model.list()")).isEmpty();
        assertThat(database.<Long>value(
                        "MATCH (n) WHERE n:UnlearnModel OR n:UnlearnShard OR n:UnlearnChunk RETURN count(n)"))
                .isZero();
        assertThat(database.<Long>value("MATCH (n:Member) WHERE n.`unlearn:club` IS NOT NULL RETURN count(n)"))
                .isZero();
    }

    @Test
    void importsWhatItExported(TestDatabase.Running database) {
        var row = imported(database, "copy", content(database));

        assertThat(row).containsEntry("attached", true).containsEntry("warnings", List.of());
        assertThat(sha256(database, "copy")).isEqualTo(sha256(database, "club"));
        var query = " YIELD node, probabilities RETURN node.id AS id, probabilities ORDER BY id";
        assertThat(database.run("CALL unlearn.predict.stream('copy')" + query))
                .isEqualTo(database.run("CALL unlearn.predict.stream('club')" + query));
    }

    @Test
    void unlearnsFromAnImportedModel(TestDatabase.Running database) {
        imported(database, "copy", content(database));

        var rows = database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('*', n)" + ROW);

        assertThat(rows).extracting(row -> row.get("guarantee")).containsExactly("EXACT", "EXACT");
        assertThat(sha256(database, "copy")).isEqualTo(sha256(database, "club"));
    }

    @Test
    void importsIntoAnotherGraphWithoutAttaching(TestDatabase.Running database) {
        var content = content(database);
        database.run("MATCH (n:Member {id: 5}) DETACH DELETE n");

        var row = imported(database, "copy", content);

        assertThat(row)
                .containsEntry("attached", false)
                .containsEntry(
                        "warnings",
                        List.of(
                                "Not attached to this graph: it is not the one the model was trained on, so deletions here do "
                                        + "not reach the model."));
        assertThat(database.<Long>value("CALL unlearn.predict.stream('copy') YIELD node RETURN count(node)"))
                .isEqualTo(33);
    }

    @Test
    void importsIntoAnEmptyGraph(TestDatabase.Running database) {
        var content = content(database);
        database.run("MATCH (n:Member) DETACH DELETE n");

        assertThat(imported(database, "copy", content))
                .containsEntry(
                        "warnings",
                        List.of("Not attached to this graph: The graph is empty: no node has a label of Member."));
    }

    @Test
    void refusesToImportUnderANameThatIsTaken(TestDatabase.Running database) {
        var content = content(database);

        assertThatThrownBy(() -> imported(database, "club", content))
                .rootCause()
                .hasMessageStartingWith("Model `club` already exists;");
    }

    @Test
    void attachesNothingThatADeletionUnderWayWouldMiss(TestDatabase.Running database) throws Exception {
        var content = content(database);
        var pool = Executors.newSingleThreadExecutor();
        try (var tx = database.service().beginTx()) {
            TestDatabase.Running.rows(
                    tx,
                    "MATCH (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) CALL unlearn.deleteEdge('club', r)" + ROW,
                    Map.of());
            var pending = pool.submit(() -> imported(database, "copy", content));
            while (!pending.isDone() && !isBlocked(database)) {
                Thread.onSpinWait();
            }
            tx.commit();

            assertThatThrownBy(pending::get)
                    .rootCause()
                    .hasMessage("Something was unlearned while the model was being imported, so it may still hold it; "
                            + "import again.");
        } finally {
            pool.shutdown();
        }
    }

    private static boolean isBlocked(TestDatabase.Running database) {
        return !database.run(
                        "SHOW TRANSACTIONS YIELD currentQuery, status "
                                + "WHERE currentQuery CONTAINS 'unlearn.model.import' AND status STARTS WITH 'Blocked' RETURN status")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 40, 200, -1, -40})
    void refusesDamagedContent(int position, TestDatabase.Running database) {
        var bytes = Base64.getDecoder().decode(content(database));
        bytes[position < 0 ? bytes.length + position : position] ^= 1;
        var damaged = Base64.getEncoder().encodeToString(bytes);

        assertThatThrownBy(() -> imported(database, "copy", damaged))
                .rootCause()
                .hasMessageMatching(
                        "The model is damaged: its SHA-256 .*|These bytes are not a model.|The model has format version .*");
        assertThat(database.<Boolean>value("CALL unlearn.model.exists('copy') YIELD exists"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "QUJD"})
    void refusesContentThatIsNoExport(String content, TestDatabase.Running database) {
        assertThatThrownBy(() -> imported(database, "copy", content))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("`content` is .*|These bytes are not a model.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "drop", "export"})
    void suggestsANameForAnUnknownModel(String verb, TestDatabase.Running database) {
        assertThatThrownBy(() -> database.run("CALL unlearn.model." + verb + "('clubb')"))
                .rootCause()
                .hasMessage("Model `clubb` does not exist. Did you mean `club`?");
    }

    @Test
    void freesTheNameForANewTraining(TestDatabase.Running database) {
        var before = sha256(database, "club");
        database.run("CALL unlearn.model.drop('club')");

        train(database, "club", KARATE);

        assertThat(sha256(database, "club")).isEqualTo(before);
    }

    @Test
    void noticesAModelChangedFromOutside(TestDatabase.Running database) {
        database.run("MATCH (m:UnlearnModel) SET m.version = 'one'");

        assertThatThrownBy(() -> database.run("CALL unlearn.model.list()"))
                .rootCause()
                .hasMessage(
                        "A stored model lacks a valid property `version`; its `UnlearnModel` node was changed from outside.");
    }
}
