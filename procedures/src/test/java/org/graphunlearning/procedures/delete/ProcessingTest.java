package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.graphunlearning.procedures.hook.Pendings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.graphdb.QueryExecutionException;

/** After processing a model equals, bit for bit, one trained on what plain Cypher left. */
@ExtendWith(TestDatabase.class)
class ProcessingTest {
    private static final Map<String, Object> DENSE =
            karateWith("sparseFeatures", null, "featureProperties", List.of("x", "v"), "normalizeFeatures", false);
    private static final String DELETE_5 = "MATCH (n:Member {id: 5}) DETACH DELETE n";
    private static final String NODE = "MATCH (n:Member {id: $id}) DETACH DELETE n";

    static Stream<Arguments> changes() {
        return Stream.of(KARATE, DENSE, karateWith("architecture", "SAGE", "orientation", "NATURAL"))
                .flatMap(config -> Stream.of(
                        Arguments.of(DELETE_5, "nodesUnlearned", config),
                        Arguments.of(
                                "MATCH (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) DELETE r",
                                "relationshipsUnlearned",
                                config),
                        Arguments.of(
                                "MATCH (n:Member {id: 7}) SET n.index = [3], n.x = -2.0", "featuresUnlearned", config),
                        Arguments.of("MATCH (n:Member {id: 7}) REMOVE n.faction", "labelsUnlearned", config),
                        Arguments.of("MATCH (n:Member {id: 7}) REMOVE n:Member", "nodesUnlearned", config)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void equalsTrainingOnWhatRemains(
            String change, String column, Map<String, Object> config, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", config);
        var before = sha256(database, "club");
        database.run(change);

        var row = database.run("CALL unlearn.process('club')").get(0);

        assertThat(row)
                .containsEntry("guarantee", "EXACT")
                .containsEntry("strategy", "retrain")
                .containsEntry("shardsTouched", 1L)
                .containsEntry(column, 1L)
                .containsEntry("warnings", List.of());
        train(database, "fresh", config);
        assertThat(sha256(database, "club")).isNotEqualTo(before).isEqualTo(sha256(database, "fresh"));
        assertThat(facts(database, "club")).usingRecursiveComparison().isEqualTo(facts(database, "fresh"));
        assertThat(Pendings.records(database)).isZero();
    }

    @Test
    void doesNothingWhereNothingIsPending(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var state = database.state();

        assertThat(database.run("CALL unlearn.process('club')")).isEmpty();
        assertThat(database.run("CALL unlearn.process('*')")).isEmpty();

        assertThat(database.state()).isEqualTo(state);
        assertThat(database.<Long>value("MATCH (e:UnlearnEntry) RETURN count(e)"))
                .isZero();
    }

    @Test
    void makesEveryModelForgetWithOneRequest(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "b", KARATE);
        train(database, "a", DENSE);
        database.run("MATCH (n:Member) WHERE n.id < 20 SET n:Early");
        train(database, "early", karateWith("nodeLabels", "Early"));
        var early = sha256(database, "early");
        database.run("MATCH (n:Member {id: 30}) DETACH DELETE n");

        var rows = database.run("CALL unlearn.process('*', {requestId: 'night'})");

        assertThat(rows).extracting(row -> row.get("modelName")).containsExactly("a", "b");
        train(database, "freshA", DENSE);
        train(database, "freshB", KARATE);
        assertThat(sha256(database, "a")).isEqualTo(sha256(database, "freshA"));
        assertThat(sha256(database, "b")).isEqualTo(sha256(database, "freshB"));
        assertThat(sha256(database, "early")).isEqualTo(early);
    }

    @Test
    void answersARepeatedRequestWithoutProcessingAgain(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run(DELETE_5);
        var first =
                database.run("CALL unlearn.process('club', {requestId: 'r'})").get(0);
        database.run(NODE, Map.of("id", 6L));
        var state = database.state();

        var second =
                database.run("CALL unlearn.process('club', {requestId: 'r'})").get(0);

        assertThat(second.get("nodesUnlearned"))
                .isEqualTo(first.get("nodesUnlearned"))
                .isEqualTo(1L);
        assertThat(database.state()).isEqualTo(state);
        assertThat(Pendings.all(database)).containsExactly("club NODE 1 [0]");
    }

    @Test
    void leavesEverythingPendingOnRollback(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run(DELETE_5);
        var state = database.state();

        try (var tx = database.service().beginTx()) {
            TestDatabase.Running.rows(tx, "CALL unlearn.process('club')", Map.of());
            tx.rollback();
        }

        assertThat(database.state()).isEqualTo(state);
        assertThat(Pendings.all(database)).containsExactly("club NODE 1 [0]");
    }

    @Test
    void certifiesWhatNobodyCanNameAnyMore(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run(DELETE_5);

        var receipt = database.run("CALL unlearn.process('club', {requestId: 'r'})")
                .get(0)
                .get("receipt");

        var record = database.<String>value("MATCH (c:UnlearnCertificate {requestId: 'r'}) RETURN c.record");
        assertThat(record)
                .contains("\"kind\":\"PENDING\"")
                .contains("which elements were deleted before the request")
                .contains("\"subject\":[]");
        var steps = database.run(
                "CALL unlearn.certificate.verify('r', {receipt: $receipt, recompute: true}) YIELD step, ok RETURN step, ok",
                Map.of("receipt", receipt));
        assertThat(steps).contains(Map.of("step", "recompute", "ok", true));
        assertThat(steps).noneMatch(step -> Boolean.FALSE.equals(step.get("ok")));
        assertThat(database.<String>value("CALL unlearn.report('r') YIELD html RETURN html"))
                .contains("Nodes within reach");
        assertThat(database.run("CALL unlearn.certificate.chain() YIELD step, ok WHERE ok = false RETURN step"))
                .isEmpty();
    }

    @Test
    void isSettledByADeletionThatTrainsTheSameShard(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run(DELETE_5);

        database.run("MATCH (n:Member {id: 6}) CALL unlearn.deleteNode('club', n)" + ROW);

        assertThat(Pendings.records(database)).isZero();
        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void isNotSettledByAnApproximateDeletion(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run(DELETE_5);

        var row = database.run(
                        "MATCH (n:Member {id: 6}) CALL unlearn.deleteNode('club', n, {strategy: 'finetune'})" + ROW)
                .get(0);

        assertThat((List<?>) row.get("warnings"))
                .asString()
                .contains("Model `club` still remembers 1 thing taken out of the graph by plain Cypher");
        assertThat(Pendings.all(database)).containsExactly("club NODE 1 [0]");
        assertThat(database.run("CALL unlearn.process('club')").get(0)).containsEntry("guarantee", "EXACT");
        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void changesNoBitWhereTheDeletedWasNeverLearned(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (a:Member {id: 8}), (b:Member {id: 11}) CREATE (a)-[:KNOWS]->(b)");
        database.run("MATCH (:Member {id: 8})-[r:KNOWS]-(:Member {id: 11}) DELETE r");
        var before = sha256(database, "club");
        assertThat(Pendings.all(database)).containsExactly("club RELATIONSHIP 1 [0]");

        var row = database.run("CALL unlearn.process('club')").get(0);

        assertThat(row).containsEntry("guarantee", "EXACT").containsEntry("shardsTouched", 0L);
        assertThat(sha256(database, "club")).isEqualTo(before);
        assertThat(Pendings.records(database)).isZero();
    }

    @Test
    void keepsWhatWasDeletedInTheSameTransactionForLater(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run(DELETE_5);

        database.commit(tx -> {
            tx.execute("MATCH (n:Member {id: 6}) DETACH DELETE n").close();
            return TestDatabase.Running.rows(tx, "CALL unlearn.process('club')", Map.of());
        });

        assertThat(Pendings.all(database)).containsExactly("club NODE 1 [0]");
        assertThat(database.run("CALL unlearn.process('club')").get(0)).containsEntry("shardsTouched", 0L);
    }

    @Test
    void keepsWhatOthersDeleteMeanwhile(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run(DELETE_5);

        try (var tx = database.service().beginTx()) {
            TestDatabase.Running.rows(tx, "CALL unlearn.process('club')", Map.of());
            database.run(NODE, Map.of("id", 6L));
            tx.commit();
        }

        assertThat(Pendings.all(database)).containsExactly("club NODE 1 [0]");
        assertThat(database.run("CALL unlearn.process('club')").get(0)).containsEntry("shardsTouched", 1L);
        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void refusesAStrategyThatHasToSeeWhatIsGone(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        assertThatThrownBy(() -> database.run("CALL unlearn.process('club', {strategy: 'gif'})"))
                .isInstanceOf(QueryExecutionException.class)
                .hasMessageContaining(
                        "What is pending is gone, and `gif` has to see what it shall make a model forget; "
                                + "use the strategy `retrain`, which does not.");
    }

    @Test
    void refusesAModelThatDoesNotExist(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        assertThatThrownBy(() -> database.run("CALL unlearn.process('clob')"))
                .hasMessageContaining("Model `clob` does not exist. Did you mean `club`?");
        assertThatThrownBy(() -> database.run("CALL unlearn.pending('clob')"))
                .hasMessageContaining("Model `clob` does not exist. Did you mean `club`?");
    }

    @Test
    void logsAFailureAndKeepsWhatIsPending(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (n:Member) WHERE n.faction = 1 DETACH DELETE n");
        var pending = Pendings.all(database);

        assertThatThrownBy(() -> database.run("CALL unlearn.process('club', {requestId: 'r'})"))
                .hasMessageContaining("would leave model `club` with one class");

        assertThat(Pendings.all(database)).isEqualTo(pending).isNotEmpty();
        assertThat(database.run("MATCH (e:UnlearnEntry {requestId: 'r'}) RETURN e.event AS event ORDER BY e.seq"))
                .containsExactly(Map.of("event", "REQUESTED"), Map.of("event", "FAILED"));
    }
}
