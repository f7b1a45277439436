package org.graphunlearning.procedures.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.train;
import static org.graphunlearning.procedures.Graphs.with;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.graphdb.Node;

/** Oracles: an exact deletion has forgotten, one that leaves the parameters alone has not. */
@ExtendWith(TestDatabase.class)
class VerifiedDeletionTest {
    static final String YIELD = " YIELD requestId, strategy, verdict, verifyMillis, warnings, configuration"
            + " RETURN requestId, strategy, verdict, verifyMillis, warnings, configuration";

    static Map<String, Object> delete(TestDatabase.Running database, long id, Map<String, Object> config) {
        return database.run(
                        "MATCH (n {id: $id}) WHERE n:Member OR n:Paper CALL unlearn.deleteNode('club', n, $config)"
                                + YIELD,
                        Map.of("id", id, "config", config))
                .get(0);
    }

    static Map<String, Object> verified(TestDatabase.Running database, Object requestId) {
        return database.run("CALL unlearn.verify($id)", Map.of("id", requestId)).get(0);
    }

    @Test
    void anExactDeletionIsProvedByRecomputing(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        var row = delete(database, 5, Map.of("verify", true));

        assertThat(row).containsEntry("verdict", "FORGOTTEN");
        var evidence = verified(database, row.get("requestId"));
        assertThat(evidence)
                .containsEntry("verdict", "FORGOTTEN")
                .containsEntry("evidenceLevel", "L1_RECOMPUTE")
                .containsEntry("reason", "BIT_IDENTICAL")
                .containsEntry("evidenceFrom", "DELETION")
                .containsEntry("noopVerdict", "NOT_FORGOTTEN")
                .containsEntry("refVerdict", "FORGOTTEN")
                .containsEntry("kind", "NODE")
                .containsEntry("backbone", "GCN")
                .containsEntry("residual", 0.0)
                .containsEntry("raProd", 0.0)
                .containsEntry("explainer", "gradientTimesInput");
        assertThat((String) evidence.get("certificateHash")).hasSize(64);
        assertThat(evidence.get("thresholds"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("forgottenResidualMax", 0.35);
        var content = database.run("CALL unlearn.certificate.get($id)", Map.of("id", row.get("requestId")))
                .get(1)
                .get("content");
        assertThat(content)
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("verdict", "FORGOTTEN")
                .containsEntry("evidenceLevel", "L1_RECOMPUTE")
                .containsEntry("controls", Map.of("noopVerdict", "NOT_FORGOTTEN", "refVerdict", "FORGOTTEN"));
    }

    @Test
    void unlinkingLeavesTheParametersAndIsCaught(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        var row = delete(database, 5, Map.of("verify", true, "strategy", "unlink"));

        assertThat(row).containsEntry("verdict", "NOT_FORGOTTEN");
        assertThat(verified(database, row.get("requestId")))
                .containsEntry("reason", "UNCHANGED_PARAMETERS")
                .containsEntry("evidenceLevel", "L2_PAIRED")
                .containsEntry("progress", 0.0)
                .containsEntry("residual", 1.0);
    }

    @Test
    void nothingIsVerifiedUnlessAskedFor(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        var row = delete(database, 5, Map.of());

        assertThat(row).containsEntry("verdict", "NOT_VERIFIED").containsEntry("verifyMillis", 0L);
        assertThat(database.<Long>value("MATCH (v:UnlearnVerification) RETURN count(v)"))
                .isZero();
        assertThat(verified(database, row.get("requestId")))
                .containsEntry("verdict", "NOT_VERIFIED")
                .containsEntry("evidenceFrom", "NOW")
                .containsEntry("evidenceLevel", "L0_DATA")
                .containsEntry("residual", null)
                .extractingByKey("sentence")
                .asString()
                .startsWith("Stored parameters and graph are those of the certificate")
                .contains("without `verify`");
        assertThat(database.run("CALL unlearn.verify($id, {recompute: true})", Map.of("id", row.get("requestId")))
                        .get(0))
                .containsEntry("verdict", "FORGOTTEN")
                .containsEntry("evidenceLevel", "L1_RECOMPUTE");
        database.run("MATCH (:UnlearnModel {name: 'club'})-->(:UnlearnShard)-->(c) SET c.bytes = null");
        assertThat(verified(database, row.get("requestId")))
                .containsEntry("verdict", "INVALID")
                .containsEntry("reason", "DATA_CHECK_FAILED");
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(
                        "MATCH (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) CALL unlearn.deleteEdge('club', r, $config)",
                        "EDGE"),
                Arguments.of("MATCH (n:Member {id: 7}) CALL unlearn.deleteFeature('club', n, $config)", "FEATURE"),
                Arguments.of("MATCH (n:Member {id: 7}) CALL unlearn.delete('club', {labels: [n]}, $config)", "LABEL"),
                Arguments.of(
                        "MATCH (n:Member {id: 5}), (m:Member {id: 9}) CALL unlearn.delete('club', {nodes: n, features:"
                                + " [{node: m}]}, $config)",
                        "BATCH"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfDeletionIsVerified(String query, String kind, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        Map<String, Object> config = Map.of("verify", true, "keepInGraph", kind.equals("EDGE"));

        var row = database.run(query + YIELD, Map.of("config", config)).get(0);

        assertThat(row).containsEntry("verdict", "FORGOTTEN");
        assertThat(verified(database, row.get("requestId")))
                .containsEntry("kind", kind)
                .containsEntry("noopVerdict", "NOT_FORGOTTEN");
    }

    @Test
    void theWeakestShardDecides(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "club", PAPERS);
        var ids = Graphs.shards(database, "club").entrySet().stream()
                .filter(entry -> entry.getValue() < 2)
                .map(Map.Entry::getKey)
                .toList();
        var chosen = List.of(ids.get(0), ids.get(1), ids.get(2), ids.get(ids.size() - 1), ids.get(ids.size() - 2));

        var row = database.run(
                        "MATCH (n:Paper) WHERE n.id IN $ids WITH collect(n) AS ns CALL unlearn.deleteNode('club', ns,"
                                + " {verify: {maxTargets: 8, rules: false, attacks: false}, strategy: 'unlink'})"
                                + YIELD,
                        Map.of("ids", chosen))
                .get(0);

        long shards = chosen.stream()
                .map(Graphs.shards(database, "club")::get)
                .distinct()
                .count();
        assertThat(row.get("verdict")).isIn("NOT_FORGOTTEN", "NEGLIGIBLE_INFLUENCE");
        var evidence = verified(database, row.get("requestId"));
        assertThat(evidence).containsEntry("graphRuleShift", null).containsEntry("miaResidual", null);
        assertThat((Long) evidence.get("targets")).isLessThanOrEqualTo(8);
        assertThat((Long) evidence.get("shardsVerified")).isPositive();
        if ((Long) evidence.get("shardsVerified") > 1) {
            assertThat(evidence.get("warnings").toString()).contains("the weakest verdict counts");
        }
        assertThat(shards).isNotNegative();
    }

    @Test
    void slicesAreNotVerified(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", with(KARATE, "slices", 2L));

        var row = delete(database, 5, Map.of("verify", true));

        assertThat(row).containsEntry("verdict", "NOT_VERIFIED");
        assertThat(row.get("warnings").toString())
                .contains("Nothing was verified")
                .contains("`slices`");
        assertThat(verified(database, row.get("requestId")))
                .containsEntry("verdict", "NOT_VERIFIED")
                .containsEntry("evidenceFrom", "DELETION");
    }

    @Test
    void aRepeatedRequestGetsTheStoredVerdict(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        Map<String, Object> config = Map.of("verify", true, "requestId", "r-1");
        var first = delete(database, 5, config);

        var again = delete(database, 9, config);

        assertThat(again).isEqualTo(first);
        assertThat(database.<Long>value("MATCH (v:UnlearnVerification) RETURN count(v)"))
                .isEqualTo(1);
    }

    @Test
    void aRollbackLeavesNoVerification(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        try (var tx = database.service().beginTx()) {
            TestDatabase.Running.rows(
                    tx,
                    "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, {verify: true, requestId: 'r-1'})"
                            + YIELD,
                    Map.of());
            assertThat(TestDatabase.Running.rows(tx, "CALL unlearn.verify('r-1')", Map.of()))
                    .hasSize(1);
            tx.rollback();
        }

        assertThat(database.<Long>value("MATCH (v:UnlearnVerification) RETURN count(v)"))
                .isZero();
        assertThatThrownBy(() -> verified(database, "r-1")).hasMessageContaining("No request has this id");
    }

    @Test
    void theSameDeletionGivesTheSameEvidence(TestDatabase.Running database) {
        var once = evidenceOf(database);
        database.run("MATCH (n) WHERE NOT n:Filler DETACH DELETE n");
        var again = evidenceOf(database);

        assertThat(again).isEqualTo(once);
    }

    private static Map<String, Object> evidenceOf(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, Map.of("verify", true, "requestId", "same", "strategy", "finetune"));
        var out = new LinkedHashMap<>(verified(database, "same"));
        List.of("evalMillis", "referenceMillis", "certificateId", "certificateHash")
                .forEach(out::remove);
        return out;
    }

    @Test
    void detailsNameNobodyDeleted(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var gone = database.<String>value("MATCH (n:Member {id: 5}) RETURN elementId(n)");
        delete(database, 5, Map.of("verify", true, "requestId", "r-1", "strategy", "finetune"));

        var targets = database.run("CALL unlearn.verify.targets('r-1')");
        var heat = database.run("CALL unlearn.verify.heatmap('r-1', 1)");
        var rules = database.run("CALL unlearn.verify.rules('r-1')");

        assertThat(targets)
                .hasSize(((Long) verified(database, "r-1").get("targets")).intValue())
                .allSatisfy(row -> assertThat(row.get("node")).isInstanceOf(Node.class))
                .allSatisfy(row -> assertThat((Double) row.get("pPre")).isBetween(0.0, 1.0));
        assertThat(targets)
                .anySatisfy(row -> assertThat((Double) row.get("raPre")).isPositive());
        assertThat(heat)
                .anySatisfy(row -> assertThat((String) row.get("element")).matches("deleted [0-9a-f]{64}"))
                .anySatisfy(row -> assertThat((String) row.get("element")).startsWith("deleted #"));
        assertThat(heat.stream().filter(row -> row.get("kind").equals("NODE"))).hasSizeLessThanOrEqualTo(24);
        assertThat(heat.toString() + targets + rules).doesNotContain(gone);
        assertThat(rules).extracting(row -> row.get("role")).contains("PRE", "POST", "REFERENCE");
        var first = targets.get(0).get("element");
        assertThat(database.run("CALL unlearn.verify.heatmap('r-1', $name)", Map.of("name", first)))
                .isEqualTo(heat);

        database.run("MATCH (n) WHERE elementId(n) = $id REMOVE n.`unlearn:club`", Map.of("id", first));
        assertThat(database.run("CALL unlearn.verify.targets('r-1')").get(0))
                .containsEntry("node", null)
                .containsEntry("element", null);
        assertThatThrownBy(() -> database.run("CALL unlearn.verify.heatmap('r-1', 1000)"))
                .hasMessageContaining("This is no target of the verification");
    }
}
