package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.sha256;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.gnn.unlearn.Strategies;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every strategy on the models it fits, through the database: row, estimate, storage, and the way back to exact. */
@ExtendWith(TestDatabase.class)
class EveryStrategyInNeo4jTest {
    private static final Map<String, Object> GCN = karateWith("checkpoints", 3L);
    private static final Map<String, Object> RIDGE =
            karateWith("epochs", null, "architecture", "SGC", "head", "ridge", "weightDecay", 0.01);
    private static final Map<String, Object> NOISY = karateWith(
            "epochs", null, "architecture", "SGC", "head", "logistic", "weightDecay", 0.01, "perturbation", 0.5);
    private static final String NODE = "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, $how)" + ROW;

    private static final Map<Map<String, Object>, List<String>> FIT = Map.of(
            GCN,
            List.of(
                    "retrain",
                    "auto",
                    "gif",
                    "if",
                    "idea",
                    "finetune",
                    "rewind",
                    "etr",
                    "gnndelete",
                    "cognac",
                    "unlink"),
            RIDGE,
            List.of("retrain", "auto", "linear", "unlink"),
            NOISY,
            List.of("retrain", "auto", "linear", "cgu", "idea", "descentToDelete", "unlink"));

    static Stream<Arguments> fitting() {
        return FIT.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(name -> Arguments.of(name, entry.getKey())));
    }

    private static Map<String, Object> forget(TestDatabase.Running database, Map<String, Object> how) {
        return database.run(NODE, Map.of("how", how)).get(0);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Double> predicted(TestDatabase.Running database, String model, Map<String, Object> how) {
        return (Map<String, Double>) estimate(database, model, how).get("predictedMillis");
    }

    private static Map<String, Object> estimate(TestDatabase.Running database, String model, Map<String, Object> how) {
        return database.run(
                        "MATCH (n {id: 5}) WHERE n:Member OR n:Paper CALL unlearn.delete.estimate($model, {nodes: n}, $how) "
                                + "YIELD predictedMillis, advice, configuration RETURN predictedMillis, advice, "
                                + "configuration",
                        Map.of("model", model, "how", how))
                .get(0);
    }

    @ParameterizedTest
    @MethodSource("fitting")
    @SuppressWarnings("unchecked")
    void forgetsAndFindsBackToExact(String strategy, Map<String, Object> config, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", config);

        var row = forget(database, Map.of("strategy", strategy, "requestId", "r-1"));

        assertThat((String) row.get("strategy")).isIn(Strategies.names());
        assertThat((String) row.get("guarantee")).isIn("EXACT", "CERTIFIED", "APPROXIMATE", "OUTPUT_ONLY");
        assertThat(database.<String>value("MATCH (m:UnlearnModel) RETURN m.guarantee"))
                .isEqualTo(row.get("guarantee"));
        assertThat(((Map<String, Double>) row.get("measures")).values()).allMatch(Double::isFinite);
        assertThat(database.<Double>value("CALL unlearn.predict.stream('club') YIELD probabilities "
                        + "RETURN max(abs(1 - reduce(sum = 0.0, p IN probabilities | sum + p)))"))
                .isLessThan(1e-5);

        database.run("MATCH (n:Member {id: 9}) CALL unlearn.deleteNode('club', n)" + ROW);
        train(database, "fresh", config);
        assertThat(sha256(database, "club")).isEqualTo(sha256(database, "fresh"));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void forgetsALabel(String strategy, Map<String, Object> config, TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member {id: 5}) SET n.split = 'train'");
        train(database, "club", config);

        var row = database.run(
                        "MATCH (n:Member {id: 5}) CALL unlearn.delete('club', {labels: n}, {strategy: $strategy})"
                                + ROW,
                        Map.of("strategy", strategy))
                .get(0);

        assertThat(row).containsEntry("labelsUnlearned", 1L);
    }

    static Stream<Map<String, Object>> models() {
        return FIT.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void predictsEveryStrategyThatFits(Map<String, Object> config, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", config);

        var predicted = predicted(database, "club", Map.of());

        assertThat(predicted).containsKeys(FIT.get(config).toArray(String[]::new));
        assertThat(predicted.values()).allMatch(millis -> millis >= 0);
        assertThat(predicted.get("unlink")).isZero();
    }

    @Test
    void predictsNoStrategyThatDoesNotFit(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "gcn", KARATE);
        train(database, "ridge", RIDGE);

        assertThat(predicted(database, "gcn", Map.of())).doesNotContainKeys("linear", "cgu", "descentToDelete");
        assertThat(predicted(database, "ridge", Map.of())).doesNotContainKeys("gif", "if", "finetune", "etr", "cgu");
    }

    @Test
    void predictsTheStrategyAskedForWithItsOptions(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        var few = predicted(database, "club", Map.of("strategy", "finetune", "epochs", 10L));
        var many = predicted(database, "club", Map.of("strategy", "finetune", "epochs", 10_000L));

        assertThat(many.get("finetune")).isGreaterThan(100 * few.get("finetune"));
        assertThat(many.get("retrain")).isEqualTo(few.get("retrain"));
    }

    @Test
    void predictsNothingForAModelWhoseCostIsUnknown(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (m:UnlearnModel) REMOVE m.`metric.epochMillis`");

        assertThat(predicted(database, "club", Map.of())).doesNotContainKeys("retrain", "finetune");
        assertThat(estimate(database, "club", Map.of("strategy", "auto", "budgetMillis", 50L)))
                .containsEntry(
                        "advice",
                        "`auto`: what training the model costs is not known here, so a gradient would be timed first.");
    }

    @Test
    void predictsOnlyRetrainingWithSlices(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", papersWith("slices", 2L));

        assertThat(predicted(database, "cut", Map.of())).containsOnlyKeys("retrain");
    }

    @Test
    void namesWhatAutoWouldTake(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", RIDGE);
        database.run("MATCH (m:UnlearnModel) SET m.`metric.epochMillis` = 40.0, m.`metric.setupMillis` = 0.0");

        assertThat((String) estimate(database, "club", Map.of("strategy", "auto", "budgetMillis", 60L))
                        .get("advice"))
                .isIn(
                        "`linear`: what `auto` would take within 60 ms.",
                        "`retrain`: what `auto` would take within 60 ms.");
        assertThat((String) estimate(database, "club", Map.of("strategy", "auto", "budgetMillis", 1L))
                        .get("advice"))
                .endsWith(": what `auto` would take, the quickest, though it is not likely to finish within 1 ms.");
    }

    @Test
    void advisesTheExactEditOfASolvedHead(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", RIDGE);

        assertThat(estimate(database, "club", Map.of()))
                .containsEntry("advice", "`linear`: exact, and quicker than `retrain`.");
    }

    @Test
    void sharesTheBudgetAmongShards(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", PAPERS);

        var row = database.run(
                        "MATCH (n:Paper) WHERE n.id < 8 WITH collect(n) AS ns CALL unlearn.deleteNode('cut', ns, "
                                + "{strategy: 'auto', budgetMillis: 60000})" + ROW)
                .get(0);

        assertThat(row).containsEntry("strategy", "retrain").containsEntry("guarantee", "EXACT");
    }

    @Test
    void refusesCertifiedStrategiesWhereNothingHidesTheResidual(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var before = database.state();

        for (var strategy : List.of("cgu", "descentToDelete", "linear")) {
            assertThatThrownBy(() -> forget(database, Map.of("strategy", strategy)))
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Strategy `" + strategy + "` needs a model with the head ");
        }

        assertThat(database.state()).isEqualTo(before);
    }

    @Test
    void refusesToRewindWithoutCheckpoints(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var before = database.state();

        assertThatThrownBy(() -> forget(database, Map.of("strategy", "rewind")))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`checkpoints: 3`");

        assertThat(database.state()).isEqualTo(before);
    }

    @Test
    void replacesCheckpointsWhenAModelIsRetrained(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", GCN);
        forget(database, Map.of());
        train(database, "fresh", GCN);

        assertThat(stored(database, "club")).isEqualTo(stored(database, "fresh"));
    }

    private static List<String> stored(TestDatabase.Running database, String model) {
        return Graphs.storedShards(database, model).values().stream()
                .map(text -> text.substring(text.indexOf('{')))
                .toList();
    }
}
