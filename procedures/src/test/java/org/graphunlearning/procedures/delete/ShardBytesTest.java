package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.changed;
import static org.graphunlearning.procedures.Graphs.citations;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.shards;
import static org.graphunlearning.procedures.Graphs.storedShards;
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

/** Shards that a deletion does not touch keep their nodes, facts and bytes. */
@ExtendWith(TestDatabase.class)
class ShardBytesTest {
    @BeforeEach
    void loadPapers(TestDatabase.Running database) {
        Graphs.papers(database);
    }

    private static List<Map<String, Object>> deleteEdge(TestDatabase.Running database, List<Long> ends) {
        return database.run(
                "MATCH (:Paper {id: $ends[0]})-[r:CITES]->(:Paper {id: $ends[1]}) CALL unlearn.deleteEdge('cut', r)"
                        + ROW,
                Map.of("ends", ends));
    }

    @ParameterizedTest
    @ValueSource(strings = {"retrain", "finetune"})
    void writesTheShardOfADeletedNodeOnly(String strategy, TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var before = storedShards(database, "cut");
        var shard = shards(database, "cut").get(3L);

        database.run(
                "MATCH (n:Paper {id: 3}) CALL unlearn.deleteNode('cut', n, {strategy: $strategy})" + ROW,
                Map.of("strategy", strategy));

        assertThat(changed(before, storedShards(database, "cut"))).containsExactly(shard);
    }

    @Test
    void writesTheShardOfAnInnerRelationshipOnly(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var before = storedShards(database, "cut");
        var ends = citations(database, "cut", true).get(0);
        var shard = shards(database, "cut").get(ends.get(0));

        deleteEdge(database, ends);

        assertThat(changed(before, storedShards(database, "cut"))).containsExactly(shard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"neighbours", "learned"})
    void writesNoShardForACrossingRelationship(String aggregation, TestDatabase.Running database) {
        train(database, "cut", papersWith("aggregation", aggregation));
        var before = storedShards(database, "cut");

        var row = deleteEdge(database, citations(database, "cut", false).get(0)).get(0);

        assertThat(storedShards(database, "cut")).isEqualTo(before);
        assertThat(row)
                .containsEntry("guarantee", "EXACT")
                .containsEntry("shardsTouched", 0L)
                .containsEntry("relationshipsUnlearned", 1L);
    }

    @Test
    void writesBothShardsOfACrossingRelationshipWhereGhostsStandForIt(TestDatabase.Running database) {
        train(database, "cut", papersWith("repair", "mirror", "strict", true));
        var before = storedShards(database, "cut");
        var ends = citations(database, "cut", false).get(0);
        var shards = shards(database, "cut");

        deleteEdge(database, ends);

        assertThat(changed(before, storedShards(database, "cut")))
                .containsExactlyInAnyOrder(shards.get(ends.get(0)), shards.get(ends.get(1)));
    }

    @Test
    void leavesNoOldShardsOrChunksBehind(TestDatabase.Running database) {
        train(database, "cut", PAPERS);

        database.run("MATCH (n:Paper {id: 3}) CALL unlearn.deleteNode('cut', n)" + ROW);

        assertThat(database.run("MATCH (s:UnlearnShard)-[:HAS_CHUNK]->(c) WITH s, count(c) AS chunks "
                        + "RETURN s.index AS shard, chunks ORDER BY shard"))
                .extracting(row -> row.get("shard"))
                .containsExactly(0L, 1L, 2L, 3L);
        assertThat(database.<Long>value("MATCH (c:UnlearnChunk) WHERE NOT (:UnlearnShard)-->(c) RETURN count(c)"))
                .isZero();
    }

    @Test
    void takesALostGhostOffTheMarkOfItsOwner(TestDatabase.Running database) {
        train(database, "cut", papersWith("repair", "mirror", "strict", true));
        var ends = citations(database, "cut", false).get(0);
        var ghosts = "MATCH (n:Paper {id: " + ends.get(1) + "}) RETURN n.`unlearn:cut` / 4294967296";
        var before = database.<Long>value(ghosts);

        deleteEdge(database, ends);

        assertThat(database.<Long>value(ghosts)).isEqualTo(before - 1);
    }
}
