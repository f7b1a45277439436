package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.ROW;
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

/** With {@code keepInGraph} the model forgets what the graph keeps, now and in every later projection. */
@ExtendWith(TestDatabase.class)
class KeepInGraphTest {
    private static final String KEEP = "{keepInGraph: true}";
    private static final Map<String, Object> DENSE =
            karateWith("sparseFeatures", null, "featureProperties", List.of("x", "v"));

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('%s', n, %s)" + ROW, KARATE),
                Arguments.of(
                        "MATCH (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) CALL unlearn.deleteEdge('%s', r, %s)"
                                + ROW,
                        KARATE),
                Arguments.of("MATCH (n:Member {id: 7}) CALL unlearn.deleteFeature('%s', n, %s)" + ROW, KARATE),
                Arguments.of("MATCH (n:Member {id: 7}) CALL unlearn.deleteFeature('%s', n, %s)" + ROW, DENSE));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void equalsTheModelOfAGraphThatLostIt(String request, Map<String, Object> config, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "kept", config);
        var plain = "MATCH (n) WHERE NOT n:UnlearnModel AND NOT n:Filler AND NOT n:UnlearnShard AND NOT n:UnlearnChunk "
                + "AND NOT n:UnlearnEntry AND NOT n:UnlearnChain RETURN count(n) + sum(size([k IN keys(n) WHERE NOT k STARTS WITH 'unlearn:']))";
        var graph = database.<Long>value(plain);

        var row = database.run(String.format(request, "kept", KEEP)).get(0);
        assertThat(row).containsEntry("guarantee", "EXACT");
        assertThat(database.<Long>value(plain)).isEqualTo(graph);

        // A second deletion projects again, so what was hidden must stay hidden.
        database.run("MATCH (n:Member {id: 20}) CALL unlearn.deleteNode('kept', n)" + ROW);
        train(database, "lost", config);
        database.run(String.format(request, "lost", "{}"));
        assertThat(sha256(database, "kept")).isEqualTo(sha256(database, "lost"));
    }

    @Test
    void isNoLongerLearnedOnceForgotten(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, " + KEEP + ")" + ROW);

        var row = database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n)" + ROW)
                .get(0);

        assertThat(row).containsEntry("guarantee", "NOT_IN_TRAINING_SET");
        assertThat(database.run("MATCH (n:Member {id: 5}) RETURN n")).isEmpty();
    }

    @Test
    void hidesForgottenNodesFromPredictions(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, " + KEEP + ")" + ROW);

        assertThat(database.<Long>value("CALL unlearn.predict.stream('club') YIELD node RETURN count(node)"))
                .isEqualTo(33);
    }

    @Test
    void dropTakesEveryMarkAway(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (n:Member {id: 5})-[r:KNOWS]-(m) WITH n, collect(r)[0] AS r, collect(m)[0] AS m "
                + "CALL unlearn.delete('club', {relationships: r, features: {node: n}}, " + KEEP + ") YIELD guarantee "
                + "RETURN guarantee");

        database.run("CALL unlearn.model.drop('club')");

        assertThat(database.<Long>value(
                        "MATCH (n) WHERE any(k IN keys(n) WHERE k STARTS WITH 'unlearn:') RETURN count(n)"))
                .isZero();
        assertThat(database.<Long>value(
                        "MATCH ()-[r]->() WHERE any(k IN keys(r) WHERE k STARTS WITH 'unlearn:') RETURN count(r)"))
                .isZero();
    }
}
