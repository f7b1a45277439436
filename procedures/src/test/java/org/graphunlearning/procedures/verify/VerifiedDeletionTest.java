package org.graphunlearning.procedures.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.train;
import static org.graphunlearning.procedures.Graphs.with;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
                .containsEntry("controls", Map.of("noopVerdict", "NOT_FORGOTTEN", "refVerdict", "FORGOTTEN"))
                .extractingByKey("metrics")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsKey("thresholds")
                .extractingByKey("verification")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("reason", "BIT_IDENTICAL")
                .containsEntry("progress", "3ff0000000000000"); // the bits of 1
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
        var byShard =
                Graphs.shards(database, "club").entrySet().stream().collect(Collectors.groupingBy(Map.Entry::getValue));
        var chosen = Stream.of(0L, 1L)
                .flatMap(shard -> byShard.get(shard).stream().limit(4).map(Map.Entry::getKey))
                .toList();

        var row = database.run(
                        "MATCH (n:Paper) WHERE n.id IN $ids WITH collect(n) AS ns CALL unlearn.deleteNode('club', ns,"
                                + " {verify: {maxTargets: 8, rules: false, attacks: false}, strategy: 'unlink'})"
                                + YIELD,
                        Map.of("ids", chosen))
                .get(0);

        assertThat(row).containsEntry("verdict", "NOT_FORGOTTEN");
        var evidence = verified(database, row.get("requestId"));
        assertThat(evidence).containsEntry("graphRuleShift", null).containsEntry("miaResidual", null);
        assertThat((Long) evidence.get("targets")).isLessThanOrEqualTo(8);
        assertThat(evidence).containsEntry("shardsVerified", 2L);
        assertThat(evidence.get("warnings").toString())
                .contains("Of 2 verified shards the weakest verdict counts: " + row.get("verdict"));
    }

    static Stream<Map<String, Object>> models() {
        return Stream.of(
                with(KARATE, "architecture", "GAT", "heads", 2L),
                with(KARATE, "architecture", "SAGE", "orientation", "NATURAL"),
                with(KARATE, "architecture", "SGC", "hiddenChannels", null),
                with(KARATE, "architecture", "SGC", "hiddenChannels", null, "head", "ridge", "epochs", null));
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyArchitectureIsVerified(Map<String, Object> config, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", config);

        var row = delete(database, 5, Map.of("verify", true, "requestId", "r-1"));

        assertThat(row).containsEntry("verdict", "FORGOTTEN");
        assertThat(verified(database, "r-1"))
                .containsEntry("evidenceLevel", "L1_RECOMPUTE")
                .containsEntry("backbone", config.get("architecture"));
        assertThat(database.run("CALL unlearn.verify.heatmap('r-1', 1)")).isNotEmpty();
    }

    @Test
    void ghostsHaveNumbers(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "club", with(PAPERS, "repair", "mirror", "strict", true));

        var row = delete(database, 5, Map.of("verify", true, "requestId", "r-1"));

        assertThat(row).containsEntry("verdict", "FORGOTTEN");
        var ghosts = new ArrayList<Map<String, Object>>();
        for (var target : database.run("CALL unlearn.verify.targets('r-1')")) {
            database.run("CALL unlearn.verify.heatmap('r-1', $target)", Map.of("target", target.get("target"))).stream()
                    .filter(entry -> String.valueOf(entry.get("element")).matches("ghost #\\d+"))
                    .forEach(ghosts::add);
        }
        assertThat(ghosts).isNotEmpty().allSatisfy(entry -> assertThat(entry.get("column"))
                .isNull());
    }

    @Test
    void aNodeThatReachesNobodyHadNoInfluence(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("CREATE (:Member {id: 100, index: [3], faction: 1, split: 'test'})");
        train(database, "club", KARATE);

        var row = delete(database, 100, Map.of("verify", true));

        assertThat(row.get("verdict")).isIn("NEGLIGIBLE_INFLUENCE", "FORGOTTEN");
        assertThat(verified(database, row.get("requestId"))).containsEntry("noopVerdict", null);
    }

    @Test
    void publishedColumnsStandBesideThoseOfTheUntouchedModel(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var row = delete(database, 5, Map.of("verify", Map.of("definition", "paper", "reference", "none")));

        assertThat(row).containsEntry("verdict", "INCONCLUSIVE");
        assertThat(verified(database, row.get("requestId")))
                .containsEntry("evidenceLevel", "L4_SELF")
                .containsEntry("refVerdict", null)
                .containsEntry("referenceMillis", 0L)
                .extractingByKey("paper")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("residualAfter", 0.0)
                .containsEntry("residualAfterUntouched", 0.0)
                .containsKeys("rulesRemoved", "membershipBefore", "membershipAfter")
                .hasEntrySatisfying("rulesRemovedUntouched", value -> assertThat((Long) value)
                        .isBetween(0L, 8L))
                .hasEntrySatisfying("membershipAfterUntouched", value -> assertThat((Double) value)
                        .isBetween(0.0, 1.0));
    }

    private static boolean isDeleted(Map<String, Object> row) {
        return row.get("element") instanceof String name && name.startsWith("deleted");
    }

    @Test
    void everyModelOfARequestHasItsVerdict(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        train(database, "other", with(KARATE, "architecture", "SAGE"));

        database.run(
                "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('*', n, {verify: {maxTargets: 4}, requestId: 'r-1',"
                        + " keepInGraph: true}) YIELD modelName RETURN modelName");

        var rows = database.run("CALL unlearn.verify('r-1')");
        assertThat(rows).extracting(row -> row.get("modelName")).isEqualTo(List.of("club", "other"));
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row).containsEntry("verdict", "FORGOTTEN").containsEntry("targets", 4L));
        var kept = database.<String>value("MATCH (n:Member {id: 5}) RETURN elementId(n)");
        assertThat(database.run("CALL unlearn.verify.heatmap('r-1', 1)"))
                .extracting(row -> row.get("modelName"))
                .contains("club", "other");
        assertThat(database.run("CALL unlearn.verify.heatmap('r-1', 1)"))
                .noneMatch(row -> kept.equals(row.get("element")));
        assertThatThrownBy(() -> database.run("CALL unlearn.verify.heatmap('r-1', $kept)", Map.of("kept", kept)))
                .hasMessageContaining("This is no target of the verification");
    }

    /** Oracle: the rungs of the ladder by themselves, verified after the deletion instead of within it. */
    @Test
    void autoClimbsForTheReasonTheVerifierGives(TestDatabase.Running database) {
        var light =
                Map.<String, Object>of("strategy", "gif", "iterations", 8L, "steps", 1L, "damping", 0.0, "draws", 1L);
        var objections = List.of(
                objection(database, "`finetune`", Map.of("strategy", "finetune", "epochs", 20L, "learningRate", 0.01)),
                objection(database, "a light `gif`", light),
                objection(database, "`gif`", Map.of("strategy", "gif")));

        var row = deleted(database, Map.of("strategy", "auto", "budgetMillis", 1L));

        var said = ((List<?>) row.get("warnings"))
                .stream()
                        .map(String::valueOf)
                        .filter(warning -> warning.contains("the verifier says"))
                        .toList();
        assertThat(said).isNotEmpty();
        assertThat(objections).containsAll(said);
        assertThat(row).containsEntry("verdict", "FORGOTTEN");
    }

    private static Map<String, Object> deleted(TestDatabase.Running database, Map<String, Object> strategy) {
        database.run("MATCH (n) WHERE NOT n:Filler DETACH DELETE n");
        Graphs.karate(database);
        train(database, "club", with(KARATE, "epochs", 1000L));
        return delete(database, 5, with(strategy, "verify", true, "requestId", "r-1"));
    }

    private static String objection(TestDatabase.Running database, String name, Map<String, Object> strategy) {
        deleted(database, strategy);
        var evidence = verified(database, "r-1");
        return "`auto` rejected " + name + ": the verifier says " + evidence.get("verdict")
                + String.format(Locale.ROOT, " (residual %.2f).", (Double) evidence.get("residual"));
    }

    @Test
    void theRowSaysHowItWasExplained(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        Map<String, Object> options =
                Map.of("explainer", "integratedGradients", "explainerOptions", Map.of("steps", 4L, "maxSteps", 8L));

        var row = delete(database, 5, Map.of("verify", options, "requestId", "r-1"));

        assertThat(row).containsEntry("verdict", "FORGOTTEN");
        assertThat(verified(database, "r-1"))
                .containsEntry("explainer", "integratedGradients")
                .containsEntry("explainerParams", Map.of("baseline", "zero", "maxSteps", 8L, "steps", 4L))
                .extractingByKey("seed")
                .isInstanceOf(Long.class);
    }

    @Test
    void theUsualExplainerHasNoOptions(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, 5, Map.of("verify", true, "requestId", "r-1"));

        assertThat(verified(database, "r-1"))
                .containsEntry("explainer", "gradientTimesInput")
                .containsEntry("explainerParams", Map.of());
    }

    @Test
    void slicesAreNotVerified(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "club", with(PAPERS, "slices", 2L));

        var row = delete(database, 5, Map.of("verify", true));

        assertThat(row).containsEntry("verdict", "NOT_VERIFIED");
        saysWhy(database, row, "SLICES", "with `slices` a shard is several models in a row");
        assertThat(verified(database, row.get("requestId"))).containsEntry("evidenceFrom", "DELETION");
    }

    /** The one reason, in the warning, in the row and on the page. */
    private static void saysWhy(
            TestDatabase.Running database, Map<String, Object> row, String reason, String beginning) {
        assertThat(row).containsEntry("verdict", "NOT_VERIFIED");
        var sentences = ((List<?>) row.get("warnings"))
                .stream()
                        .map(String::valueOf)
                        .filter(warning -> warning.startsWith("Nothing was verified"))
                        .toList();
        assertThat(sentences).singleElement().asString().startsWith("Nothing was verified: " + beginning);
        assertThat(verified(database, row.get("requestId")))
                .containsEntry("verdict", "NOT_VERIFIED")
                .containsEntry("reason", reason)
                .containsEntry("sentence", sentences.get(0));
        assertThat(database.<String>value("CALL unlearn.report('" + row.get("requestId") + "') YIELD html RETURN html"))
                .contains("Missing: " + beginning);
    }

    @Test
    void whatLeftTheProjectionIsNotVerified(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (n:Member {id: 5}) REMOVE n:Member SET n:Former");

        var row = database.run("MATCH (n:Former) CALL unlearn.deleteNode('club', n, {verify: true})" + YIELD)
                .get(0);

        saysWhy(database, row, "OUT_OF_SIGHT", "what was deleted had left the projection before");
    }

    @Test
    void oneOfTwoEqualRelationshipsIsNotVerified(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (a:Member {id: 0}), (b:Member {id: 1}) CREATE (a)-[:KNOWS {second: true}]->(b)");
        train(database, "club", KARATE);

        var row = database.run(
                        "MATCH ()-[r:KNOWS {second: true}]->() CALL unlearn.deleteEdge('club', r, {verify: true})"
                                + YIELD)
                .get(0);

        saysWhy(database, row, "NOTHING_CHANGED", "what was deleted changes nothing");
    }

    @Test
    void aShardThatIsGoneIsNotVerified(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "club", PAPERS);
        var shards = Graphs.shards(database, "club");
        var gone = shards.keySet().stream()
                .filter(id -> shards.get(id).equals(shards.get(3L)))
                .toList();

        var row = database.run(
                        "MATCH (n:Paper) WHERE n.id IN $ids WITH collect(n) AS nodes"
                                + " CALL unlearn.deleteNode('club', nodes, {verify: true})" + YIELD,
                        Map.of("ids", gone))
                .get(0);

        saysWhy(database, row, "ONE_CLASS", "with fewer than two classes in a shard");
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
        assertThat(heat.stream().filter(VerifiedDeletionTest::isDeleted))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get("column")).isNull()); // a column tells what a node was like
        assertThat(heat.stream().filter(row -> row.get("kind").equals("NODE"))).hasSizeLessThanOrEqualTo(24);
        assertThat(heat.toString() + targets + rules).doesNotContain(gone);
        assertThat(rules).extracting(row -> row.get("role")).contains("PRE", "POST", "REFERENCE");
        var first = targets.get(0).get("element");
        assertThat(database.run("CALL unlearn.verify.heatmap('r-1', $name)", Map.of("name", first)))
                .isEqualTo(heat);

        database.run("MATCH (n) WHERE elementId(n) = $id SET n.`unlearn:club` = 'none'", Map.of("id", first));
        assertThat(database.run("CALL unlearn.verify.targets('r-1')").get(0))
                .containsEntry("node", null)
                .containsEntry("element", null);
        assertThatThrownBy(() -> database.run("CALL unlearn.verify.heatmap('r-1', 1000)"))
                .hasMessageContaining("This is no target of the verification");
    }
}
