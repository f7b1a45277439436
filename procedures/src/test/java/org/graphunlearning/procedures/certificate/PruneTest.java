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
import java.util.stream.Stream;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.graphunlearning.verify.certificate.ChainVerifier;
import org.graphunlearning.verify.certificate.PrunedPrefix;
import org.graphunlearning.verify.certificate.Report;
import org.graphunlearning.verify.certificate.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The oracles are the export made before, and the verifier that runs without a database. */
@ExtendWith(TestDatabase.class)
class PruneTest {
    private static List<String> export(TestDatabase.Running database) {
        return database.run("CALL unlearn.certificate.export()").stream()
                .map(row -> (String) row.get("line"))
                .toList();
    }

    private static String hash(TestDatabase.Running database, long seq) {
        return (String) database.run("MATCH (e:UnlearnEntry {seq: $seq}) RETURN e.sha256 AS h", Map.of("seq", seq))
                .get(0)
                .get("h");
    }

    private static Map<String, Object> prune(TestDatabase.Running database, long before) {
        return prune(database, before, hash(database, before - 1));
    }

    private static Map<String, Object> prune(TestDatabase.Running database, long before, String head) {
        return database.run(
                        "CALL unlearn.certificate.prune({before: $before, head: $head})",
                        Map.of("before", before, "head", head))
                .get(0);
    }

    private static Report outside(List<String> lines) throws IOException {
        var bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return ChainVerifier.verify(
                new ByteArrayInputStream(bytes),
                ChainVerifier.Expectations.NONE,
                PrunedPrefix.announcedIn(new ByteArrayInputStream(bytes)));
    }

