package org.graphunlearning.procedures.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores of a model in shards, compared with differences of the probabilities it really answers with. */
@ExtendWith(TestDatabase.class)
class ShardedExplanationTest {
    private static final double STEP = 0.02;

    @BeforeEach
    void loadPapers(TestDatabase.Running database) {
        Graphs.papers(database);
    }

    private static void cut(TestDatabase.Running database, String aggregation) {
        var dense = papersWith(
                "aggregation",
                aggregation,
                "sparseFeatures",
                null,
                "featureProperties",
                List.of("v", "x"),
                "normalizeFeatures",
                false,
                "epochs",
                30L);
        train(database, "cut", dense);
    }

    @ParameterizedTest
    @ValueSource(strings = {"neighbours", "mean", "learned", "similarity"})
    void explainsTheProbabilityOfAWeightedSum(String aggregation, TestDatabase.Running database) {
        cut(database, aggregation);

        var rows =
                database.run("MATCH (p:Paper {id: 11}) CALL unlearn.explain.stream('cut', p, {class: 1, top: 10000}) "
                        + "YIELD kind, node, property, signed, explains, rank WHERE kind = 'FEATURE' AND property = 'x' "
                        + "RETURN node.id AS id, signed, explains ORDER BY rank LIMIT 8");

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            var id = (Long) row.get("id");
            double difference =
                    (probability(database, id, 1 + STEP) - probability(database, id, 1 - STEP)) / (2 * STEP);
            assertThat(row).containsEntry("explains", "probability");
            assertThat((double) row.get("signed")).isCloseTo(difference, within(1e-4 + 0.01 * Math.abs(difference)));
        });
    }

    private static double probability(TestDatabase.Running database, long id, double factor) {
        try (var tx = database.service().beginTx()) {
            tx.execute("MATCH (p:Paper {id: $id}) SET p.x = p.x * $factor", Map.of("id", id, "factor", factor))
                    .close();
            var row = TestDatabase.Running.rows(
                            tx,
                            "MATCH (p:Paper {id: 11}) CALL unlearn.predict.stream('cut', {nodes: p}) "
                                    + "YIELD probabilities RETURN probabilities[1] AS share",
                            Map.of())
                    .get(0);
            return (double) row.get("share");
        }
    }

    @Test
    void sharesAllImportanceOfEachKind(TestDatabase.Running database) {
        cut(database, "neighbours");

        var rows = database.run("MATCH (p:Paper) WHERE p.id IN [2, 11, 40] WITH collect(p) AS papers "
                + "CALL unlearn.explain.stream('cut', papers, {top: 10000}) YIELD target, kind, importance "
                + "RETURN target.id AS target, kind, sum(importance) AS total");

        assertThat(rows).hasSize(9).allSatisfy(row -> assertThat((double) row.get("total"))
                .isCloseTo(1, within(1e-9)));
    }

    @Test
    void explainsTheTargetsOwnShardWhereShardsVote(TestDatabase.Running database) {
        cut(database, "majority");
        long home = Graphs.shards(database, "cut").get(11L);

        var rows = database.run("MATCH (p:Paper {id: 11}) CALL unlearn.explain.stream('cut', p) "
                + "YIELD explains, warnings RETURN DISTINCT explains, warnings");

        assertThat(rows)
                .containsExactly(Map.of(
                        "explains",
                        "logit of shard " + home,
                        "warnings",
                        List.of("The shards vote, and votes cannot be taken apart; shard " + home
                                + " was explained alone.")));
    }

    @Test
    void explainsAShardForANodeAddedSince(TestDatabase.Running database) {
        cut(database, "majority");
        database.run("MATCH (a:Paper {id: 3}) CREATE (a)-[:CITES]->(:Paper {id: 500, v: [1, 0, 1], x: 1})");

        assertThat(database.run("MATCH (p:Paper {id: 500}) CALL unlearn.explain.stream('cut', p) "
                        + "YIELD explains RETURN DISTINCT explains"))
                .singleElement()
                .satisfies(row -> assertThat((String) row.get("explains")).matches("logit of shard [0-3]"));
    }
}
