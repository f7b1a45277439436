package org.graphunlearning.procedures.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.train;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plain Cypher takes away from a model in one piece, and what it does not. */
@ExtendWith(TestDatabase.class)
class DeletionHookTest {
    private static void club(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MATCH (n:Member {id: 5}) DETACH DELETE n | club NODE 1 [0]",
                "MATCH (n:Member) WHERE n.id < 3 DETACH DELETE n | club NODE 3 [0]",
                "MATCH (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) DELETE r | club RELATIONSHIP 1 [0]",
                "MATCH (n:Member {id: 7}) REMOVE n.index | club FEATURE 1 [0]",
                "MATCH (n:Member {id: 7}) SET n.index = [3] | club FEATURE 1 [0]",
                "MATCH (n:Member {id: 7}) REMOVE n.faction | club LABEL 1 [0]",
                "MATCH (n:Member {id: 7}) SET n.faction = 1 - n.faction | club LABEL 1 [0]",
                "MATCH (n:Member {id: 7}) SET n.split = 'none' | club LABEL 1 [0]",
                "MATCH (n:Member {id: 7}) REMOVE n:Member | club NODE 1 [0]",
                "MATCH (n:Member {id: 7}) SET n = {id: 7, faction: n.faction, split: n.split} | club FEATURE 1 [0]"
            })
    void recordsWhatIsTakenAway(String query, String expected, TestDatabase.Running database) {
        club(database);

        database.run(query);

        assertThat(Pendings.all(database)).containsExactly(expected);
        assertThat(database.<Long>value("CALL unlearn.model.list('club') YIELD pending RETURN pending"))
                .isEqualTo(Long.parseLong(expected.split(" ")[2]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n:Member {id: 7}) SET n.nickname = 'seven'",
                "MATCH (n:Member {id: 7}) SET n.x = 3.5",
                "MATCH (n:Member {id: 7}) SET n.index = n.index",
                "MATCH (n:Member {id: 7}) SET n:Former",
                "MATCH (n:Member {id: 7}) CREATE (n)-[:KNOWS]->(:Member {id: 70, index: [1], faction: 0, split: 'train'})",
                "MATCH (n:Member {id: 7}) CREATE (n)-[:LIKES]->(n)",
                "CREATE (n:Member {id: 71, index: [2]}) WITH n SET n.index = [3] DELETE n",
                "MATCH (n:Filler) WITH n LIMIT 5 DETACH DELETE n",
                "MATCH (n:Filler) WITH n LIMIT 5 SET n.index = [1], n.faction = 2",
                "MATCH (c:UnlearnChunk) WITH c LIMIT 1 SET c.index = c.index"
            })
    void recordsNothingWhereNothingLearnedIsTaken(String query, TestDatabase.Running database) {
        club(database);
        var nodes = database.<Long>value("MATCH (n) WHERE NOT n:Filler AND NOT n:Member RETURN count(n)");

        database.run(query);

        assertThat(Pendings.all(database)).isEmpty();
        assertThat(database.<Long>value("MATCH (n) WHERE NOT n:Filler AND NOT n:Member RETURN count(n)"))
                .isEqualTo(nodes);
    }

    @Test
    void recordsNothingOfWhatCameAfterTheTraining(TestDatabase.Running database) {
        club(database);
        database.run("CREATE (:Member {id: 80, index: [1], faction: 0, split: 'train'})");
        database.run("MATCH (n:Member {id: 80}) SET n.index = [2]");

        database.run("MATCH (n:Member {id: 80}) DETACH DELETE n");

        assertThat(Pendings.records(database)).isZero();
    }

    @Test
    void recordsNothingWithoutModels(TestDatabase.Running database) {
        Graphs.karate(database);

        database.run("MATCH (n:Member {id: 5}) DETACH DELETE n");

        assertThat(Pendings.records(database)).isZero();
    }

    @Test
    void recordsNothingOnRollback(TestDatabase.Running database) {
        club(database);

        try (var tx = database.service().beginTx()) {
            tx.execute("MATCH (n:Member {id: 5}) DETACH DELETE n").close();
            tx.rollback();
        }

        assertThat(Pendings.records(database)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n) YIELD guarantee RETURN guarantee",
                "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('*', n) YIELD guarantee RETURN guarantee",
                "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, {keepInGraph: true}) YIELD guarantee "
                        + "RETURN guarantee",
                "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, {strategy: 'finetune'}) YIELD guarantee "
                        + "RETURN guarantee",
                "MATCH (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) CALL unlearn.deleteEdge('club', r) YIELD guarantee "
                        + "RETURN guarantee",
                "MATCH (n:Member {id: 5}) CALL unlearn.deleteFeature('club', n) YIELD guarantee RETURN guarantee",
                "MATCH (n:Member {id: 5}) CALL unlearn.delete('club', {labels: n}) YIELD guarantee RETURN guarantee",
                "CALL unlearn.model.drop('club') YIELD modelName RETURN modelName",
                "CALL unlearn.predict.write('club', {writeProperty: 'guess'}) YIELD modelName RETURN modelName"
            })
    void recordsNothingOfWhatOurOwnProceduresDo(String query, TestDatabase.Running database) {
        club(database);

        database.run(query);
        database.run(
                query.contains("predict") || query.contains("drop") ? "RETURN 1" : query); // nor when it is repeated

        assertThat(Pendings.records(database)).isZero();
    }

    @Test
    void recordsNothingOfWhatTheModelForgotBefore(TestDatabase.Running database) {
        club(database);
        database.run("MATCH (n:Member {id: 5}), (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}), (m:Member {id: 8}) "
                + "CALL unlearn.delete('club', {nodes: n, relationships: r, labels: m}, {keepInGraph: true}) "
                + "YIELD guarantee RETURN guarantee");

        database.run("MATCH (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) DELETE r");
        database.run("MATCH (m:Member {id: 8}) REMOVE m.faction");
        database.run("MATCH (n:Member {id: 5}) DETACH DELETE n");

        assertThat(Pendings.records(database)).isZero();
    }

    @Test
    void tellsProcedureAndPlainCypherOfOneTransactionApart(TestDatabase.Running database) {
        club(database);

        database.commit(tx -> {
            TestDatabase.Running.rows(
                    tx,
                    "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n) YIELD guarantee RETURN guarantee",
                    Map.of());
            tx.execute("MATCH (n:Member {id: 6}) DETACH DELETE n").close();
            return null;
        });

        assertThat(Pendings.all(database)).containsExactly("club NODE 1 [0]");
    }

    @Test
    void recordsForModelsThatARequestLeavesOut(TestDatabase.Running database) {
        club(database);
        train(database, "other", KARATE);

        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n) YIELD guarantee RETURN guarantee");

        assertThat(Pendings.all(database)).containsExactly("other NODE 1 [0]");
    }

    @Test
    void recordsForEachModelWhatItReads(TestDatabase.Running database) {
        club(database);
        train(database, "dense", karateWith("sparseFeatures", null, "featureProperties", List.of("x", "v")));

        database.run("MATCH (n:Member {id: 5}) SET n.x = -1.0, n.v = [0.0, 0.0, 0.0]");
        database.run("MATCH (n:Member {id: 6}) REMOVE n.index");
        database.run("MATCH (n:Member {id: 7}) REMOVE n.faction");

        assertThat(Pendings.all(database))
                .containsExactly("club FEATURE 1 [0]", "club LABEL 1 [0]", "dense FEATURE 2 [0]", "dense LABEL 1 [0]");
    }

    @Test
    void sumsUpOverTransactions(TestDatabase.Running database) {
        club(database);
        for (long id : List.of(3L, 4L, 5L)) {
            database.run("MATCH (n:Member {id: $id}) DETACH DELETE n", Map.of("id", id));
        }

        var row = database.run("CALL unlearn.pending()").get(0);

        assertThat(row)
                .containsEntry("count", 3L)
                .containsEntry("transactions", 3L)
                .containsEntry("advice", "`CALL unlearn.process('club')` trains the model again.");
        assertThat((ZonedDateTime) row.get("since")).isBeforeOrEqualTo((ZonedDateTime) row.get("latest"));
    }

    @Test
    void keepsOneRecordForManyNodes(TestDatabase.Running database) {
        club(database);
        database.run("UNWIND range(1, 20000) AS i CREATE (:Member:Bulk {`unlearn:club`: 0})");

        database.run("MATCH (n:Bulk) DETACH DELETE n");

        assertThat(Pendings.all(database)).containsExactly("club NODE 20000 [0]");
        assertThat(Pendings.records(database)).isEqualTo(1);
    }

    @Test
    void namesNothingOfWhatWasDeleted(TestDatabase.Running database) {
        club(database);
        var id = database.<String>value("MATCH (n:Member {id: 5}) RETURN elementId(n)");

        database.run("MATCH (n:Member {id: 5}) DETACH DELETE n");

        var record = database.run("MATCH (p:UnlearnPending) RETURN p{.*} AS p")
                .get(0)
                .get("p");
        assertThat(((Map<?, ?>) record).keySet())
                .map(String::valueOf)
                .containsExactlyInAnyOrder(
                        "modelName", "modelCreatedAt", "kind", "shard", "count", "at", "transaction");
        assertThat(record.toString()).doesNotContain(id);
    }

    @Test
    void putsMarksBackThatWereSweptAway(TestDatabase.Running database) {
        club(database);
        database.run("MATCH (n:Member {id: 5}), (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) "
                + "CALL unlearn.delete('club', {nodes: n, relationships: r}, {keepInGraph: true}) "
                + "YIELD guarantee RETURN guarantee");

        database.run("MATCH (n:Member) WHERE n.id IN [5, 6] SET n = {id: n.id, index: n.index, faction: n.faction, "
                + "split: n.split}");
        database.run("MATCH (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) SET r = {since: 1977}");

        assertThat(database.<List<Long>>value("MATCH (n:Member) WHERE n.id IN [5, 6] WITH n ORDER BY n.id "
                        + "RETURN collect(sign(n.`unlearn:club`))"))
                .hasToString("[-1, 1]");
        assertThat(database.<Long>value("MATCH ()-[r:KNOWS]->() WHERE r.since = 1977 RETURN r.`unlearn:club`"))
                .isEqualTo(-1);
        assertThat(Pendings.records(database)).isZero();
    }

    @Test
    void takesEverythingForLearnedWhereAModelIsDamaged(TestDatabase.Running database) {
        club(database);
        database.run("MATCH (m:UnlearnModel) SET m.version = 99 REMOVE m.featureKeys");

        database.run("MATCH (n:Member {id: 5}) DETACH DELETE n");
        database.run("MATCH (n:Member {id: 6}) SET n.x = 0.25");

        assertThat(database.run("MATCH (p:UnlearnPending) RETURN p.kind AS kind ORDER BY kind"))
                .containsExactly(Map.of("kind", "FEATURE"), Map.of("kind", "NODE"));
    }

    @Test
    void failsTheTransactionWhereNothingCanBeRecorded(TestDatabase.Running database) {
        club(database);
        database.run("CREATE CONSTRAINT one FOR (p:UnlearnPending) REQUIRE p.kind IS UNIQUE");
        try {
            database.run("MATCH (n:Member {id: 5}) DETACH DELETE n");

            assertThatThrownBy(() -> database.run("MATCH (n:Member {id: 6}) DETACH DELETE n"))
                    .hasStackTraceContaining(
                            "Nothing was committed: this changes what a model may have learned from, and"
                                    + " that could not be recorded (ConstraintViolationException).");
        } finally {
            database.run("DROP CONSTRAINT one");
        }

        assertThat(database.<Long>value("MATCH (n:Member {id: 6}) RETURN count(n)"))
                .isEqualTo(1);
        assertThat(Pendings.all(database)).containsExactly("club NODE 1 [0]");
    }

    @Test
    void forgetsRecordsOfAModelThatIsDropped(TestDatabase.Running database) {
        club(database);
        database.run("MATCH (n:Member {id: 5}) DETACH DELETE n");

        database.run("CALL unlearn.model.drop('club')");

        assertThat(Pendings.records(database)).isZero();
    }

    @Test
    void leavesTheMarksOfADroppedModelAloneWhenAnotherTakesItsName(TestDatabase.Running database) {
        club(database);
        database.run("MATCH (n:Member) WHERE n.id < 20 SET n:Early");

        database.commit(tx -> {
            TestDatabase.Running.rows(tx, "CALL unlearn.model.drop('club')", Map.of());
            return TestDatabase.Running.rows(
                    tx, "CALL unlearn.train('club', $config)", Map.of("config", karateWith("nodeLabels", "Early")));
        });

        assertThat(database.<Long>value("MATCH (n:Member) WHERE n.`unlearn:club` IS NOT NULL RETURN count(n)"))
                .isEqualTo(20);
        assertThat(Pendings.records(database)).isZero();
    }

    @Test
    void doesNotBlameANewModelForAnOldOne(TestDatabase.Running database) {
        club(database);
        database.run("CREATE (:UnlearnPending {modelName: 'club', modelCreatedAt: datetime('2000-01-01T00:00:00Z'), "
                + "kind: 'NODE', shard: 0, count: 1, at: datetime(), transaction: 't'})");

        assertThat(Pendings.all(database)).isEmpty();
    }
}
