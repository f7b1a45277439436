package org.graphunlearning.procedures.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.graphunlearning.verify.explain.Explainers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On a chain of eight people with one doubled relationship. What lies within reach is read off the chain; scores are compared with
 * differences of the answers that {@code unlearn.predict.stream} gives when a value is changed a little.
 */
@ExtendWith(TestDatabase.class)
class ExplainProceduresTest {
    private static final Map<String, Object> CHAIN = Map.of(
            "nodeLabels", "Person",
            "relationshipTypes", "KNOWS",
            "featureProperties", List.of("v", "x"),
            "targetProperty", "side",
            "splitProperty", "split",
            "nodeKeyProperty", "id",
            "normalizeFeatures", false,
            "hiddenChannels", 6L,
            "epochs", 40L);

    private static final String SAID = "explainedClass, predictedClass, probability, explains, warnings";

    @BeforeEach
    void trainOnAChain(TestDatabase.Running database) {
        database.run("UNWIND range(0, 7) AS i CREATE (:Person {id: i, side: i / 4, split: 'train', "
                + "v: [sin(i) + 1.5, cos(2 * i), 0.3 * i - 1], x: 0.5 + i % 3})");
        database.run("MATCH (a:Person), (b:Person) WHERE b.id = a.id + 1 CREATE (a)-[:KNOWS]->(b)");
        database.run("MATCH (a:Person {id: 3}), (b:Person {id: 4}) CREATE (b)-[:KNOWS {again: true}]->(a)");
        train(database, "chain", CHAIN);
    }

    private static List<Map<String, Object>> explained(TestDatabase.Running database, String options, String rest) {
        return database.run(
                "MATCH (p:Person {id: 3}) CALL unlearn.explain.stream('chain', p, " + options + ") " + rest);
    }

    private static double sum(List<Map<String, Object>> rows) {
        return rows.stream().mapToDouble(row -> (double) row.get("importance")).sum();
    }

