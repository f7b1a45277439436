package org.graphunlearning.procedures.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.citations;
import static org.graphunlearning.procedures.Graphs.cutLike;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.shards;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabase.class)
class PartitionProceduresTest {
    @BeforeEach
    void loadPapers(TestDatabase.Running database) {
        Graphs.papers(database);
    }

    private static Map<String, Object> stats(TestDatabase.Running database, String name) {
        return database.run("CALL unlearn.partition.stats($name)", Map.of("name", name))
                .get(0);
    }

    private static double keptByCounting(TestDatabase.Running database) {
        double inside = citations(database, "cut", true).size();
        return inside / (inside + citations(database, "cut", false).size());
    }

    private static List<Long> sizesByCounting(TestDatabase.Running database) {
        var shards = shards(database, "cut").values();
        return LongStream.range(0, 4)
                .mapToObj(s -> (long) Collections.frequency(shards, s))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multilevel", "hash"})
    void countsNodesPerShard(String partitioner, TestDatabase.Running database) {
        train(database, "cut", papersWith("partitioner", partitioner));

        assertThat(stats(database, "cut"))
                .containsEntry("shardCount", 4L)
                .containsEntry("nodeCount", 80L)
                .containsEntry("otherNodes", 0L)
                .containsEntry("sizes", sizesByCounting(database));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multilevel", "hash"})
    void measuresTheShareOfRelationshipsInsideShards(String partitioner, TestDatabase.Running database) {
        train(database, "cut", papersWith("partitioner", partitioner));

        assertThat(stats(database, "cut")).containsEntry("keptEdges", keptByCounting(database));
    }

    @Test
    void keepsScoresBetweenZeroAndOne(TestDatabase.Running database) {
        train(database, "cut", papersWith("partitioner", "random"));

        assertThat(stats(database, "cut"))
                .extracting("balance", "fairness")
                .allSatisfy(score -> assertThat((double) score).isBetween(0.0, 1.0));
    }

    static List<Arguments> readers() {
        return List.of(
                Arguments.of("hash", false, List.of()),
                Arguments.of("random", false, List.of()),
                Arguments.of("multilevel", true, List.of("edges", "labels")),
                Arguments.of("blpa", true, List.of("edges")));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void tellsWhatTheCutLookedAt(
            String partitioner, boolean dependent, List<String> reads, TestDatabase.Running database) {
        train(database, "cut", papersWith("partitioner", partitioner));

        assertThat(stats(database, "cut"))
                .containsEntry("partitioner", partitioner)
                .containsEntry("partitionIsDataDependent", dependent)
                .containsEntry("partitionReads", reads);
    }

    @Test
    void saysWhoseCutWasTakenOver(TestDatabase.Running database) {
        train(database, "cut", papersWith("partitioner", "hash"));
        train(database, "same", cutLike(PAPERS, "cut"));

        assertThat(stats(database, "same"))
                .containsEntry("partitioner", null)
                .containsEntry("partitionReads", List.of("as for model `cut`"));
    }

    @Test
    void describesEachShard(TestDatabase.Running database) {
        train(database, "cut", papersWith("repair", "mirror"));

        var wrong = database.run("CALL unlearn.partition.stats('cut') YIELD shards UNWIND shards AS s "
                + "CALL (s) { CALL unlearn.partition.stream('cut') YIELD node, shard, role WITH * WHERE shard = s.shard "
                + "RETURN count(*) AS nodes, sum(CASE role WHEN 'train' THEN 1 ELSE 0 END) AS trainingNodes, "
                + "sum(node.`unlearn:cut` / 4294967296) AS ghosts } WITH * "
                + "WHERE s.nodes <> nodes OR s.trainingNodes <> trainingNodes OR s.ghosts <> ghosts OR ghosts = 0 "
                + "OR s.guarantee <> 'EXACT' OR size(s.sha256) <> 64 OR size(s.classes) < 2 RETURN s");
        assertThat(wrong).isEmpty();
    }

    @Test
    void followsDeletions(TestDatabase.Running database) {
        train(database, "cut", PAPERS);

        database.run("MATCH (n:Paper) WHERE n.id IN [2, 5, 11] WITH collect(n) AS ns "
                + "CALL unlearn.deleteNode('cut', ns)" + ROW);

        assertThat(stats(database, "cut"))
                .containsEntry("nodeCount", 77L)
                .containsEntry("sizes", sizesByCounting(database))
                .containsEntry("keptEdges", keptByCounting(database));
    }

    @Test
    void hidesWhatWasForgottenButKept(TestDatabase.Running database) {
        train(database, "cut", PAPERS);

        database.run("MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('cut', n, {keepInGraph: true})" + ROW);

        assertThat(stats(database, "cut")).containsEntry("nodeCount", 79L).containsEntry("otherNodes", 0L);
    }

    @Test
    void countsNodesAddedSinceApart(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var kept = keptByCounting(database);
        database.run("MATCH (a:Paper {id: 3}) CREATE (a)-[:CITES]->(:Paper {id: 500, index: [1]})");

        assertThat(stats(database, "cut"))
                .containsEntry("nodeCount", 80L)
                .containsEntry("otherNodes", 1L)
                .containsEntry("keptEdges", kept);
    }

    @Test
    void showsAWholeModelAsOneShard(TestDatabase.Running database) {
        train(database, "whole", papersWith("shards", 1L));

        assertThat(stats(database, "whole"))
                .containsEntry("shardCount", 1L)
                .containsEntry("partitioner", null)
                .containsEntry("sizes", List.of(80L))
                .containsEntry("keptEdges", 1.0)
                .containsEntry("partitionIsDataDependent", false);
    }

    @Test
    void countsNodesAddedToAWholeModelApart(TestDatabase.Running database) {
        train(database, "whole", papersWith("shards", 1L));
        database.run("CREATE (:Paper {id: 500, index: [1]})");

        assertThat(stats(database, "whole"))
                .containsEntry("sizes", List.of(80L))
                .containsEntry("otherNodes", 1L);
    }

    @Test
    void advisesToCutAgainOnceShardsDriftApart(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var even = stats(database, "cut").get("advice");

        database.run("CALL unlearn.partition.stream('cut') YIELD node, shard WITH node WHERE shard = 0 "
                + "WITH collect(node)[..15] AS ns CALL unlearn.deleteNode('cut', ns)" + ROW);

        assertThat(List.of(even, stats(database, "cut").get("advice")))
                .isEqualTo(List.of("None.", "Shard sizes have drifted apart; train the model again to cut evenly."));
    }

    @Test
    void streamsEveryLearnedNodeOnceWithItsRole(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        database.run("CREATE (:Paper {id: 500, topic: 0, split: 'train', index: [1]})");

        var rows = database.run(
                "CALL unlearn.partition.stream('cut') YIELD node, role RETURN node.id AS id, role ORDER BY id");

        assertThat(rows)
                .isEqualTo(database.run(
                        "MATCH (n:Paper) WHERE n.id < 500 RETURN n.id AS id, n.split AS role ORDER BY id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats", "stream"})
    void suggestsANameForAnUnknownModel(String verb, TestDatabase.Running database) {
        train(database, "cut", PAPERS);

        assertThatThrownBy(() -> database.run("CALL unlearn.partition." + verb + "('cat')"))
                .rootCause()
                .hasMessage("Model `cat` does not exist. Did you mean `cut`?");
    }
}
