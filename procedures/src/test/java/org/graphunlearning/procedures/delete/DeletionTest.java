package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.sha256;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabase.class)
class DeletionTest {
    @Test
    void restoresEverythingOnRollback(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var state = database.state();
        var predictions = predictions(database);

        try (var tx = database.service().beginTx()) {
            TestDatabase.Running.rows(
                    tx, "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n)" + ROW, Map.of());
            assertThat(TestDatabase.Running.rows(tx, "MATCH (n:Member {id: 5}) RETURN n", Map.of()))
                    .isEmpty();
            tx.rollback();
        }

        assertThat(database.state()).isEqualTo(state);
        assertThat(predictions(database)).isEqualTo(predictions);
    }

    private static List<Map<String, Object>> predictions(TestDatabase.Running database) {
        return database.run("CALL unlearn.predict.stream('club') YIELD node, predictedClass, probabilities "
                + "RETURN node.id AS id, predictedClass, probabilities ORDER BY id");
    }

    @Test
    void seesTheFirstOfTwoDeletionsInOneTransaction(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        database.commit(tx -> {
            TestDatabase.Running.rows(
                    tx, "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n)" + ROW, Map.of());
            return TestDatabase.Running.rows(
                    tx,
                    "MATCH (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) CALL unlearn.deleteEdge('club', r)" + ROW,
                    Map.of());
        });

        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
        assertThat(database.<Long>value("MATCH (m:UnlearnModel {name: 'club'}) RETURN m.version"))
                .isEqualTo(3);
    }

    @Test
    void seesPlainChangesOfTheSameTransaction(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        database.commit(tx -> {
            TestDatabase.Running.rows(tx, "MATCH (n:Member {id: 20}) DETACH DELETE n", Map.of());
            return TestDatabase.Running.rows(
                    tx, "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n)" + ROW, Map.of());
        });

        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void leavesNoOldChunksBehind(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", karateWith("hiddenChannels", 2000L, "epochs", 1L));
        var chunks = database.<Long>value("MATCH (c:UnlearnChunk) RETURN count(c)");

        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n)" + ROW);

        assertThat(chunks).isGreaterThan(2);
        assertThat(database.<Long>value("MATCH (c:UnlearnChunk) RETURN count(c)"))
                .isEqualTo(chunks);
        assertThat(database.<Long>value("MATCH (s:UnlearnShard) RETURN count(s)"))
                .isEqualTo(1);
    }

