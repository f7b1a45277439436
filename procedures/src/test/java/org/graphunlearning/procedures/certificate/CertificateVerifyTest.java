package org.graphunlearning.procedures.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.train;
import static org.graphunlearning.procedures.certificate.Certificates.delete;
import static org.graphunlearning.procedures.certificate.Certificates.step;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.graphunlearning.verify.certificate.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.graphdb.Label;

@ExtendWith(TestDatabase.class)
class CertificateVerifyTest {
    private static List<Map<String, Object>> verify(
            TestDatabase.Running database, String request, Map<String, Object> config) {
        return database.run(
                "CALL unlearn.certificate.verify($request, $config)", Map.of("request", request, "config", config));
    }

    private static Map<String, Object> recomputed(TestDatabase.Running database, String request) {
        return step(verify(database, request, Map.of("recompute", true)), "recompute");
    }

    @Test
    void givesWhatTheChainSaysOfARequest(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, "r-1");

        var rows = database.run("CALL unlearn.certificate.get('r-1')");

        assertThat(rows).extracting(row -> row.get("event")).isEqualTo(List.of("REQUESTED", "COMPLETED"));
        assertThat(rows.get(1)).containsEntry("modelName", "club").containsEntry("seq", 3L);
        var content = (Map<?, ?>) rows.get(1).get("content");
        assertThat(content.get("subject")).isEqualTo(((Map<?, ?>) rows.get(0).get("content")).get("subject"));
        assertThat(((Map<?, ?>) content.get("data")).get("modelAfter")).isEqualTo(Graphs.sha256(database, "club"));
        assertThat(((Map<?, ?>) content.get("procedure")).get("settings").toString())
                .contains("epochs=20");
        assertThatThrownBy(() -> database.run("CALL unlearn.certificate.get('none')"))
                .hasMessageContaining("No request has this id");
        assertThatThrownBy(() -> verify(database, "none", Map.of())).hasMessageContaining("No request has this id");
    }

    @Test
    void showsWithTheReceiptThatTheNodeIsGone(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var receipt = delete(database, 5, "r-1").get("receipt");
        var other = delete(database, 6, "r-2").get("receipt");

        var steps = verify(database, "r-1", Map.of("receipt", receipt));

        assertThat(steps).allSatisfy(row -> assertThat(row).containsEntry("ok", true));
        assertThat((String) step(steps, "absence").get("detail")).contains("None of the 1 commitments is in the graph");
        assertThat(step(verify(database, "r-1", Map.of("receipt", other)), "absence"))
                .containsEntry("ok", false)
                .containsEntry("detail", "The receipt belongs to another request.");
        assertThat(step(verify(database, "r-1", Map.of()), "absence")).containsEntry("ok", null);
    }

    @Test
    void findsANodeThatTheModelStillLearnsFrom(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var receipt = database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, "
                        + "{requestId: 'r-1', keepInGraph: true}) YIELD receipt RETURN receipt")
                .get(0)
                .get("receipt");

        assertThat(step(verify(database, "r-1", Map.of("receipt", receipt)), "absence"))
                .containsEntry("ok", null);
        database.run("MATCH (n:Member {id: 5}) SET n.`unlearn:club` = 1");
        assertThat(step(verify(database, "r-1", Map.of("receipt", receipt)), "absence"))
                .containsEntry("ok", false);
    }

    @Test
    void trainsAgainAndFindsTheSameParameters(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, "r-1");

        assertThat(recomputed(database, "r-1")).containsEntry("ok", true);
    }

    @Test
    void trainsShardsAgainAndFindsTheSameParameters(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "club", PAPERS);
        database.run("MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('club', n, {requestId: 'r-1'}) YIELD guarantee "
                + "RETURN guarantee");

        assertThat(recomputed(database, "r-1")).containsEntry("ok", true);
    }

    @Test
    void findsParametersThatWereChangedBelowTheirHash(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, "r-1");

        changeChunk(database);

        assertThat(recomputed(database, "r-1")).containsEntry("ok", false);
        assertThat((String) recomputed(database, "r-1").get("detail")).contains("damaged");
    }

    private static void changeChunk(TestDatabase.Running database) {
        database.commit(tx -> {
            var chunk = tx.findNodes(Label.label("UnlearnChunk")).stream()
                    .findFirst()
                    .orElseThrow();
            var bytes = (byte[]) chunk.getProperty("bytes");
            bytes[bytes.length / 2] ^= 1;
            chunk.setProperty("bytes", bytes);
            return bytes;
        });
    }

    /** Parameters of a model that never forgot, put in place with hashes that fit. */
    @Test
    void findsParametersThatWereExchangedWithTheirHashes(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        train(database, "untouched", KARATE);
        delete(database, 5, "r-1");
        database.run("MATCH (a:UnlearnModel {name: 'club'})-[r:HAS_SHARD]->(), "
                + "(b:UnlearnModel {name: 'untouched'})-[:HAS_SHARD]->(s) DELETE r CREATE (a)-[:HAS_SHARD]->(s)");

        var step = recomputed(database, "r-1");

        assertThat(step).containsEntry("ok", false);
        assertThat((String) step.get("detail")).contains("are not those it was left with");
    }

    @Test
    void saysWhenThereIsNothingToCompareWithAnyMore(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, "r-1");

        database.run("MATCH (a:Member {id: 1}), (b:Member {id: 33}) CREATE (a)-[:KNOWS]->(b)");
        assertThat(recomputed(database, "r-1")).containsEntry("ok", null);
        assertThat((String) recomputed(database, "r-1").get("detail")).startsWith("The graph has changed");
        delete(database, 6, "r-2");
        assertThat((String) recomputed(database, "r-1").get("detail")).contains("changed or trained anew since");
        assertThat(recomputed(database, "r-2")).containsEntry("ok", true);
        database.run("CALL unlearn.model.drop('club')");
        assertThat((String) recomputed(database, "r-2").get("detail")).contains("was dropped");
    }

    @Test
    void doesNotRecomputeWhatIsNotExact(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, "
                + "{requestId: 'r-1', strategy: 'unlink'}) YIELD guarantee RETURN guarantee");

        assertThat(recomputed(database, "r-1")).containsEntry("ok", null);
    }

    @Test
    void checksTheSignatureAgainstAKey(TestDatabase.Running database) throws Exception {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, "r-1");
        var pem = Files.readString(database.configurationFolder().resolve(KeyFolder.CURRENT));
        var open = pem.substring(pem.indexOf("-----BEGIN PUBLIC"));
        var stranger = SigningKey.generate().open().pem();

        assertThat(step(verify(database, "r-1", Map.of("publicKey", open)), "signature"))
                .containsEntry("ok", true);
        assertThat(step(verify(database, "r-1", Map.of("publicKey", stranger)), "signature"))
                .containsEntry("ok", false);
    }

    @Test
    void answersForCertificatesOlderThanTheChain(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var record = "{\"completedAt\":\"2026-01-02T03:04:06Z\",\"modelName\":\"club\",\"v\":2}";
        var hash = "ca59f375ceb9d08e066767dab5ccec8ad954d6c272fab0a7292ba008ba5120e0";
        database.run(
                "CREATE (:UnlearnCertificate {requestId: 'old', modelName: 'club', format: 2, record: $record, "
                        + "sha256: $hash, `row.requestId`: 'old', `row.guarantee`: 'EXACT', `row.nodesUnlearned`: 1})",
                Map.of("record", record, "hash", hash));

        assertThat(database.run("CALL unlearn.deleteNode('club', 'gone', {requestId: 'old'}) YIELD guarantee "
                        + "RETURN guarantee"))
                .isEqualTo(List.of(Map.of("guarantee", "EXACT")));
        assertThat(database.run("CALL unlearn.certificate.get('old')").get(0))
                .containsEntry("seq", null)
                .containsEntry("modelName", "club");
        assertThat(step(verify(database, "old", Map.of()), "canonical")).containsEntry("ok", null);
        database.run("MATCH (c:UnlearnCertificate) SET c.record = replace(c.record, 'club', 'clud')");
        assertThat(step(verify(database, "old", Map.of()), "canonical")).containsEntry("ok", false);
    }
}
