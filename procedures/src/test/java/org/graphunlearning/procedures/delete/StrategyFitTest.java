package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.cutLike;
import static org.graphunlearning.procedures.Graphs.facts;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.sha256;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strategies on models they are made for, and a sentence without any change on those they are not. */
@ExtendWith(TestDatabase.class)
class StrategyFitTest {
    private static final Map<String, Object> RIDGE =
            karateWith("epochs", null, "architecture", "SGC", "head", "ridge", "weightDecay", 0.01);
    private static final String NODE = "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('%s', n, $how)" + ROW;

    private static Map<String, Object> forget(TestDatabase.Running database, String model, String strategy) {
        return database.run(String.format(NODE, model), Map.of("how", Map.of("strategy", strategy)))
                .get(0);
    }

    private static List<Map<String, Object>> predictions(TestDatabase.Running database, String model) {
        return database.run(
                "CALL unlearn.predict.stream($model) YIELD node, probabilities RETURN node.id AS id, probabilities "
                        + "ORDER BY id",
                Map.of("model", model));
    }

    private static void refuses(TestDatabase.Running database, String model, String strategy, String message) {
        var before = database.state();

        assertThatThrownBy(() -> forget(database, model, strategy))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);

        assertThat(database.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "gcn, linear, Strategy `linear` needs a model with the head `ridge` or `logistic`",
        "ridge, finetune, Strategy `finetune` moves parameters by gradients of the softmax loss"
    })
    void refusesAModelTheStrategyIsNotMadeFor(
            String model, String strategy, String message, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "gcn", KARATE);
        train(database, "ridge", RIDGE);

        refuses(database, model, strategy, message);
    }

    @Test
    void namesTheModelAmongSeveral(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "ridge", RIDGE);
        train(database, "gcn", KARATE);

        refuses(database, "*", "linear", "Model `gcn`: Strategy `linear` needs a model with the head ");
    }

    @Test
    void looksAtTheStrategyBeforeItReadsTheGraph(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "gcn", KARATE);
        database.run("MATCH (n:Member {id: 3}) SET n.index = 'unreadable'");

        refuses(database, "gcn", "linear", "Strategy `linear` needs");
    }

    @Test
    void refusesTheSameInAnEstimate(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "gcn", KARATE);

        assertThatThrownBy(
                        () -> database.run("MATCH (n:Member {id: 5}) CALL unlearn.delete.estimate('gcn', {nodes: n}, "
                                + "{strategy: 'linear'}) YIELD advice RETURN advice"))
                .rootCause()
                .hasMessageStartingWith("Strategy `linear` needs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n:Member {id: 5}) CALL unlearn.delete('ridge', {nodes: n}, $how)",
                "MATCH (:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) CALL unlearn.delete('ridge', {relationships: r}, $how)",
                "MATCH (n:Member {id: 7}) CALL unlearn.delete('ridge', {features: [{node: n}]}, $how)",
                "MATCH (n:Member {id: 9}) CALL unlearn.delete('ridge', {labels: n}, $how)",
                "MATCH (n:Member {id: 5}), (m:Member {id: 9}) CALL unlearn.delete('ridge', {nodes: n, labels: m}, $how)"
            })
    void editsARidgeHeadToTheBitsOfAFreshOne(String deletion, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "ridge", RIDGE);

        var row = database.run(deletion + ROW, Map.of("how", Map.of("strategy", "linear")))
                .get(0);

        assertThat(row).containsEntry("strategy", "linear").containsEntry("guarantee", "EXACT");
        train(database, "fresh", RIDGE);
        assertThat(sha256(database, "ridge")).isEqualTo(sha256(database, "fresh"));
        assertThat(facts(database, "ridge")).usingRecursiveComparison().isEqualTo(facts(database, "fresh"));
    }

    @Test
    void keepsTheSumsOfARidgeHeadUpToDate(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "ridge", RIDGE);

        for (long id : List.of(5L, 9L, 20L)) {
            var row = database.run(
                            "MATCH (n:Member {id: $id}) CALL unlearn.deleteNode('ridge', n, {strategy: 'linear'})"
                                    + ROW,
                            Map.of("id", id))
                    .get(0);
            assertThat(row).containsEntry("warnings", List.of());
        }

        train(database, "fresh", RIDGE);
        assertThat(storedBytes(database, "ridge")).isEqualTo(storedBytes(database, "fresh"));
    }

    /** Parameters and sidecar of every shard, without the ids of nodes. */
    private static List<String> storedBytes(TestDatabase.Running database, String model) {
        return Graphs.storedShards(database, model).values().stream()
                .map(stored -> stored.substring(stored.indexOf('{')))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ridge", "logistic"})
    void editsTheShardOfTheNodeOnly(String head, TestDatabase.Running database) {
        var config = papersWith("epochs", null, "architecture", "SIGN", "head", head, "weightDecay", 0.01);
        Graphs.papers(database);
        train(database, "cut", config);

        var row = database.run("MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('cut', n, {strategy: 'linear'})" + ROW)
                .get(0);

        assertThat(row)
                .containsEntry("strategy", "linear")
                .containsEntry("guarantee", "EXACT")
                .containsEntry("shardsTouched", 1L);
        train(database, "fresh", cutLike(config, "cut"));
        assertThat(sha256(database, "cut")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void takesTheSumsAlongWhenAModelTravels(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "ridge", RIDGE);
        var content = database.<String>value("CALL unlearn.model.export('ridge') YIELD content");
        database.run("CALL unlearn.model.import('copy', $content)", Map.of("content", content));

        assertThat(forget(database, "copy", "linear"))
                .containsEntry("guarantee", "EXACT")
                .containsEntry(
                        "warnings",
                        List.of(
                                "Still remembered by model `ridge`; with '*' as `modelName` every model forgets, and `CALL unlearn.process('*')` makes up for it."));
        train(database, "fresh", RIDGE);
        assertThat(sha256(database, "copy")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void storesDeletionOperatorsWhichAnswerFromThenOn(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", karateWith("epochs", 60L));
        train(database, "cut", karateWith("epochs", 60L));
        var parameters = sha256(database, "club");

        var row = database.run(
                        String.format(NODE, "club"),
                        Map.of("how", Map.of("strategy", "gnndelete", "keepInGraph", true)))
                .get(0);
        forget(database, "cut", "unlink");

        assertThat(row).containsEntry("guarantee", "OUTPUT_ONLY");
        assertThat(sha256(database, "club")).isNotEqualTo(parameters);
        assertThat(sha256(database, "cut")).isEqualTo(parameters);
        if (row.get("strategy").equals("gnndelete")) {
            assertThat(predictions(database, "club")).isNotEqualTo(predictions(database, "cut"));
        }
        var content = database.<String>value("CALL unlearn.model.export('club') YIELD content");
        database.run("CALL unlearn.model.import('copy', $content)", Map.of("content", content));
        assertThat(predictions(database, "copy")).isEqualTo(predictions(database, "club"));
    }

    @Test
    void dropsDeletionOperatorsWithAnExactRetraining(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        forget(database, "club", "gnndelete");

        database.run("MATCH (n:Member {id: 9}) CALL unlearn.deleteNode('club', n)" + ROW);

        train(database, "fresh", KARATE);
        assertThat(storedBytes(database, "club")).isEqualTo(storedBytes(database, "fresh"));
        assertThat(predictions(database, "club")).isEqualTo(predictions(database, "fresh"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void saysWhatAutoTookAndWhy(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "ridge", RIDGE);

        var row = database.run(
                        String.format(NODE, "ridge"),
                        Map.of("how", Map.of("strategy", "auto", "budgetMillis", 60_000L)))
                .get(0);

        assertThat(row).containsEntry("guarantee", "EXACT");
        assertThat((String) row.get("strategy")).isIn("linear", "retrain");
        assertThat((List<String>) row.get("warnings"))
                .anyMatch(warning -> warning.matches("`auto` took (a light )?`" + row.get("strategy") + "`.*"));
        assertThat((Map<String, Object>) row.get("configuration"))
                .containsEntry("strategy", "auto")
                .containsEntry("budgetMillis", 60_000L);
        train(database, "fresh", RIDGE);
        assertThat(sha256(database, "ridge")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void retrainsWithAutoAndNoBudget(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        assertThat(forget(database, "club", "auto"))
                .containsEntry("strategy", "retrain")
                .containsEntry("guarantee", "EXACT");
    }
}
