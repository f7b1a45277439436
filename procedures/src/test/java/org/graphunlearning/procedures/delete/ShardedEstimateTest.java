package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.citations;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.shards;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(TestDatabase.class)
class ShardedEstimateTest {
    private static final String COLUMNS =
            " YIELD shardsTouched, shards, crossingRelationships, workShare, affectedNodes, predictedMillis, advice "
                    + "RETURN shardsTouched, shards, crossingRelationships, workShare, affectedNodes, predictedMillis, "
                    + "advice";

    @BeforeEach
    void loadPapers(TestDatabase.Running database) {
        Graphs.papers(database);
    }

    private static Map<String, Object> estimate(TestDatabase.Running database, List<Long> ids) {
        return database.run(
                        "MATCH (n:Paper) WHERE n.id IN $ids WITH collect(n) AS ns "
                                + "CALL unlearn.delete.estimate('cut', {nodes: ns})" + COLUMNS,
                        Map.of("ids", ids))
                .get(0);
    }

    private static Map<String, Object> estimateEdge(TestDatabase.Running database, List<Long> ends) {
        return database.run(
                        "MATCH (:Paper {id: $ends[0]})-[r:CITES]->(:Paper {id: $ends[1]}) "
                                + "CALL unlearn.delete.estimate('cut', {relationships: r})" + COLUMNS,
                        Map.of("ends", ends))
                .get(0);
    }

    /** One paper of each of the first shards. */
    private static List<Long> oneOfEach(TestDatabase.Running database, int count) {
        var shards = shards(database, "cut");
        return shards.keySet().stream()
                .filter(id -> shards.get(id) < count)
                .filter(id -> shards.keySet().stream()
                        .noneMatch(other -> other < id && shards.get(other).equals(shards.get(id))))
                .toList();
    }

    @Test
    void namesTheShardsOfTheNodes(TestDatabase.Running database) {
        train(database, "cut", PAPERS);

        assertThat(estimate(database, oneOfEach(database, 2)))
                .containsEntry("shardsTouched", 2L)
                .containsEntry("shards", List.of(0L, 1L));
    }

    @Test
    void measuresTheShareOfTheWork(TestDatabase.Running database) {
        train(database, "cut", papersWith("partitioner", "hash"));
        var inFirst =
                shards(database, "cut").values().stream().filter(s -> s == 0).count();

        var row = estimate(database, oneOfEach(database, 1));

        assertThat((double) row.get("workShare")).isCloseTo(inFirst / 80.0, within(1e-12));
    }

    @Test
    void countsCrossingRelationshipsThatCostNothing(TestDatabase.Running database) {
        train(database, "cut", PAPERS);

        assertThat(estimateEdge(database, citations(database, "cut", false).get(0)))
                .containsEntry("shardsTouched", 0L)
                .containsEntry("crossingRelationships", 1L)
                .containsEntry("workShare", 0.0)
                .containsEntry("advice", "No shard was trained with this; deleting it changes no parameter.");
    }

    static List<Arguments> configurations() {
        return List.of(
                Arguments.of(PAPERS),
                Arguments.of(papersWith("repair", "mirror", "strict", true)),
                Arguments.of(papersWith("shards", 1L)),
                Arguments.of(papersWith("slices", 2L, "aggregation", "learned")));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void foretellsWhatTheDeletionReports(Map<String, Object> config, TestDatabase.Running database) {
        train(database, "cut", config);
        var ids = List.of(2L, 11L);
        var estimate = estimate(database, ids);

        var row = database.run(
                        "MATCH (n:Paper) WHERE n.id IN $ids WITH collect(n) AS ns CALL unlearn.deleteNode('cut', ns)"
                                + ROW,
                        Map.of("ids", ids))
                .get(0);

        assertThat(row)
                .containsEntry("shardsTouched", estimate.get("shardsTouched"))
                .containsEntry("affectedNodes", estimate.get("affectedNodes"));
    }

    @Test
    void changesNothing(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var before = database.state();

        estimate(database, List.of(2L, 11L));

        assertThat(database.state()).isEqualTo(before);
    }

    @Test
    void advisesToRetrainAFewShards(TestDatabase.Running database) {
        train(database, "cut", PAPERS);

        assertThat(estimate(database, oneOfEach(database, 2)))
                .containsEntry(
                        "advice",
                        "`retrain`: exact; `finetune` is quicker and proves nothing. It touches 2 of 4 shards.");
    }

    @Test
    void advisesToFinetuneMostShards(TestDatabase.Running database) {
        train(database, "cut", PAPERS);

        assertThat(estimate(database, oneOfEach(database, 3)))
                .containsEntry(
                        "advice",
                        "`finetune`, unless the result must be exact: so many shards are touched that `retrain` costs about "
                                + "as much as training all. It touches 3 of 4 shards.");
    }

    @Test
    void neverAdvisesWhatSlicesRefuse(TestDatabase.Running database) {
        train(database, "cut", papersWith("slices", 2L));

        assertThat((String) estimate(database, oneOfEach(database, 4)).get("advice"))
                .isEqualTo("`retrain`: the only strategy for a model with slices. It touches 4 of 4 shards.");
    }
}
