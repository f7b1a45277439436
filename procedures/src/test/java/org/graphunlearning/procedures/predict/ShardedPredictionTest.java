package org.graphunlearning.procedures.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.citations;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.sha256;
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

@ExtendWith(TestDatabase.class)
class ShardedPredictionTest {
    private static final String ROWS =
            "YIELD node, predictedClass, probabilities RETURN node.id AS id, predictedClass, probabilities ORDER BY id";

    @BeforeEach
    void loadPapers(TestDatabase.Running database) {
        Graphs.papers(database);
    }

    private static List<Map<String, Object>> predictions(TestDatabase.Running database) {
        return database.run("CALL unlearn.predict.stream('cut') " + ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"neighbours", "mean", "majority", "learned", "similarity"})
    void givesEveryNodeProbabilitiesThatSumToOne(String aggregation, TestDatabase.Running database) {
        train(database, "cut", papersWith("aggregation", aggregation));

        assertThat(predictions(database)).hasSize(80).allSatisfy(row -> {
            var shares = (List<?>) row.get("probabilities");
            assertThat(shares).hasSize(3);
            assertThat(shares.stream().mapToDouble(share -> (double) share).sum())
                    .isBetween(1 - 1e-5, 1 + 1e-5);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"neighbours", "mean", "majority", "learned", "similarity"})
    void answersForSomeNodesAsForAll(String aggregation, TestDatabase.Running database) {
        train(database, "cut", papersWith("aggregation", aggregation));
        var all = predictions(database).stream()
                .filter(row -> List.of(2L, 11L, 40L).contains(row.get("id")))
                .toList();

        var some = database.run("MATCH (n:Paper) WHERE n.id IN [40, 2, 11] WITH collect(n) AS ns "
                + "CALL unlearn.predict.stream('cut', {nodes: ns}) " + ROWS);

        assertThat(some).isEqualTo(all);
    }

    @Test
    void answersTheSameAtAnyConcurrency(TestDatabase.Running database) {
        train(database, "cut", papersWith());

        assertThat(database.run("CALL unlearn.predict.stream('cut', {concurrency: 1}) " + ROWS))
                .isEqualTo(database.run("CALL unlearn.predict.stream('cut', {concurrency: 3}) " + ROWS));
    }

    @Test
    void answersForANodeAddedSince(TestDatabase.Running database) {
        train(database, "cut", papersWith());
        database.run("MATCH (a:Paper {id: 3}) CREATE (a)-[:CITES]->(:Paper {id: 500, index: [1]})");

        assertThat(predictions(database)).hasSize(81).last().satisfies(row -> assertThat(row)
                .containsEntry("id", 500L));
    }

    @Test
    void learnsNothingFromANodeAddedSince(TestDatabase.Running database) {
        train(database, "cut", papersWith());
        database.run("MATCH (a:Paper {id: 5}) "
                + "CREATE (a)-[:CITES]->(:Paper {id: 500, topic: 0, split: 'train', index: [1]})");
        database.run("MATCH (n:Paper {id: 6}) CALL unlearn.deleteNode('cut', n)" + ROW);
        var grown = sha256(database, "cut");

        database.run("MATCH (n:Paper {id: 500}) DETACH DELETE n");
        train(database, "fresh", papersWith("partitionFrom", "cut"));

        assertThat(grown).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void letsNothingFlowOverAForgottenCitation(TestDatabase.Running database) {
        train(database, "cut", papersWith());
        var ends =
                Map.<String, Object>of("ends", citations(database, "cut", false).get(0));
        var edge = "MATCH (:Paper {id: $ends[0]})-[r:CITES]->(:Paper {id: $ends[1]}) ";
        var before = predictions(database);

        database.run(edge + "CALL unlearn.deleteEdge('cut', r, {keepInGraph: true})" + ROW, ends);

        var kept = predictions(database);
        database.run(edge + "DELETE r", ends);
        assertThat(kept).isNotEqualTo(before).isEqualTo(predictions(database));
    }

    @Test
    void writesClassAndProbabilities(TestDatabase.Running database) {
        train(database, "cut", papersWith());

        database.run("CALL unlearn.predict.write('cut', {writeProperty: 'guess', probabilityProperty: 'shares'})");

        assertThat(database.<Long>value(
                        "MATCH (n:Paper) WHERE n.guess IN [0, 1, 2] AND size(n.shares) = 3 RETURN count(n)"))
                .isEqualTo(80);
    }
}
