package org.graphunlearning.procedures.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestDatabase.class)
class PredictProceduresTest {
    @BeforeEach
    void trainTheClub(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
    }

    @Test
    @SuppressWarnings("unchecked")
    void streamsAClassAndItsProbabilitiesForEveryNode(TestDatabase.Running database) {
        var rows = database.run("CALL unlearn.predict.stream('club') YIELD node, predictedClass, probabilities "
                + "RETURN node.id AS id, predictedClass, probabilities ORDER BY id");

        assertThat(rows).hasSize(34);
        for (var row : rows) {
            var shares = (List<Double>) row.get("probabilities");
            assertThat(shares).hasSize(2);
            assertThat(shares.get(0) + shares.get(1)).isCloseTo(1, within(1e-6));
            assertThat(row.get("predictedClass")).isEqualTo(shares.get(0) >= shares.get(1) ? 0L : 1L);
        }
        assertThat(rows.get(0)).containsEntry("predictedClass", 0L);
        assertThat(rows.get(33)).containsEntry("predictedClass", 1L);
    }

    @Test
    void answersForSomeNodesAsForAll(TestDatabase.Running database) {
        var all = database.run("CALL unlearn.predict.stream('club') YIELD node, probabilities "
                + "WHERE node.id IN [3, 30] RETURN node.id AS id, probabilities ORDER BY id");

        var some = database.run("MATCH (n:Member) WHERE n.id IN [3, 30] WITH collect(n) AS nodes "
                + "CALL unlearn.predict.stream('club', {nodes: nodes}) YIELD node, probabilities "
                + "RETURN node.id AS id, probabilities ORDER BY id");

        assertThat(some).isEqualTo(all);
    }

    @Test
    void needsNoLabelsToPredict(TestDatabase.Running database) {
        database.run("MATCH (n:Member) REMOVE n.faction, n.split");

        assertThat(database.<Long>value("CALL unlearn.predict.stream('club') YIELD node RETURN count(node)"))
                .isEqualTo(34);
    }

    @Test
    void writesClassAndProbabilities(TestDatabase.Running database) {
        var row = database.run(
                        "CALL unlearn.predict.write('club', {writeProperty: 'guess', probabilityProperty: 'shares'})")
                .get(0);

        assertThat(row).containsEntry("nodePropertiesWritten", 68L).containsEntry("modelName", "club");
        assertThat(database.<Long>value(
                        "MATCH (n:Member) WHERE n.guess IN [0, 1] AND size(n.shares) = 2 RETURN count(n)"))
                .isEqualTo(34);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "CALL unlearn.predict.stream('clab')|Model `clab` does not exist. Did you mean `club`?",
                "CALL unlearn.predict.write('club', {})|Configuration key `writeProperty` is missing.",
                "CALL unlearn.predict.write('club', {writeProperty: 'faction'})|Property `faction` is an input of the model; write predictions elsewhere.",
                "CALL unlearn.predict.write('club', {writeProperty: 'a', probabilityProperty: 'a'})|`writeProperty` and `probabilityProperty` must differ.",
                "CALL unlearn.predict.write('club', {writeProperty: 'unlearn:club'})|Properties that begin with `unlearn:` are the plugin's own.",
                "CALL unlearn.predict.stream('club', {node: 1})|Unexpected configuration key `node`. Did you mean `nodes`?"
            })
    void refuses(String query, String message, TestDatabase.Running database) {
        assertThatThrownBy(() -> database.run(query)).rootCause().hasMessage(message);
    }

    @Test
    void refusesANodeOutsideTheProjection(TestDatabase.Running database) {
        assertThatThrownBy(() -> database.run("MATCH (n:Filler) WITH n LIMIT 1 "
                        + "CALL unlearn.predict.stream('club', {nodes: n}) YIELD node RETURN node"))
                .rootCause()
                .hasMessageMatching("Node \\S+ is not in the model's projection; check its labels\\.");
    }

    @Test
    void noticesDamagedParameters(TestDatabase.Running database) {
        database.run("MATCH (s:UnlearnShard)-[:HAS_CHUNK]->(c) SET s.sha256 = 'x'");

        assertThatThrownBy(() -> database.run("CALL unlearn.predict.stream('club')"))
                .rootCause()
                .hasMessage("The stored parameters of a model are damaged: their SHA-256 differs.");
    }

    @Test
    void noticesMissingParameters(TestDatabase.Running database) {
        database.run("MATCH (s:UnlearnShard) DETACH DELETE s");

        assertThatThrownBy(() -> database.run("CALL unlearn.predict.stream('club')"))
                .hasStackTraceContaining("The stored parameters of model `club` are incomplete.");
    }
}
