package org.graphunlearning.procedures.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.graphunlearning.verify.explain.Explainers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every explainer by name, on the karate club; what an element weighs is checked by leaving it out where that is the definition. */
@ExtendWith(TestDatabase.class)
class EveryExplainerTest {
    private static final String TOTALS =
            " YIELD kind, importance RETURN kind, sum(coalesce(importance, 0.0)) AS total ORDER BY kind";

    /** Which kinds each explainer scores; a target that it does not score is a row without a number. */
    private static final Map<String, List<String>> KINDS = Map.of(
            "gradientTimesInput", List.of("FEATURE", "NODE", "RELATIONSHIP"),
            "gradient", List.of("NODE"),
            "exactIntegratedGradients", List.of("FEATURE", "NODE"),
            "integratedGradients", List.of("FEATURE", "NODE", "RELATIONSHIP"),
            "occlusion", List.of("FEATURE", "NODE", "RELATIONSHIP"),
            "gnnExplainer", List.of("FEATURE", "RELATIONSHIP"),
            "attentionRollout", List.of("NODE", "RELATIONSHIP"));

    static Stream<String> names() {
        return Explainers.names().stream();
    }

    @Test
    void knowsTheKindsOfAll() {
        assertThat(new TreeSet<>(KINDS.keySet())).isEqualTo(new TreeSet<>(Explainers.names()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void sharesAllImportanceAmongWhatItScores(String name, TestDatabase.Running database) {
        Graphs.karate(database);
        var architecture = name.equals("attentionRollout") ? "GAT" : "GCN";
        train(database, "club", karateWith("architecture", architecture));

        var rows = database.run(
                "MATCH (n:Member {id: 16}) CALL unlearn.explain.stream('club', n, {explainer: $name, top: 1000})"
                        + TOTALS,
                Map.of("name", name));

        assertThat(rows.stream().filter(row -> (double) row.get("total") > 0).map(row -> row.get("kind")))
                .isEqualTo(KINDS.get(name).stream().map(Object.class::cast).toList());
        assertThat(rows)
                .filteredOn(row -> (double) row.get("total") > 0)
                .allSatisfy(row -> assertThat((double) row.get("total")).isCloseTo(1, within(1e-9)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void explainsShardsAsFarAsTheyAddUp(String name, TestDatabase.Running database) {
        Graphs.papers(database);
        var architecture = name.equals("attentionRollout") ? "GAT" : "GCN";
        train(database, "cut", papersWith("architecture", architecture, "aggregation", "mean"));

        var rows = database.run(
                "MATCH (n:Paper {id: 11}) CALL unlearn.explain.stream('cut', n, {explainer: $name}) "
                        + "YIELD explains, warnings RETURN DISTINCT explains, warnings",
                Map.of("name", name));

        boolean alone = List.of("gradient", "gnnExplainer", "attentionRollout").contains(name);
        long home = Graphs.shards(database, "cut").get(11L);
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("explains", alone ? "logit of shard " + home : "probability");
            var sentence = "`" + name + "` explains one network at a time; shard " + home + " was explained alone.";
            assertThat(((List<?>) row.get("warnings")).contains(sentence)).isEqualTo(alone);
        });
    }

    @Test
    void scoresByOcclusionWhatReallyHappens(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", karateWith());
        var odds = "MATCH (n:Member {id: 16}) CALL unlearn.predict.stream('club', {nodes: n}) YIELD probabilities AS p "
                + "RETURN log(p[0]) - log(p[1]) AS odds";
        var query =
                "MATCH (n:Member {id: 16}) CALL unlearn.explain.stream('club', n, {explainer: 'occlusion', class: %d, "
                        + "top: 1000}) YIELD kind, node, target, signed WHERE kind = 'NODE' AND node <> target "
                        + "RETURN node.id AS id, signed ORDER BY id";
        var first = database.run(query.formatted(0));
        var second = database.run(query.formatted(1));
        double before = (double) database.run(odds).get(0).get("odds");

        assertThat(first).isNotEmpty();
        for (int k = 0; k < first.size(); k++) {
            double drop =
                    (double) first.get(k).get("signed") - (double) second.get(k).get("signed");
            try (var tx = database.service().beginTx()) {
                tx.execute(
                                "MATCH (n:Member {id: $id}) DETACH DELETE n",
                                Map.of("id", first.get(k).get("id")))
                        .close();
                double after = (double)
                        TestDatabase.Running.rows(tx, odds, Map.of()).get(0).get("odds");
                assertThat(drop).isCloseTo(before - after, within(1e-5));
            }
        }
    }

    @Test
    void startsFromTheMeanOfTheTrainingNodes(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", karateWith("sparseFeatures", null, "featureProperties", List.of("v", "x")));
        var query =
                "MATCH (n:Member {id: 16}) CALL unlearn.explain.stream('club', n, {explainer: 'integratedGradients', "
                        + "baseline: '%s', steps: 64}) YIELD kind, node, signed WHERE kind = 'NODE' "
                        + "RETURN node.id AS id, signed ORDER BY id";

        assertThat(database.run(query.formatted("trainingMean")))
                .isNotEqualTo(database.run(query.formatted("zero")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{steps: 3}|`steps` belongs to `integratedGradients`, not to `gradientTimesInput`.",
                "{explainer: 'occlusion', epochs: 3}|`epochs` belongs to `gnnExplainer`, not to `occlusion`.",
                "{explainer: 'integratedGradients', steps: 40, maxSteps: 8}|Configuration value `maxSteps` must lie between 40 and 65536, not 8.",
                "{explainer: 'integratedGradients', baseline: 'median'}|Configuration value `baseline` must be one of zero, trainingMean, not `median`.",
                "{explainer: 'integratedGradients', baseline: 'trainingMean'}|The mean of the training nodes is a baseline for dense features of graphs with training nodes only; start from zero instead.",
                "{explainer: 'attentionRollout'}|`attentionRollout` explains a GAT only, not GCN; use `gradientTimesInput`."
            })
    void refuses(String options, String message, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", karateWith());

        assertThatThrownBy(() -> database.run("MATCH (n:Member {id: 16}) CALL unlearn.explain.stream('club', n, "
                        + options + ") YIELD kind RETURN kind"))
                .rootCause()
                .hasMessage(message);
    }
}
