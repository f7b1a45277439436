package org.graphunlearning.procedures.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.train;
import static org.graphunlearning.procedures.certificate.Certificates.chain;
import static org.graphunlearning.procedures.certificate.Certificates.delete;
import static org.graphunlearning.procedures.certificate.Certificates.events;
import static org.graphunlearning.procedures.certificate.Certificates.step;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.graphunlearning.verify.certificate.ChainVerifier;
import org.graphunlearning.verify.certificate.PublicKeyId;
import org.graphunlearning.verify.certificate.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class CertificateChainTest {
    @Test
    void recordsARequestBeforeAndAfterItsWork(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        delete(database, 5, "r-1");

        assertThat(events(database)).isEqualTo(List.of("1 KEY_ROTATED", "2 REQUESTED r-1", "3 COMPLETED r-1"));
        assertThat(chain(database)).allSatisfy(row -> assertThat(row).containsEntry("ok", true));
    }

    /** The oracle is the verifier that runs without a database. */
    @Test
    void exportsWhatTheVerifierOutsideAccepts(TestDatabase.Running database) throws IOException {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, "r-1");
        delete(database, 6, "r-2");
        var lines = database.run("CALL unlearn.certificate.export()").stream()
                .map(row -> (String) row.get("line"))
                .toList();
        var pem = Files.readString(database.configurationFolder().resolve(KeyFolder.CURRENT));
        var expected = new ChainVerifier.Expectations(PublicKeyId.parsePem(pem), null, null);

        var file = new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        var report = ChainVerifier.verify(file, expected);

        assertThat(report.ok()).as(report.steps().toString()).isTrue();
        assertThat(report.entries()).isEqualTo(5);
        assertThat(report.open()).isEmpty();
    }

    @Test
    void leavesAnOpenRequestBehindARollback(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        try (var tx = database.service().beginTx()) {
            delete(tx, 5, "r-1");
            tx.rollback();
        }

        assertThat(events(database)).isEqualTo(List.of("1 KEY_ROTATED", "2 REQUESTED r-1"));
        assertThat(database.run("MATCH (c:UnlearnCertificate) RETURN c")).isEmpty();
        assertThat((String) step(chain(database), "requests").get("detail")).startsWith("1 open: r-1 (entry 2)");
        delete(database, 5, "r-1");
        assertThat((String) step(chain(database), "requests").get("detail")).isEqualTo("No request is open.");
    }

    @Test
    void recordsAFailureEvenThoughTheCallRollsBack(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var all = "MATCH (n:Member) WITH collect(n) AS all CALL unlearn.deleteNode('club', all, {requestId: 'r-1'})"
                + " YIELD requestId RETURN requestId";

        assertThatThrownBy(() -> database.run(all)).hasMessageContaining("no labelled training node");

        assertThat(events(database)).isEqualTo(List.of("1 KEY_ROTATED", "2 REQUESTED r-1", "3 FAILED r-1"));
        assertThat(database.<String>value("MATCH (e:UnlearnEntry {event: 'FAILED'}) RETURN e.record"))
                .contains("\"reason\":\"IllegalStateException\"");
    }

    /** A caller that keeps its transaction open after a deletion must not hold up the next request, its own or another's. */
    @Test
    @Timeout(120)
    void holdsNobodyUpBetweenADeletionAndItsCommit(TestDatabase.Running database) throws Exception {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("CREATE (:Visitor)");
        var pool = Executors.newSingleThreadExecutor();
        try (var tx = database.service().beginTx()) {
            delete(tx, 5, "r-1");
            delete(tx, 6, "r-2");
            var elsewhere = pool.submit(() -> database.run("MATCH (n:Visitor) CALL unlearn.deleteNode('*', n, "
                    + "{requestId: 'r-3'}) YIELD requestId RETURN requestId"));
            elsewhere.get();
            assertThat(events(database)).last().isEqualTo("5 COMPLETED r-3");
            tx.commit();
        } finally {
            pool.shutdown();
        }

        assertThat(events(database))
                .isEqualTo(List.of(
                        "1 KEY_ROTATED",
                        "2 REQUESTED r-1",
                        "3 REQUESTED r-2",
                        "4 REQUESTED r-3",
                        "5 COMPLETED r-3",
                        "6 COMPLETED r-1",
                        "7 COMPLETED r-2"));
        assertThat(chain(database)).allSatisfy(row -> assertThat(row).containsEntry("ok", true));
    }

    @Test
    @Timeout(120)
    void keepsOneChainUnderConcurrentRequests(TestDatabase.Running database) throws Exception {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var ready = new CountDownLatch(3);
        var pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<Map<String, Object>>> pending = List.of(5, 9, 20).stream()
                    .map(id -> pool.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return delete(database, id, "r-" + id);
                    }))
                    .toList();
            for (var one : pending) {
                assertThat(one.get()).containsEntry("guarantee", "EXACT");
            }
        } finally {
            pool.shutdown();
        }

        assertThat(events(database)).hasSize(7);
        assertThat(chain(database)).allSatisfy(row -> assertThat(row).containsEntry("ok", true));
    }

    @Test
    void certifiesARepeatedRequestOnceAndGivesItsReceiptOnce(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var id = database.<String>value("MATCH (n:Member {id: 5}) RETURN elementId(n)");
        var query = "CALL unlearn.deleteNode('club', $id, {requestId: 'r-1'}) YIELD receipt RETURN receipt";

        var first = database.run(query, Map.of("id", id)).get(0).get("receipt");
        var second = database.run(query, Map.of("id", id)).get(0).get("receipt");

        assertThat((String) first).matches("[0-9a-f]{64}");
        assertThat(second).isNull();
        assertThat(events(database)).hasSize(3);
    }

    @Test
    void storesNeitherTheReceiptNorTheKeyNorAnElementId(TestDatabase.Running database) throws IOException {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var id = database.<String>value("MATCH (n:Member {id: 5}) RETURN elementId(n)");
        var receipt = (String) delete(database, 5, "r-1").get("receipt");
        var pem = Files.readString(database.configurationFolder().resolve(KeyFolder.CURRENT));

        var stored = database.run("MATCH (n) WHERE n:UnlearnEntry OR n:UnlearnChain RETURN properties(n) AS p")
                .toString();

        assertThat(stored).contains("subjectRoot").doesNotContain(id).doesNotContain(receipt);
        assertThat(stored).doesNotContain(pem.lines().toList().get(1));
    }

    @Test
    void namesAnEntryThatWasChangedInTheDatabase(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, "r-1");

        database.run("MATCH (e:UnlearnCertificate) SET e.record = replace(e.record, '\"nodes\":1', '\"nodes\":2')");

        var canonical = step(chain(database), "canonical");
        assertThat(canonical).containsEntry("ok", false);
        assertThat((String) canonical.get("detail")).startsWith("Line 3, byte").contains("this byte was changed");
    }

    @Test
    void namesANodeThatHoldsNoEntryAnyMore(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, "r-1");

        database.run("MATCH (e:UnlearnCertificate) SET e.signatures = 7, e.record = 'gone'");

        assertThat((String) step(chain(database), "canonical").get("detail")).startsWith("Line 3, byte 0");
        assertThatThrownBy(() -> database.run("CALL unlearn.certificate.get('r-1')"))
                .hasMessageContaining("Entry 3 was changed in the database");
    }

    @Test
    void namesAnEntryThatWasRemovedFromTheDatabase(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, "r-1");
        delete(database, 6, "r-2");

        database.run("MATCH (e:UnlearnCertificate {requestId: 'r-2'}) DELETE e");
        assertThat((String) step(chain(database), "stored").get("detail"))
                .isEqualTo(
                        "The chain should end with entry 5 but ends with entry 4; entries were removed or replaced.");
        database.run("MATCH (e:UnlearnCertificate {requestId: 'r-1'}) DELETE e");
        assertThat((String) step(chain(database), "chain").get("detail"))
                .isEqualTo("Before entry 4, entry 3 is missing.");
    }

    @Test
    void missesAHeadThatWasNotedElsewhere(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, "r-1");
        var head = database.<String>value("MATCH (c:UnlearnChain) RETURN c.sha256");
        var query = "CALL unlearn.certificate.chain({head: $head})";

        assertThat(step(database.run(query, Map.of("head", head)), "chain")).containsEntry("ok", true);
        assertThat(step(database.run(query, Map.of("head", "0".repeat(64))), "chain"))
                .containsEntry("ok", false);
        assertThatThrownBy(() -> database.run(query, Map.of("head", "1"))).hasMessageContaining("64 lower-case");
        assertThat((String) database.run("CALL unlearn.certificate.chain({verify: false})")
                        .get(0)
                        .get("detail"))
                .contains(head);
    }

    @Test
    void saysInTheRowAndInTheChainThatNobodySigned(TestDatabase.Running database) throws IOException {
        var key = database.configurationFolder().resolve(KeyFolder.CURRENT);
        var away = database.configurationFolder().resolve("away.pem");
        Graphs.karate(database);
        train(database, "club", KARATE);
        Files.move(key, away);
        try {
            assertThat((List<?>) delete(database, 5, "r-1").get("warnings"))
                    .isEqualTo(List.of("The certificate is not signed; put a key as `unlearn-signing-key.pem` into"
                            + " `conf` under Neo4j's home to have it signed."));
        } finally {
            Files.move(away, key);
        }

        assertThat(step(chain(database), "signature")).containsEntry("ok", null);
        assertThat((String) step(chain(database), "signature").get("detail")).startsWith("UNSIGNED");
    }

    @Test
    void changesTheKeyWithTheAgreementOfTheOldOne(TestDatabase.Running database) throws IOException {
        var key = database.configurationFolder().resolve(KeyFolder.CURRENT);
        var previous = database.configurationFolder().resolve(KeyFolder.PREVIOUS);
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, "r-1");
        Files.move(key, previous);
        try {
            SigningKey.generate().writeNew(key);
            delete(database, 6, "r-2");
        } finally {
            Files.delete(previous);
        }

        assertThat(events(database))
                .isEqualTo(List.of(
                        "1 KEY_ROTATED",
                        "2 REQUESTED r-1",
                        "3 COMPLETED r-1",
                        "4 KEY_ROTATED",
                        "5 REQUESTED r-2",
                        "6 COMPLETED r-2"));
        assertThat(chain(database)).allSatisfy(row -> assertThat(row).containsEntry("ok", true));
    }
}
