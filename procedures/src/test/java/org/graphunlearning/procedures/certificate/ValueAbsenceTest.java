package org.graphunlearning.procedures.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.train;
import static org.graphunlearning.procedures.certificate.Certificates.step;

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

/** Feature values and labels of nodes that stay; the oracle is what the test itself puts into the graph and takes out. */
@ExtendWith(TestDatabase.class)
class ValueAbsenceTest {
    private static final Map<String, Object> DENSE =
            karateWith("sparseFeatures", null, "featureProperties", List.of("x", "v"));

    /** Configuration, what to forget, and Cypher that puts it back in whole or in part. */
    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(KARATE, "{features: {node: n}}", "n.index = [3]"),
                Arguments.of(KARATE, "{features: {node: n, properties: ['index']}}", "n.index = [4]"),
                Arguments.of(KARATE, "{features: {node: n, indices: [7]}}", "n.index = [7, 8]"),
                Arguments.of(DENSE, "{features: {node: n, properties: ['x']}}", "n.x = 0.5"),
                Arguments.of(DENSE, "{features: {node: n, indices: [0]}}", "n.x = 0.5"),
                Arguments.of(DENSE, "{features: {node: n, indices: [3]}}", "n.v = [0.0, 0.0, 2.5]"),
                Arguments.of(DENSE, "{features: {node: n}}", "n.v = [0.0, 1.0, 0.0]"),
                Arguments.of(KARATE, "{labels: n}", "n.faction = 1"),
                Arguments.of(KARATE, "{labels: n, features: {node: n}}", "n.faction = 0"));
    }

    private static String forget(TestDatabase.Running database, String items, boolean keep) {
        return (String) database.run(
                        "MATCH (n:Member {id: 7}) CALL unlearn.delete('club', " + items
                                + ", {requestId: 'r-1', keepInGraph: $keep}) YIELD receipt RETURN receipt",
                        Map.of("keep", keep))
                .get(0)
                .get("receipt");
    }

    private static Map<String, Object> absence(TestDatabase.Running database, String receipt) {
        return step(
                database.run("CALL unlearn.certificate.verify('r-1', {receipt: $receipt})", Map.of("receipt", receipt)),
                "absence");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void showsThatValuesAreGoneAndFindsThemWhenTheyAreBack(
            Map<String, Object> config, String items, String back, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", config);
        var receipt = forget(database, items, false);

        assertThat(absence(database, receipt)).containsEntry("ok", true);
        database.run("MATCH (n:Member {id: 8}) SET " + back);
        assertThat(absence(database, receipt)).as("on another node").containsEntry("ok", true);
        database.run("MATCH (n:Member {id: 7}) SET " + back);

        var found = absence(database, receipt);
        assertThat(found).containsEntry("ok", false);
        assertThat((String) found.get("detail"))
                .contains("the model is shown them; its parameters are still those of the certificate");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void saysThatValuesKeptOnPurposeAreHidden(
            Map<String, Object> config, String items, String back, TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member {id: 7}) SET n.index = [7], n.v = [1.0, 1.0, 1.0], " + back);
        train(database, "club", config);

        var found = absence(database, forget(database, items, true));

        assertThat(found).containsEntry("ok", null);
        assertThat((String) found.get("detail")).contains("hidden from it on purpose");
    }

    @Test
    void saysThatTheModelMayHaveLearnedThemSince(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var receipt = forget(database, "{features: {node: n}}", false);
        database.run("MATCH (n:Member {id: 7}) SET n.index = [3]");
        database.run("MATCH (n:Member {id: 20}) CALL unlearn.deleteNode('club', n) YIELD verdict RETURN verdict");

        assertThat((String) absence(database, receipt).get("detail")).contains("may have learned from them");
    }

    @Test
    void saysWhatCannotBeToldWithoutTheModel(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var receipt = forget(database, "{features: {node: n}}", false);
        database.run("CALL unlearn.model.drop('club')");

        var found = absence(database, receipt);

        assertThat(found).containsEntry("ok", null);
        assertThat((String) found.get("detail")).startsWith("The model of the certificate was dropped");
    }

    @Test
    void doesNotTakeAnotherModelOfTheNameForTheOneOfTheCertificate(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var receipt = (String) database.run("MATCH (n:Member {id: 7}) CALL unlearn.deleteNode('club', n, "
                        + "{requestId: 'r-1', keepInGraph: true}) YIELD receipt RETURN receipt")
                .get(0)
                .get("receipt");
        database.run("CALL unlearn.model.drop('club')");
        train(database, "club", KARATE); // learns from node 7, which is in the graph again as far as it knows

        assertThat(absence(database, receipt)).as("made in the same second").containsEntry("ok", false);
        database.run("MATCH (m:UnlearnModel) SET m.createdAt = m.createdAt + duration('PT1M')");
        assertThat(absence(database, receipt)).containsEntry("ok", null);
    }

    @Test
    void looksForNoValuesUnderAnEntryThatDoesNotNameTheirNodes(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var receipt = forget(database, "{features: {node: n}}", false);

        database.run("MATCH (e:UnlearnEntry) SET e.record = replace(e.record, '\"subjectFormat\":2,', '')");

        assertThat((String) absence(database, receipt).get("detail")).contains("older than commitments");
    }
}
