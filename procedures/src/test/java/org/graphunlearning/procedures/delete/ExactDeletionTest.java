package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.facts;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.sha256;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** After a deletion the parameters equal, bit for bit, a training on what remains. */
@ExtendWith(TestDatabase.class)
class ExactDeletionTest {
    private static final Map<String, Object> DENSE =
            karateWith("sparseFeatures", null, "featureProperties", List.of("x", "v"), "normalizeFeatures", false);

    static Stream<Arguments> deletions() {
        var node = "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n)" + ROW;
        var nodes = "MATCH (n:Member) WHERE n.id IN [5, 6, 33] WITH collect(n) AS ns "
                + "CALL unlearn.deleteNode('club', ns)" + ROW;
        var byId = "MATCH (n:Member {id: 2}) CALL unlearn.deleteNode('club', elementId(n))" + ROW;
        var edge = "MATCH (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) " + "CALL unlearn.deleteEdge('club', r)" + ROW;
        var edges = "MATCH (:Member {id: 32})-[r:KNOWS]-() WITH collect(elementId(r)) AS rs "
                + "CALL unlearn.deleteEdge('club', rs)" + ROW;
        var feature = "MATCH (n:Member {id: 7}) CALL unlearn.deleteFeature('club', n)" + ROW;
        var batch = "MATCH (n:Member {id: 5}), (m:Member {id: 9}), (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) "
                + "CALL unlearn.delete('club', {nodes: n, relationships: [r], features: [{node: m}]})" + ROW;
        var everywhere = "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('*', n)" + ROW;
        return Stream.of(node, nodes, byId, edge, edges, feature, batch, everywhere)
                .flatMap(query -> Stream.of(
                        Arguments.of(query, KARATE),
                        Arguments.of(query, DENSE),
                        Arguments.of(query, karateWith("architecture", "GAT", "heads", 2L)),
                        Arguments.of(query, karateWith("orientation", "NATURAL", "architecture", "SAGE"))));
    }

    @ParameterizedTest
    @MethodSource("deletions")
    void equalsTrainingOnWhatRemains(String deletion, Map<String, Object> config, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", config);
        var before = sha256(database, "club");

        var row = database.run(deletion).get(0);

        assertThat(row).containsEntry("guarantee", "EXACT").containsEntry("modelName", "club");
        train(database, "fresh", config);
        assertThat(sha256(database, "club")).isNotEqualTo(before).isEqualTo(sha256(database, "fresh"));
        assertThat(facts(database, "club")).usingRecursiveComparison().isEqualTo(facts(database, "fresh"));
    }

    static Stream<Arguments> featureDeletions() {
        return Stream.of(
                Arguments.of("{properties: ['x']}", 1L, "RETURN n.x IS NULL AND n.v IS NOT NULL"),
                Arguments.of("{properties: 'v'}", 3L, "RETURN n.v IS NULL AND n.x IS NOT NULL"),
                Arguments.of("{indices: [0]}", 1L, "RETURN n.x IS NULL"),
                Arguments.of("{indices: [1, 3]}", 2L, "RETURN n.v[0] = 0 AND n.v[2] = 0 AND size(n.v) = 3"),
                Arguments.of("{}", 4L, "RETURN n.x IS NULL AND n.v IS NULL"));
    }

    @ParameterizedTest
    @MethodSource("featureDeletions")
    void deletesPartsOfDenseFeatures(String options, long cells, String check, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", DENSE);

        var row = database.run("MATCH (n:Member {id: 11}) CALL unlearn.deleteFeature('club', n, " + options + ")" + ROW)
                .get(0);

        assertThat(row).containsEntry("featuresUnlearned", cells).containsEntry("guarantee", "EXACT");
        assertThat(database.<Boolean>value("MATCH (n:Member {id: 11}) " + check))
                .isTrue();
        train(database, "fresh", DENSE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void removesSparseEntriesFromBothLists(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member) SET n.index = [n.id, (n.id + 1) % 34], n.weight = [1.0, 0.5]");
        var config = karateWith("sparseFeatures", Map.of("indices", "index", "values", "weight", "dimension", 34L));
        train(database, "club", config);

        var row = database.run("MATCH (n:Member {id: 11}) CALL unlearn.deleteFeature('club', n, {indices: [11, 30]}) "
                        + "YIELD featuresUnlearned RETURN featuresUnlearned")
                .get(0);

        assertThat(row).containsEntry("featuresUnlearned", 1L);
        assertThat(database.run("MATCH (n:Member {id: 11}) RETURN n.index AS i, n.weight AS w")
                        .get(0))
                .usingRecursiveComparison()
                .isEqualTo(Map.of("i", new long[] {12}, "w", new double[] {0.5}));
        train(database, "fresh", config);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void keepsParametersThatTheDeletionCannotReach(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("CREATE (:Member {id: 100, index: [3], faction: 1, split: 'test'})");
        train(database, "club", KARATE);
        var before = sha256(database, "club");

        var row = database.run("MATCH (n:Member {id: 100}) CALL unlearn.deleteNode('club', n)" + ROW)
                .get(0);

        assertThat(row).containsEntry("guarantee", "EXACT").containsEntry("nodesUnlearned", 1L);
        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(before).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void forgetsInEveryModelThatLearned(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "b", KARATE);
        train(database, "a", DENSE);
        database.run("MATCH (n:Member) WHERE n.id < 20 SET n:Early");
        train(database, "early", karateWith("nodeLabels", "Early"));
        var early = sha256(database, "early");

        var rows = database.run("MATCH (n:Member {id: 30}) CALL unlearn.deleteNode('*', n)" + ROW);

        assertThat(rows).extracting(row -> row.get("modelName")).containsExactly("a", "b");
        train(database, "freshA", DENSE);
        train(database, "freshB", KARATE);
        assertThat(sha256(database, "a")).isEqualTo(sha256(database, "freshA"));
        assertThat(sha256(database, "b")).isEqualTo(sha256(database, "freshB"));
        assertThat(sha256(database, "early")).isEqualTo(early);
    }

    @Test
    void followsTheGraphWhenItChangedSinceTraining(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run(
                "MATCH (a:Member {id: 14}) CREATE (a)-[:KNOWS]->(:Member {id: 50, index: [0], faction: 1, split: 'train'})");

        var row = database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n)" + ROW)
                .get(0);

        assertThat(row)
                .containsEntry(
                        "warnings",
                        List.of(
                                "The graph changed since the model was trained; the result refers to the graph as it is now."));
        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
        assertThat(database.<Long>value("MATCH (n:Member {id: 50}) WHERE n.`unlearn:club` >= 0 RETURN count(n)"))
                .isEqualTo(1);
    }

    @Test
    void forgetsWhatPlainCypherTookOutOfTheProjection(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (n:Member {id: 5}) REMOVE n:Member SET n:Former");

        var row = database.run("MATCH (n:Former) CALL unlearn.deleteNode('club', n, {strategy: 'finetune'})" + ROW)
                .get(0);

        assertThat(row).containsEntry("guarantee", "EXACT").containsEntry("strategy", "retrain");
        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }
}