    @Test
    void sharesAllImportanceAmongNodesWithinTwoHops(TestDatabase.Running database) {
        var rows = explained(
                database,
                "{}",
                "YIELD kind, target, node, path, importance, rank WHERE kind = 'NODE' RETURN target.id AS target, "
                        + "node.id AS id, importance, rank, [n IN nodes(path) | n.id] AS way ORDER BY rank");

        assertThat(rows).extracting(row -> row.get("id")).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
        assertThat(sum(rows)).isCloseTo(1, within(1e-12));
        assertThat(rows).extracting(row -> row.get("rank")).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(rows)
                .isSortedAccordingTo(
                        (a, b) -> Double.compare((double) b.get("importance"), (double) a.get("importance")));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row).containsEntry("target", 3L).containsEntry("way", ways().get(row.get("id")));
        });
    }

    private static Map<Object, List<Long>> ways() {
        return Map.of(
                1L,
                List.of(3L, 2L, 1L),
                2L,
                List.of(3L, 2L),
                3L,
                List.of(3L),
                4L,
                List.of(3L, 4L),
                5L,
                List.of(3L, 4L, 5L));
    }

    @Test
    void givesParallelRelationshipsOneShare(TestDatabase.Running database) {
        var rows = explained(
                database,
                "{}",
                "YIELD kind, relationship, path, importance, signed, rank WHERE kind = 'RELATIONSHIP' "
                        + "RETURN startNode(relationship).id AS a, endNode(relationship).id AS b, importance, signed, rank, "
                        + "last(relationships(path)) = relationship AS last, nodes(path)[0].id AS start");

        var ends = rows.stream().map(row -> List.of(row.get("a"), row.get("b"))).toList();
        assertThat(ends)
                .containsExactlyInAnyOrder(
                        List.of(1L, 2L), List.of(2L, 3L), List.of(3L, 4L), List.of(4L, 3L), List.of(4L, 5L));
        var doubled = rows.stream()
                .filter(row -> (long) row.get("a") + (long) row.get("b") == 7)
                .toList();
        assertThat(doubled).hasSize(2);
        assertThat(doubled.get(0).get("importance")).isNotNull();
        assertThat(doubled.get(1))
                .containsEntry("importance", null)
                .containsEntry("signed", null)
                .containsEntry("rank", doubled.get(0).get("rank"));
        assertThat(sum(rows.stream().filter(row -> row != doubled.get(1)).toList()))
                .isCloseTo(1, within(1e-12));
        assertThat(rows)
                .allSatisfy(row -> assertThat(row).containsEntry("last", true).containsEntry("start", 3L));
    }

    @Test
    void scoresFeatureValuesAsDifferencesDo(TestDatabase.Running database) {
        var query = "YIELD kind, node, property, index, signed WHERE kind = 'FEATURE' "
                + "RETURN node.id AS id, property, index, signed ORDER BY id, index";
        var first = explained(database, "{class: 0}", query);
        var second = explained(database, "{class: 1}", query);

        assertThat(first).hasSize(20); // five nodes, four columns
        for (int k = 0; k < first.size(); k++) {
            var row = first.get(k);
            var index = (Long) row.get("index");
            assertThat(row).containsEntry("property", index < 3 ? "v" : "x");
            double scores = (double) row.get("signed") - (double) second.get(k).get("signed");
            double step = 0.02;
            double difference = (logOdds(database, row, 1 + step) - logOdds(database, row, 1 - step)) / (2 * step);
            assertThat(scores).as("%s", row).isCloseTo(difference, within(2e-4 + 2e-3 * Math.abs(difference)));
        }
    }

    /** The difference of the target's two logits with one feature value scaled. */
    private static double logOdds(TestDatabase.Running database, Map<String, Object> cell, double factor) {
        try (var tx = database.service().beginTx()) {
            var index = (Long) cell.get("index");
            var change = index < 3
                    ? "SET p.v = [j IN range(0, 2) | CASE j WHEN $index THEN p.v[j] * $factor ELSE p.v[j] END]"
                    : "SET p.x = p.x * $factor";
            tx.execute(
                            "MATCH (p:Person {id: $id}) " + change,
                            Map.of("id", cell.get("id"), "index", index, "factor", factor))
                    .close();
            var row = TestDatabase.Running.rows(
                            tx,
                            "MATCH (p:Person {id: 3}) CALL unlearn.predict.stream('chain', {nodes: p}) "
                                    + "YIELD probabilities AS p0 RETURN log(p0[0]) - log(p0[1]) AS odds",
                            Map.of())
                    .get(0);
            return (double) row.get("odds");
        }
    }

    @Test
    void tellsThePredictionInEveryRow(TestDatabase.Running database) {
        var prediction = database.run("MATCH (p:Person {id: 3}) CALL unlearn.predict.stream('chain', {nodes: p}) "
                        + "YIELD predictedClass, probabilities RETURN predictedClass, probabilities")
                .get(0);
        var shares = (List<?>) prediction.get("probabilities");

        for (long wanted = 0; wanted < 2; wanted++) {
            int at = (int) wanted;
            assertThat(explained(database, "{class: " + wanted + "}", "YIELD " + SAID + " RETURN " + SAID))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row)
                            .containsEntry("explainedClass", (long) at)
                            .containsEntry("predictedClass", prediction.get("predictedClass"))
                            .containsEntry("probability", shares.get(at))
                            .containsEntry("explains", "logit")
                            .containsEntry("warnings", List.of()));
        }
        assertThat(explained(database, "{}", "YIELD explainedClass RETURN DISTINCT explainedClass"))
                .isEqualTo(List.of(Map.of("explainedClass", prediction.get("predictedClass"))));
    }

    @Test
    void showsTheBestOnlyAndTheTargetAlways(TestDatabase.Running database) {
        var all = explained(database, "{}", "YIELD kind, node, rank WHERE kind = 'NODE' RETURN node.id AS id, rank");
        long own = (long) all.stream()
                .filter(row -> row.get("id").equals(3L))
                .findFirst()
                .orElseThrow()
                .get("rank");

        var best = explained(
                database, "{top: 1}", "YIELD kind, node, rank WHERE kind = 'NODE' RETURN node.id AS id, rank");

        var expected = all.stream()
                .filter(row -> row.get("rank").equals(1L) || row.get("rank").equals(own))
                .toList();
        assertThat(best).isEqualTo(expected);
        assertThat(explained(
                        database,
                        "{minImportance: 0.2}",
                        "YIELD importance, kind, node, target "
                                + "WHERE kind <> 'NODE' OR node <> target RETURN importance"))
                .allSatisfy(row -> assertThat((Double) row.get("importance"))
                        .satisfiesAnyOf(share -> assertThat(share).isNull(), share -> assertThat(share)
                                .isBetween(0.2, 1.0)));
    }

    @Test
    void answersForSeveralTargetsInTheirOrder(TestDatabase.Running database) {
        var rows = database.run("MATCH (p:Person) WHERE p.id IN [6, 0, 3] WITH p ORDER BY p.id DESC "
                + "WITH collect(p) AS people CALL unlearn.explain.stream('chain', people) YIELD target, kind, node, "
                + "importance RETURN target.id AS target, kind, node.id AS node, importance");

        assertThat(rows.stream().map(row -> row.get("target")).distinct()).containsExactly(6L, 3L, 0L);
        assertThat(rows.stream().filter(row -> row.get("target").equals(3L)).toList())
                .isEqualTo(
                        explained(
                                database,
                                "{}",
                                "YIELD target, kind, node, importance RETURN target.id AS target, kind, node.id AS node, importance"));
    }

    @Test
    void explainsTheSameAtAnyConcurrency(TestDatabase.Running database) {
        var query = "MATCH (p:Person) WITH p ORDER BY p.id WITH collect(p) AS people "
                + "CALL unlearn.explain.stream('chain', people, {concurrency: %d}) YIELD target, kind, importance, signed "
                + "RETURN target.id AS target, kind, importance, signed";

        assertThat(database.run(query.formatted(3))).isEqualTo(database.run(query.formatted(1)));
    }

    @ParameterizedTest
    @CsvSource({"NATURAL, 1, 2, 3, 4, 5", "REVERSE, 3, 4, 5, 2, 1"})
    void goesAgainstTheMessages(
            String orientation, long a, long b, long c, long d, long e, TestDatabase.Running database) {
        // Without the relationship back, messages run one way along the chain.
        database.run("MATCH ()-[r:KNOWS {again: true}]->() DELETE r");
        train(database, "directed", Graphs.with(CHAIN, "orientation", orientation));

        var rows = database.run("MATCH (p:Person {id: 3}) CALL unlearn.explain.stream('directed', p) "
                + "YIELD kind, node, path WHERE kind = 'NODE' RETURN node.id AS id, [n IN nodes(path) | n.id] AS way");

        assertThat(rows)
                .extracting(row -> row.get("id"))
                .containsExactlyInAnyOrder(a, b, c)
                .doesNotContain(d, e);
        assertThat(rows).allSatisfy(row -> assertThat(row).containsEntry("way", ways().get(row.get("id"))));
    }

    @Test
    void doesNotShowAForgottenRelationship(TestDatabase.Running database) {
        database.run("MATCH (:Person {id: 2})-[r:KNOWS]->(:Person {id: 3}) "
                + "CALL unlearn.deleteEdge('chain', r, {keepInGraph: true})" + ROW);

        assertThat(explained(database, "{}", "YIELD node, kind WHERE kind = 'NODE' RETURN node.id AS id"))
                .extracting(row -> row.get("id"))
                .containsExactlyInAnyOrder(3L, 4L, 5L);
    }

    @Test
    void drawsATargetWithoutNeighboursAlone(TestDatabase.Running database) {
        database.run("CREATE (:Person {id: 50, v: [1, 0, 0], x: 0})");

        var rows = database.run("MATCH (p:Person {id: 50}) CALL unlearn.explain.stream('chain', p) "
                + "YIELD kind, importance, path, index RETURN kind, importance, length(path) AS length, index");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .containsEntry("kind", "NODE")
                .containsEntry("importance", 1.0)
                .containsEntry("length", 0L);
        assertThat(rows.get(1)).containsEntry("kind", "FEATURE").containsEntry("index", 0L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'chian', p|Model `chian` does not exist. Did you mean `chain`?",
                "'chain', null|`node` is null; a MATCH before may have found nothing.",
                "'chain', []|`node` is an empty list; name at least one node to explain.",
                "'chain', 1|`node` takes a node, an elementId or a list of these, not a value of type Long.",
                "'chain', p, {class: 2}|Class `2` does not exist; the model's classes are 0, 1. Did you mean `0`?",
                "'chain', p, {class: '1'}|Class `1` does not exist; the model's classes are 0, 1. Give it as an integer.",
                "'chain', p, {explainer: 'gradientTimesInputs'}|Configuration value `explainer` must be one of NAMES, not `gradientTimesInputs`. Did you mean `gradientTimesInput`?",
                "'chain', p, {top: 0}|Configuration value `top` must lie between 1 and 100000, not 0.",
                "'chain', p, {minImportance: 1.5}|Configuration value `minImportance` must lie between 0.0 and 1.0, not 1.5.",
                "'chain', p, {tops: 3}|Unexpected configuration key `tops`. Did you mean `top`?"
            })
    void refuses(String arguments, String message, TestDatabase.Running database) {
        assertThatThrownBy(() -> database.run("MATCH (p:Person {id: 3}) CALL unlearn.explain.stream(" + arguments
                        + ") YIELD kind RETURN kind"))
                .rootCause()
                .hasMessage(message.replace("NAMES", String.join(", ", Explainers.names())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Filler", "UnlearnModel"})
    void refusesANodeOutsideTheProjection(String label, TestDatabase.Running database) {
        assertThatThrownBy(() -> database.run("MATCH (n:" + label + ") WITH n LIMIT 1 "
                        + "CALL unlearn.explain.stream('chain', n) YIELD kind RETURN kind"))
                .rootCause()
                .hasMessageMatching("Node \\S+ is not in the model's projection; check its labels\\.");
    }
}