    /** Entries: 1 key, 2 and 3 of r-1, 4 and 5 of r-2. */
    private static void two(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, "r-1");
        delete(database, 6, "r-2");
    }

    private static String refusal(TestDatabase.Running database, long before, String head) {
        var events = events(database);
        var thrown = new String[1];
        assertThatThrownBy(() -> prune(database, before, head)).rootCause().satisfies(e -> thrown[0] = e.getMessage());
        assertThat(events(database)).isEqualTo(events);
        return thrown[0];
    }

    @Test
    void leavesAChainThatHoldsFromWhereItBegins(TestDatabase.Running database) throws IOException {
        two(database);
        var all = export(database);
        var head = hash(database, 3);

        assertThat(prune(database, 4, head))
                .isEqualTo(Map.of("fromSeq", 1L, "toSeq", 3L, "count", 3L, "headHash", head, "verifiedFromSeq", 4L));

        assertThat(events(database)).isEqualTo(List.of("4 REQUESTED r-2", "5 COMPLETED r-2", "6 PRUNED prune-3"));
        assertThat(chain(database)).allSatisfy(row -> assertThat(row).containsEntry("ok", true));
        assertThat((String) step(chain(database), "chain").get("detail"))
                .startsWith("verifiedFromSeq 4: entries 1 to 3");
        var rest = export(database);
        assertThat(outside(rest).ok()).isTrue();
        assertThat(outside(rest).verifiedFromSeq()).isEqualTo(4);
        var whole = Stream.concat(all.subList(0, 3).stream(), rest.stream()).toList();
        assertThat(outside(whole).ok()).isTrue();
        assertThat(outside(whole).verifiedFromSeq()).isEqualTo(1);
    }

    @Test
    void goesOnAfterwardsAndIsPrunedAgain(TestDatabase.Running database) throws IOException {
        two(database);
        prune(database, 6); // everything
        delete(database, 9, "r-3");
        assertThat(chain(database)).allSatisfy(row -> assertThat(row).containsEntry("ok", true));

        assertThat(prune(database, 8)).containsEntry("fromSeq", 6L).containsEntry("count", 2L);

        assertThat(events(database)).isEqualTo(List.of("8 COMPLETED r-3", "9 PRUNED prune-7"));
        assertThat(chain(database)).allSatisfy(row -> assertThat(row).containsEntry("ok", true));
        assertThat(outside(export(database)).ok()).isTrue();
    }

    /** DESIGN: the same request twice has the effect and the answer of once, whatever became of its entries. */
    @Test
    void stillAnswersARequestThatWasPruned(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var id = database.<String>value("MATCH (n:Member {id: 5}) RETURN elementId(n)");
        delete(database, 5, "r-1");
        var sha256 = Graphs.sha256(database, "club");
        prune(database, 4);

        var again = database.run(
                "CALL unlearn.deleteNode('club', $id, {requestId: 'r-1'}) YIELD guarantee RETURN guarantee",
                Map.of("id", id));

        assertThat(again).isEqualTo(List.of(Map.of("guarantee", "EXACT")));
        assertThat(Graphs.sha256(database, "club")).isEqualTo(sha256);
    }

    @Test
    void saysOfAPrunedRequestThatItWasPruned(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, {requestId: 'r-1', verify: true}) "
                + "YIELD verdict RETURN verdict");
        delete(database, 6, "r-2");
        prune(database, 6);
        var sentence = "What the chain said of this request was pruned at 20";

        assertThatThrownBy(() -> database.run("CALL unlearn.certificate.get('r-1')"))
                .hasMessageContaining(sentence)
                .hasMessageContaining("look there for entry 3.");
        assertThatThrownBy(() -> database.run("CALL unlearn.report('r-1')")).hasMessageContaining(sentence);
        var steps = database.run("CALL unlearn.certificate.verify('r-1')");
        assertThat(step(steps, "pruned")).containsEntry("ok", null);
        assertThat((String) step(steps, "pruned").get("detail")).startsWith(sentence);
        var verified = database.run("CALL unlearn.verify('r-1')").get(0);
        assertThat(verified).containsEntry("verdict", "FORGOTTEN").containsEntry("certificateId", null);
        assertThat(verified.get("warnings").toString()).contains(sentence);
        assertThat((String) database.run("CALL unlearn.verify('r-2')").get(0).get("sentence"))
                .startsWith(sentence);
        assertThatThrownBy(() -> database.run("CALL unlearn.certificate.get('none')"))
                .hasMessageContaining("Entries up to 5 were pruned");
    }

    @Test
    void findsTheRestOfARequestWhoseBeginningWasPruned(TestDatabase.Running database) {
        two(database);
        prune(database, 5);

        var steps = database.run("CALL unlearn.certificate.verify('r-2', {recompute: true})");

        assertThat(step(steps, "request")).containsEntry("ok", true);
        assertThat(step(steps, "recompute")).containsEntry("ok", true);
        assertThat((String) step(steps, "requests").get("detail")).isEqualTo("No request is open.");
    }

    @Test
    void neverPrunesAnOpenRequest(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 6, "r-1");
        try (var tx = database.service().beginTx()) {
            delete(tx, 5, "r-2");
            tx.rollback();
        }

        assertThat(refusal(database, 5, hash(database, 4)))
                .isEqualTo(
                        "Open requests are never pruned, and 1 are among these entries: r-2 (entry 4); carry them out"
                                + " under the same `requestId`, or prune before entry 4.");
        assertThat(prune(database, 4)).containsEntry("toSeq", 3L);
        assertThat((String) step(chain(database), "requests").get("detail")).startsWith("1 open: r-2 (entry 4)");
    }

    @Test
    void refusesWhatTheCallerCannotHaveExported(TestDatabase.Running database) {
        two(database);

        assertThat(refusal(database, 4, hash(database, 2))).startsWith("`head` is not the hash of entry 3");
        assertThat(refusal(database, 7, hash(database, 5))).contains("give a number from 2 to 6");
        assertThat(refusal(database, 1, hash(database, 5))).startsWith("Give `before`");
        assertThatThrownBy(() -> database.run("CALL unlearn.certificate.prune({before: 3})"))
                .hasMessageContaining("Give `before`");
        prune(database, 4);
        assertThat(refusal(database, 4, hash(database, 4))).contains("give a number from 5 to 7");
    }

    @Test
    void prunesNothingOfAChainThatDoesNotHold(TestDatabase.Running database) {
        two(database);
        var head = hash(database, 3);
        database.run("MATCH (e:UnlearnEntry {seq: 2}) SET e.record = replace(e.record, 'NODE', 'EDGE')");

        assertThat(refusal(database, 4, head)).startsWith("The chain does not hold (canonical");
    }

    @Test
    void leavesEverythingAsItWasAfterARollback(TestDatabase.Running database) {
        two(database);
        var before = events(database);

        try (var tx = database.service().beginTx()) {
            TestDatabase.Running.rows(
                    tx, "CALL unlearn.certificate.prune({before: 4, head: $head})", Map.of("head", hash(database, 3)));
            delete(tx, 9, "r-3"); // which must not wait for the pruning
            tx.rollback();
        }

        assertThat(events(database)).startsWith(before.toArray(String[]::new)).hasSize(before.size() + 1);
    }

    @Test
    void prunesNoSignedChainWithoutTheKey(TestDatabase.Running database) throws IOException {
        two(database);
        var key = database.configurationFolder().resolve(KeyFolder.CURRENT);
        var away = database.configurationFolder().resolve("away.pem");
        Files.move(key, away);
        try {
            assertThat(refusal(database, 4, hash(database, 3))).contains("the signing key is not there");
        } finally {
            Files.move(away, key);
        }
    }

    @Test
    void followsAChangeOfKeysThatWasPruned(TestDatabase.Running database) throws IOException {
        var key = database.configurationFolder().resolve(KeyFolder.CURRENT);
        var previous = database.configurationFolder().resolve(KeyFolder.PREVIOUS);
        two(database);
        Files.move(key, previous);
        try {
            SigningKey.generate().writeNew(key);
            delete(database, 9, "r-3");
        } finally {
            Files.delete(previous);
        }
        delete(database, 10, "r-4");

        prune(database, 6); // the change of keys is the first entry that stays
        assertThat(chain(database)).allSatisfy(row -> assertThat(row).containsEntry("ok", true));
        prune(database, 8);
        assertThat(chain(database)).allSatisfy(row -> assertThat(row).containsEntry("ok", true));
        assertThat(outside(export(database)).ok()).isTrue();
    }

    @Test
    void namesWhatWasTakenAwayWithoutPruning(TestDatabase.Running database) {
        two(database);
        prune(database, 3);

        database.run("MATCH (e:UnlearnEntry {seq: 3}) DELETE e");

        assertThat((String) step(chain(database), "chain").get("detail"))
                .contains("The chain begins with entry 4, and no PRUNED entry says");
    }
}
