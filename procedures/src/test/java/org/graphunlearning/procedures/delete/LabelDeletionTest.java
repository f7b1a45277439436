package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.cutLike;
import static org.graphunlearning.procedures.Graphs.facts;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.papersWith;
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
import org.junit.jupiter.params.provider.MethodSource;

/** Forgetting the class of a node equals, bit for bit, a training on the graph without that class. */
@ExtendWith(TestDatabase.class)
class LabelDeletionTest {
    private static final String LABEL = "MATCH (n:Member {id: 5}) CALL unlearn.delete('%s', {labels: n}, $how)" + ROW;

    static Stream<Map<String, Object>> configurations() {
        return Stream.of(
                KARATE,
                karateWith("architecture", "GAT", "heads", 2L),
                karateWith("splitProperty", null, "testFraction", 0.2, "validationFraction", 0.2),
                karateWith("splitProperty", null, "testFraction", 0.1, "validationFraction", 0.3, "patience", 3L));
    }

    private static Map<String, Object> forget(TestDatabase.Running database, String model, Map<String, Object> how) {
        return database.run(String.format(LABEL, model), Map.of("how", how)).get(0);
    }

    private static List<Map<String, Object>> predictions(TestDatabase.Running database, String model) {
        return database.run(
                "CALL unlearn.predict.stream($model) YIELD node, probabilities RETURN node.id AS id, probabilities "
                        + "ORDER BY id",
                Map.of("model", model));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void equalsTrainingWithoutTheLabel(Map<String, Object> config, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", config);

        var row = forget(database, "club", Map.of());

        assertThat(row)
                .containsEntry("guarantee", "EXACT")
                .containsEntry("labelsUnlearned", 1L)
                .containsEntry("nodesUnlearned", 0L)
                .containsEntry("warnings", List.of());
        assertThat(database.<Boolean>value("MATCH (n:Member {id: 5}) RETURN n.faction IS NULL"))
                .isTrue();
        train(database, "fresh", config);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
        assertThat(facts(database, "club")).usingRecursiveComparison().isEqualTo(facts(database, "fresh"));
    }

    @Test
    void changesTheParametersOfATrainingNodesLabel(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member {id: 5}) SET n.split = 'train'");
        train(database, "club", KARATE);
        var before = sha256(database, "club");

        forget(database, "club", Map.of());

        assertThat(sha256(database, "club")).isNotEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void forgetsTheSameWhenTheGraphKeepsIt(Map<String, Object> config, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "kept", config);
        train(database, "lost", config);

        var row = forget(database, "kept", Map.of("keepInGraph", true));
        assertThat(row).containsEntry("guarantee", "EXACT").containsEntry("labelsUnlearned", 1L);
        assertThat(database.<Boolean>value("MATCH (n:Member {id: 5}) RETURN n.faction IS NOT NULL"))
                .isTrue();
        // A second deletion projects again, so what was hidden must stay hidden.
        var next = database.run(
                        "MATCH (n:Member {id: 20}) CALL unlearn.deleteNode('kept', n, {keepInGraph: true})" + ROW)
                .get(0);
        assertThat((List<?>) next.get("warnings"))
                .noneMatch(warning -> String.valueOf(warning).contains("changed since"));

        forget(database, "lost", Map.of());
        database.run("MATCH (n:Member {id: 20}) CALL unlearn.deleteNode('lost', n)" + ROW);
        assertThat(sha256(database, "kept")).isEqualTo(sha256(database, "lost"));
    }

    @Test
    void leavesNoRoleBehind(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        forget(database, "club", Map.of());
        train(database, "fresh", KARATE);

        assertThat(database.<Boolean>value(
                        "MATCH (n:Member) WITH collect(n.`unlearn:club` = n.`unlearn:fresh`) AS same RETURN all(s IN same "
                                + "WHERE s)"))
                .isTrue();
        assertThat(predictions(database, "club")).isEqualTo(predictions(database, "fresh"));
    }

    @Test
    void isNoLongerLearnedOnceForgotten(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        forget(database, "club", Map.of("keepInGraph", true));
        var before = sha256(database, "club");

        var row = forget(database, "club", Map.of());

        assertThat(row).containsEntry("guarantee", "NOT_IN_TRAINING_SET").containsEntry("labelsUnlearned", 0L);
        assertThat(sha256(database, "club")).isEqualTo(before);
        assertThat(database.<Boolean>value("MATCH (n:Member {id: 5}) RETURN n.faction IS NULL"))
                .isTrue();
    }

    @Test
    void answersARepeatedRequestWithoutRepeatingIt(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var first = forget(database, "club", Map.of("requestId", "r-1"));
        var state = database.state();

        assertThat(forget(database, "club", Map.of("requestId", "r-1"))).isEqualTo(first);
        assertThat(database.state()).isEqualTo(state);
    }

    @Test
    void countsLabelsInTheCertificate(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        forget(database, "club", Map.of("requestId", "r-1"));

        assertThat(database.<String>value("MATCH (c:UnlearnCertificate {requestId: 'r-1'}) RETURN c.record"))
                .contains("\"labels\":1,")
                .contains("\"nodes\":0,")
                .contains("\"v\":3");
    }