    @Test
    void letsConcurrentDeletionsOnOneModelFollowEachOther(TestDatabase.Running database) throws Exception {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var ready = new CountDownLatch(2);
        var pool = Executors.newFixedThreadPool(2);
        try {
            var pending = List.of(5L, 9L).stream()
                    .map(id -> pool.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return database.run(
                                "MATCH (n:Member {id: $id}) CALL unlearn.deleteNode('club', n)" + ROW,
                                Map.of("id", id));
                    }))
                    .toList();
            for (var one : pending) {
                assertThat(one.get()).hasSize(1);
            }
        } finally {
            pool.shutdown();
        }

        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
        assertThat(database.<Long>value("MATCH (m:UnlearnModel {name: 'club'}) RETURN m.version"))
                .isEqualTo(3);
    }

    @Test
    void answersARepeatedRequestWithoutRepeatingIt(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var elementId = database.<String>value("MATCH (n:Member {id: 5}) RETURN elementId(n)");
        var query = "CALL unlearn.deleteNode('club', $node, {requestId: 'r-1'})" + ROW;
        var first = database.run(query, Map.of("node", elementId));
        var state = database.state();

        var second = database.run(query, Map.of("node", elementId));

        assertThat(second).isEqualTo(first);
        assertThat(database.state()).isEqualTo(state);
    }

    @Test
    void certifiesInTheSameTransaction(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var before = sha256(database, "club");

        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, {requestId: 'r-1'})" + ROW);

        var record = database.<String>value("MATCH (c:UnlearnCertificate {requestId: 'r-1'}) RETURN c.record");
        assertThat(record)
                .contains("\"modelBefore\":\"" + before + "\"")
                .contains("\"modelAfter\":\"" + sha256(database, "club") + "\"")
                .contains("\"nodes\":1")
                .doesNotContain("Member");
    }

    @Test
    void changesNoBitForWhatWasNeverTrainedOn(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("CREATE (:Member {id: 99, index: [1], faction: 0, split: 'train'})");
        var before = sha256(database, "club");

        var row = database.run("MATCH (n:Member {id: 99}) CALL unlearn.deleteNode('club', n)" + ROW)
                .get(0);

        assertThat(row)
                .containsEntry("guarantee", "NOT_IN_TRAINING_SET")
                .containsEntry("modelName", "club")
                .containsEntry("nodesUnlearned", 0L);
        assertThat(sha256(database, "club")).isEqualTo(before);
        assertThat(database.<Long>value("MATCH (m:UnlearnModel {name: 'club'}) RETURN m.version"))
                .isEqualTo(1);
        assertThat(database.run("MATCH (n:Member {id: 99}) RETURN n")).isEmpty();
    }

    @Test
    void cleansTheGraphEvenWithoutAnyModel(TestDatabase.Running database) {
        Graphs.karate(database);

        var row = database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('*', n)" + ROW)
                .get(0);

        assertThat(row).containsEntry("guarantee", "NOT_IN_TRAINING_SET").containsEntry("modelName", "*");
        assertThat(database.run("MATCH (n:Member {id: 5}) RETURN n")).isEmpty();
    }

    @Test
    void keepsAnEdgeThatAParallelRelationshipKeeps(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (a:Member {id: 0})-[:KNOWS]-(b:Member {id: 1}) CREATE (b)-[:KNOWS {second: true}]->(a)");
        train(database, "club", KARATE);
        var before = sha256(database, "club");

        var row = database.run("MATCH ()-[r:KNOWS {second: true}]->() CALL unlearn.deleteEdge('club', r)" + ROW)
                .get(0);

        assertThat(row)
                .containsEntry("guarantee", "EXACT")
                .containsEntry("relationshipsUnlearned", 0L)
                .containsEntry("shardsTouched", 0L)
                .containsEntry(
                        "warnings",
                        List.of(
                                "A parallel relationship keeps 1 edge of the request in the graph, so the model keeps it too."));
        assertThat(sha256(database, "club")).isEqualTo(before);
        assertThat(database.run("MATCH ()-[r:KNOWS {second: true}]->() RETURN r"))
                .isEmpty();
    }

    @Test
    void treatsOpposedRelationshipsAsTwoEdgesWhereDirectionCounts(TestDatabase.Running database) {
        var config = karateWith("orientation", "REVERSE");
        Graphs.karate(database);
        database.run("MATCH (a:Member {id: 0})-[:KNOWS]-(b:Member {id: 1}) CREATE (b)-[:KNOWS {second: true}]->(a)");
        train(database, "club", config);

        var row = database.run("MATCH ()-[r:KNOWS {second: true}]->() CALL unlearn.deleteEdge('club', r)" + ROW)
                .get(0);

        assertThat(row).containsEntry("relationshipsUnlearned", 1L);
        train(database, "fresh", config);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void saysWhichModelsStillRemember(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "a", KARATE);
        train(database, "b", KARATE);

        var row = database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('a', n)" + ROW)
                .get(0);

        assertThat(row)
                .containsEntry(
                        "warnings",
                        List.of(
                                "Still remembered by model `b`; with '*' as `modelName` every model forgets, and `CALL unlearn.process('*')` makes up for it."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"finetune", "unlink"})
    void namesWhatAnApproximateStrategyIsWorth(String strategy, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        var row = database.run(
                        "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, {strategy: $strategy})" + ROW,
                        Map.of("strategy", strategy))
                .get(0);

        assertThat((String) row.get("guarantee")).isIn("APPROXIMATE", "OUTPUT_ONLY", "EXACT");
        assertThat(database.<String>value("MATCH (m:UnlearnModel) RETURN m.guarantee"))
                .isEqualTo(row.get("guarantee"));
    }

    @Test
    void retrainsAfterAnApproximateDeletionInsteadOfKeeping(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, {strategy: 'unlink'})" + ROW);

        var row = database.run("MATCH (n:Member {id: 6}) CALL unlearn.deleteNode('club', n)" + ROW)
                .get(0);

        assertThat(row).containsEntry("guarantee", "EXACT");
        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void forgetsAClassWithItsLastNode(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member {id: 5}) SET n.faction = 7, n.split = 'train'");
        train(database, "club", KARATE);

        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n)" + ROW);

        assertThat(database.<Object>value("MATCH (m:UnlearnModel) RETURN m.classes"))
                .isEqualTo(new long[] {0, 1});
        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void estimatesWithoutDeleting(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var state = database.state();

        var row = database.run(
                        "MATCH (n:Member {id: 5}) CALL unlearn.delete.estimate('club', {nodes: n}) YIELD modelName, shardsTouched, affectedNodes, predictedMillis RETURN modelName, shardsTouched, affectedNodes, predictedMillis")
                .get(0);

        assertThat(row).containsEntry("modelName", "club").containsEntry("shardsTouched", 1L);
        assertThat((long) row.get("affectedNodes")).isPositive();
        assertThat((Map<?, ?>) row.get("predictedMillis")).isNotEmpty();
        assertThat(database.state()).isEqualTo(state);
    }

    @Test
    void estimatesNothingForWhatWasNeverTrainedOn(TestDatabase.Running database) {
        Graphs.karate(database);

        var row = database.run(
                        "MATCH (n:Member {id: 5}) CALL unlearn.delete.estimate('*', {nodes: n}) YIELD modelName, advice RETURN modelName, advice")
                .get(0);

        assertThat(row)
                .containsEntry("modelName", "*")
                .containsEntry("advice", "The model never learned from this; deleting it changes no parameter.");
    }
}
