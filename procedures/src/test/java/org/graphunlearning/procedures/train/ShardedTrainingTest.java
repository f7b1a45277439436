package org.graphunlearning.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.cutLike;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.sha256;
import static org.graphunlearning.procedures.Graphs.storedShards;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabase.class)
class ShardedTrainingTest {
    @BeforeEach
    void loadPapers(TestDatabase.Running database) {
        Graphs.papers(database);
    }

    @Test
    void tellsTheShardsAndTheCut(TestDatabase.Running database) {
        var row = train(database, "cut", PAPERS);

        assertThat(row).containsEntry("shardCount", 4L).containsEntry("nodeCount", 80L);
        assertThat(row)
                .extractingByKey("modelInfo")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("guarantee", "EXACT")
                .containsKeys("keptEdges", "balance", "fairness", "partitionMillis");
    }

    @Test
    void measuresTheCutAsThePartitionStatisticsDo(TestDatabase.Running database) {
        var info = (Map<?, ?>) train(database, "cut", PAPERS).get("modelInfo");

        var stats = database.run("CALL unlearn.partition.stats('cut') YIELD keptEdges, balance, fairness, "
                        + "partitionMillis RETURN keptEdges, balance, fairness, partitionMillis")
                .get(0);
        assertThat(stats).allSatisfy((key, value) -> assertThat(info.get(key)).isEqualTo(value));
    }

    @Test
    void saysNothingOfACutWithOneShard(TestDatabase.Running database) {
        var row = train(database, "whole", papersWith("shards", 1L));

        assertThat(row)
                .containsEntry("shardCount", 1L)
                .extractingByKey("modelInfo")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .doesNotContainKeys("keptEdges", "balance", "fairness", "partitionMillis");
    }

    @Test
    void echoesEveryDefaultOfTheCut(TestDatabase.Running database) {
        assertThat(train(database, "cut", PAPERS))
                .extractingByKey("configuration")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("shards", 4L)
                .containsEntry("partitioner", "multilevel")
                .containsEntry("aggregation", "neighbours")
                .containsEntry("repair", "none")
                .containsEntry("strict", false)
                .containsEntry("slices", 1L)
                .doesNotContainKey("partitionFrom");
    }

    @Test
    void echoesWhereTheCutCameFrom(TestDatabase.Running database) {
        train(database, "cut", PAPERS);

        assertThat(train(database, "same", cutLike(PAPERS, "cut")))
                .extractingByKey("configuration")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("partitionFrom", "cut")
                .doesNotContainKey("partitioner");
    }

    @Test
    void readsItsOwnEchoBack(TestDatabase.Running database) {
        var echo = train(database, "cut", papersWith("repair", "mirror", "strict", true, "slices", 2L))
                .get("configuration");

        train(database, "again", Map.copyOf(castToConfig(echo)));

        assertThat(sha256(database, "again")).isEqualTo(sha256(database, "cut"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> castToConfig(Object echo) {
        return (Map<String, Object>) echo;
    }

    @Test
    void readsNamesWhateverTheirCase(TestDatabase.Running database) {
        assertThat(train(database, "cut", papersWith("partitioner", "BLPA", "aggregation", "Mean", "repair", "ZERO")))
                .extractingByKey("configuration")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("partitioner", "blpa")
                .containsEntry("aggregation", "mean")
                .containsEntry("repair", "zero");
    }

    @Test
    void marksEveryNodeWithShardRoleAndGhosts(TestDatabase.Running database) {
        train(database, "cut", papersWith("partitioner", "hash", "repair", "mirror"));

        // A ghost is a citation to or from a paper of another shard; marks hold ghosts << 32 | shard << 2 | role.
        var wrong = database.run(
                "CALL unlearn.partition.stream('cut') YIELD node, shard, role "
                        + "WITH collect({node: node, shard: shard, role: role}) AS rows UNWIND rows AS row "
                        + "WITH row, size([other IN rows WHERE other.shard <> row.shard AND EXISTS { "
                        + "WITH row, other MATCH (a)-[:CITES]-(b) WHERE a = row.node AND b = other.node }]) AS ghosts "
                        + "WITH row, ghosts * 4294967296 + row.shard * 4 + "
                        + "CASE row.role WHEN 'train' THEN $train WHEN 'validation' THEN $validation ELSE $test END AS mark "
                        + "WHERE row.node.`unlearn:cut` <> mark RETURN row.node.id, mark, row.node.`unlearn:cut`",
                Map.of("train", 1L, "validation", 2L, "test", 3L));

        assertThat(wrong).isEmpty();
    }

    @Test
    void storesAsManyShardsAsItSays(TestDatabase.Running database) {
        train(database, "cut", papersWith("hiddenChannels", 400L, "epochs", 1L));

        var rows = database.run("MATCH (:UnlearnModel)-[:HAS_SHARD]->(s)-[:HAS_CHUNK]->(c) WITH s, count(c) AS chunks, "
                + "sum(size(c.bytes)) AS bytes RETURN s.index AS shard, s.chunkCount = chunks AND chunks > 1 AS chunked, "
                + "size(s.sha256) AS digits ORDER BY shard");
        assertThat(rows)
                .containsExactlyElementsOf(List.of(0L, 1L, 2L, 3L).stream()
                        .map(shard -> Map.<String, Object>of("shard", shard, "chunked", true, "digits", 64L))
                        .toList());
    }

    @Test
    void givesTheSameBitsTwice(TestDatabase.Running database) {
        train(database, "one", PAPERS);
        train(database, "two", PAPERS);

        assertThat(sha256(database, "two")).isEqualTo(sha256(database, "one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multilevel", "random", "hash", "blpa", "bekm", "bekmPretrained", "guideFast", "guideSr"})
    void givesTheSameBitsAtAnyConcurrency(String partitioner, TestDatabase.Running database) {
        train(database, "one", papersWith("partitioner", partitioner, "aggregation", "learned", "concurrency", 1L));
        train(database, "three", papersWith("partitioner", partitioner, "aggregation", "learned", "concurrency", 3L));

        assertThat(sha256(database, "three")).isEqualTo(sha256(database, "one"));
    }

    @Test
    void trainsTheSameShardsUnderAnyAggregation(TestDatabase.Running database) {
        train(database, "one", PAPERS);
        train(database, "two", papersWith("aggregation", "majority"));

        assertThat(sha256(database, "two")).isEqualTo(sha256(database, "one"));
    }

    @Test
    void learnsNothingOfNodesTheCutDoesNotKnow(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        database.run("MATCH (a:Paper {id: 3}) "
                + "CREATE (a)-[:CITES]->(:Paper {id: 500, topic: 0, split: 'train', index: [1]})");

        train(database, "same", cutLike(PAPERS, "cut"));

        assertThat(sha256(database, "same")).isEqualTo(sha256(database, "cut"));
        assertThat(database.<Boolean>value("MATCH (n:Paper {id: 500}) RETURN n.`unlearn:same` IS NULL"))
                .isTrue();
    }

    @Test
    void countsOnlyNodesItLearnedFrom(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        database.run("CREATE (:Paper {id: 500, topic: 0, split: 'train', index: [1]})");

        assertThat(train(database, "same", cutLike(PAPERS, "cut"))).containsEntry("nodeCount", 80L);
    }

    @Test
    void estimatesWithoutTraining(TestDatabase.Running database) {
        database.run("CALL unlearn.train.estimate('cut', $config)", Map.of("config", PAPERS));

        assertThat(storedShards(database, "cut")).isEmpty();
    }
}