    @Test
    void forgetsInEveryModelThatLearnedTheLabel(TestDatabase.Running database) {
        var dense = karateWith("sparseFeatures", null, "featureProperties", List.of("x", "v"));
        Graphs.karate(database);
        train(database, "a", KARATE);
        train(database, "b", dense);

        var rows = database.run(String.format(LABEL, "*"), Map.of("how", Map.of()));

        assertThat(rows).extracting(row -> row.get("modelName")).containsExactly("a", "b");
        train(database, "freshA", KARATE);
        train(database, "freshB", dense);
        assertThat(List.of(sha256(database, "a"), sha256(database, "b")))
                .isEqualTo(List.of(sha256(database, "freshA"), sha256(database, "freshB")));
    }

    @Test
    void goesWithTheRestOfABatch(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        var row = database.run(
                        "MATCH (a:Member {id: 5}), (b:Member {id: 9}), (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) "
                                + "CALL unlearn.delete('club', {nodes: b, relationships: r, labels: [a, b]})" + ROW)
                .get(0);

        assertThat(row)
                .containsEntry("nodesUnlearned", 1L)
                .containsEntry("relationshipsUnlearned", 1L)
                .containsEntry("labelsUnlearned", 1L); // that of b goes with b
        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void forgetsAClassWithItsLastLabel(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member {id: 5}) SET n.faction = 7, n.split = 'train'");
        train(database, "club", KARATE);

        forget(database, "club", Map.of());

        assertThat(database.<Object>value("MATCH (m:UnlearnModel) RETURN m.classes"))
                .isEqualTo(new long[] {0, 1});
        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void retrainsWhenPlainCypherTookTheLabelAway(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member {id: 5}) SET n.split = 'train'");
        train(database, "club", KARATE);
        database.run("MATCH (n:Member {id: 5}) REMOVE n.faction");

        var row = forget(database, "club", Map.of());

        assertThat(row).containsEntry("guarantee", "EXACT").containsEntry("labelsUnlearned", 0L);
        train(database, "fresh", KARATE);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void saysWhichModelsStillRemember(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member) SET n.other = n.faction");
        train(database, "a", KARATE);
        train(database, "same", KARATE);
        train(database, "elsewhere", karateWith("targetProperty", "other"));
        train(
                database,
                "reads",
                karateWith(
                        "targetProperty",
                        "other",
                        "sparseFeatures",
                        null,
                        "featureProperties",
                        List.of("faction", "x")));

        assertThat(forget(database, "a", Map.of()))
                .containsEntry(
                        "warnings",
                        List.of(
                                "Still remembered by model `reads`, `same`; with '*' as `modelName` every model forgets, and `CALL unlearn.process('*')` makes up for it."));
    }

    @Test
    void dropTakesEveryMarkAway(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        forget(database, "club", Map.of("keepInGraph", true));

        database.run("CALL unlearn.model.drop('club')");

        assertThat(database.<Long>value(
                        "MATCH (n) WHERE any(k IN keys(n) WHERE k STARTS WITH 'unlearn:') RETURN count(n)"))
                .isZero();
    }

    static Stream<Map<String, Object>> cuts() {
        return Stream.of(
                PAPERS,
                papersWith("slices", 2L),
                papersWith("repair", "mirror", "strict", true, "aggregation", "learned"));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void worksOnTheShardOfTheNodeOnly(Map<String, Object> config, TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", config);
        var before = sha256(database, "cut");

        var row = database.run("MATCH (n:Paper {split: 'train'}) WITH n ORDER BY n.id LIMIT 1 "
                        + "CALL unlearn.delete('cut', {labels: n})" + ROW)
                .get(0);

        assertThat(row)
                .containsEntry("guarantee", "EXACT")
                .containsEntry("labelsUnlearned", 1L)
                .containsEntry("shardsTouched", 1L);
        train(database, "fresh", cutLike(config, "cut"));
        assertThat(sha256(database, "cut")).isNotEqualTo(before).isEqualTo(sha256(database, "fresh"));
        assertThat(facts(database, "cut")).usingRecursiveComparison().isEqualTo(facts(database, "fresh"));
        assertThat(predictions(database, "cut")).isEqualTo(predictions(database, "fresh"));
    }

    private static void refuses(TestDatabase.Running database, String model, String message) {
        var before = database.state();

        assertThatThrownBy(() -> forget(database, model, Map.of()))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);

        assertThat(database.state()).isEqualTo(before);
    }

    @Test
    void refusesLabelsThatMeanSeveralProperties(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member) SET n.other = n.faction");
        train(database, "a", KARATE);
        train(database, "b", karateWith("targetProperty", "other"));

        refuses(
                database,
                "*",
                "`labels` means several properties to these models (`faction`, `other`); name one model.");
    }

    @Test
    void refusesLabelsWithoutAModel(TestDatabase.Running database) {
        Graphs.karate(database);

        refuses(
                database,
                "*",
                "Without a model nobody can tell which property is the label; name it among `features`.");
    }

    @Test
    void refusesALabelThatIsAFeatureToo(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", karateWith("sparseFeatures", null, "featureProperties", List.of("faction", "x")));

        refuses(
                database,
                "club",
                "Property `faction` is the label and a feature of model `club`; delete the node, or train a model that does "
                        + "not read its label.");
    }
}
