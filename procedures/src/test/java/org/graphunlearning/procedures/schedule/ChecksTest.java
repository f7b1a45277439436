package org.graphunlearning.procedures.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.graphdb.Label;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/** Each check is run on a sound database and on one that was damaged by hand in the way it has to find. */
@ExtendWith(TestDatabase.class)
class ChecksTest {
    private TestDatabase.Running database;

    @BeforeEach
    void trainAModel(TestDatabase.Running running) {
        database = running;
        Graphs.karate(database);
        Graphs.train(database, "club", Graphs.KARATE);
    }

    @Test
    void findsSoundParametersSound() {
        assertThat(check(new StoredParameters(), false).state()).isEqualTo(Finding.State.PASSED);
    }

    @Test
    void findsOneChangedByteOfTheParameters() {
        database.commit(tx -> {
            var chunk = tx.findNodes(Label.label("UnlearnChunk")).next();
            var bytes = (byte[]) chunk.getProperty("bytes");
            bytes[bytes.length / 2] ^= 1;
            chunk.setProperty("bytes", bytes);
            return true;
        });

        var finding = check(new StoredParameters(), false);

        assertThat(finding.state()).isEqualTo(Finding.State.FAILED);
        assertThat(finding.detail()).contains("their SHA-256 differs");
    }

    @Test
    void findsAModelWithAnotherHash() {
        database.run("MATCH (m:UnlearnModel) SET m.sha256 = $hash", Map.of("hash", "0".repeat(64)));

        assertThat(check(new StoredParameters(), false).state()).isEqualTo(Finding.State.FAILED);
    }

    @Test
    void findsWhatAModelStillRemembers() {
        assertThat(check(new Remembered(), false).state()).isEqualTo(Finding.State.PASSED);

        database.run("MATCH (n:Member) WHERE n.id IN [5, 6] DETACH DELETE n");

        var finding = check(new Remembered(), false);
        assertThat(finding.state()).isEqualTo(Finding.State.FAILED);
        assertThat(finding.detail())
                .isEqualTo("Model `club` still remembers 2 things taken out of the graph by plain Cypher; "
                        + "`CALL unlearn.process('club')` makes it forget.");
    }

    @Test
    void breaksDownForAModelThatIsGone() {
        database.run("CALL unlearn.model.drop('club')");

        var finding = check(new StoredParameters(), false);

        assertThat(finding.state()).isEqualTo(Finding.State.ERROR);
        assertThat(finding.detail()).isEqualTo("Model `club` does not exist.");
    }

    @Test
    void findsNothingHiddenNothingToCheck() {
        assertThat(check(new Absence(), false).state()).isEqualTo(Finding.State.SKIPPED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, {keepInGraph: true}) | nodes",
                "MATCH (:Member {id: 0})-[r]-(:Member {id: 1}) CALL unlearn.deleteEdge('club', r, {keepInGraph: true}) | "
                        + "forgottenRelationships",
                "MATCH (n:Member {id: 7}) CALL unlearn.deleteFeature('club', n, {keepInGraph: true}) | forgottenFeatures",
                "MATCH (n:Member {id: 7, split: 'train'}) "
                        + "CALL unlearn.delete('club', {labels: n}, {keepInGraph: true}) | forgottenLabels"
            })
    void findsWhatTheModelIsShownAgain(String request, String flag) {
        database.run(request + " YIELD guarantee RETURN guarantee");
        assertThat(check(new Absence(), false).state()).isEqualTo(Finding.State.PASSED);
        if (flag.equals("nodes")) {
            return; // a forgotten node is hidden by its own mark; there is no flag that could be wrong
        }

        database.run("MATCH (m:UnlearnModel) SET m." + flag + " = false"); // now the projection no longer looks

        var finding = check(new Absence(), false);
        assertThat(finding.state()).isEqualTo(Finding.State.FAILED);
        assertThat(finding.detail()).isEqualTo("1 of 1 forgotten things are shown to the model.");
    }

    @Test
    void findsTheSameBitsAfterAnExactDeletion() {
        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n)" + Graphs.ROW);

        var finding = check(new Recompute(), true);

        assertThat(finding.state()).isEqualTo(Finding.State.PASSED);
        assertThat(finding.detail()).isEqualTo("Trained anew, the parameters are the same to the last bit.");
    }

    @Test
    void findsTheSameBitsInEveryShard() {
        Graphs.papers(database);
        Graphs.train(database, "papers", Graphs.PAPERS);
        database.run("MATCH (n:Paper {id: 11}) CALL unlearn.deleteNode('papers', n)" + Graphs.ROW);

        assertThat(run(new Recompute(), "papers", true).get(0).state()).isEqualTo(Finding.State.PASSED);
    }

    @Test
    void findsParametersThatTrainingWouldNotGive() {
        database.run("MATCH (m:UnlearnModel) SET m.sha256 = $hash", Map.of("hash", "0".repeat(64)));

        assertThat(check(new Recompute(), true).state()).isEqualTo(Finding.State.FAILED);
    }

    @Test
    void doesNotCompareWithAnotherGraph() {
        database.run("MATCH (n:Member {id: 5}) DETACH DELETE n");

        var finding = check(new Recompute(), true);

        assertThat(finding.state()).isEqualTo(Finding.State.SKIPPED);
        assertThat(finding.detail()).startsWith("The graph changed since");
    }

    @Test
    void doesNotCompareWhatIsNotExact() {
        database.run("MATCH (m:UnlearnModel) SET m.guarantee = 'APPROXIMATE'");

        assertThat(check(new Recompute(), true).state()).isEqualTo(Finding.State.SKIPPED);
    }

    @Test
    void recomputesOnlyWhenAsked() {
        assertThat(run(new Recompute(), "club", false)).isEmpty();
    }

    @Test
    void findsAnAlteredCertificate() {
        assertThat(run(new CertificateChain(), "club", false).get(0).state()).isEqualTo(Finding.State.SKIPPED);
        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n)" + Graphs.ROW);
        assertThat(run(new CertificateChain(), "club", false).get(0).state()).isEqualTo(Finding.State.PASSED);

        database.run("MATCH (c:UnlearnCertificate) SET c.record = replace(c.record, '\"nodes\":1', '\"nodes\":2')");

        var finding = run(new CertificateChain(), "club", false).get(0);
        assertThat(finding.state()).isEqualTo(Finding.State.FAILED);
        assertThat(finding.detail()).startsWith("Line 3, byte");
    }

    private Finding check(Check.OfModel check, boolean recompute) {
        var findings = run(check, "club", recompute);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).subject()).isEqualTo("club");
        return findings.get(0);
    }

    private List<Finding> run(Check check, String model, boolean recompute) {
        var ground = new Ground((GraphDatabaseAPI) database.service(), new SettableClock("2100-01-01T00:00:00Z"));
        return ground.read(scope -> check.run(scope, new Check.Subject(List.of(model), recompute)));
    }
}
