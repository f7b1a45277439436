package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.changed;
import static org.graphunlearning.procedures.Graphs.citations;
import static org.graphunlearning.procedures.Graphs.cutLike;
import static org.graphunlearning.procedures.Graphs.facts;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.sha256;
import static org.graphunlearning.procedures.Graphs.shards;
import static org.graphunlearning.procedures.Graphs.storedShards;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.graphunlearning.procedures.hook.Pendings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Processing trains the touched shards of a model and leaves the bytes of all others; a training with the same cut is the oracle. */
@ExtendWith(TestDatabase.class)
class ShardedProcessingTest {
    private static final String NODE = "MATCH (n:Paper {id: 5}) DETACH DELETE n";
    private static final String EDGE = "MATCH (:Paper {id: $ends[0]})-[r:CITES]->(:Paper {id: $ends[1]}) DELETE r";
    private static final String FEATURE = "MATCH (n:Paper {id: 7}) REMOVE n.index";
    private static final String LABEL = "MATCH (n:Paper {id: 9}) REMOVE n.topic";

    static Stream<Arguments> changes() {
        return Stream.of(
                        PAPERS,
                        papersWith("aggregation", "neighbours"),
                        papersWith("partitioner", "hash", "repair", "mirror", "strict", true),
                        papersWith("partitioner", "hash", "repair", "zero", "strict", true, "aggregation", "learned"),
                        papersWith("partitioner", "blpa", "slices", 2L))
                .flatMap(config -> Stream.of(
                        Arguments.of(NODE, true, config),
                        Arguments.of(EDGE, true, config),
                        Arguments.of(EDGE, false, config),
                        Arguments.of(FEATURE, true, config),
                        Arguments.of(LABEL, true, config)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void equalsTrainingOnWhatRemainsWithTheSameCut(
            String change, boolean inside, Map<String, Object> config, TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", config);
        var ends = citations(database, "cut", inside).get(0);

        database.run(change, Map.of("ends", ends));
        var rows = database.run("CALL unlearn.process('cut')");

        assertThat(rows).allSatisfy(row -> assertThat(row).containsEntry("guarantee", "EXACT"));
        assertThat(Pendings.records(database)).isZero();
        train(database, "fresh", cutLike(config, "cut"));
        assertThat(sha256(database, "cut")).isEqualTo(sha256(database, "fresh"));
        if (!rows.isEmpty()) { // else no parameter depends on it, only the count of relationships
            assertThat(facts(database, "cut")).usingRecursiveComparison().isEqualTo(facts(database, "fresh"));
        }
    }

    @Test
    void touchesOnlyTheShardsThatLearned(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", PAPERS);
        var homes = shards(database, "cut");
        var touched =
                new TreeSet<>(List.of(homes.get(5L), homes.get(7L))).stream().toList();
        var before = storedShards(database, "cut");
        database.run(NODE);
        database.run(FEATURE);
        assertThat(database.run("CALL unlearn.pending('cut') YIELD advice RETURN DISTINCT advice"))
                .containsExactly(Map.of("advice", "`CALL unlearn.process('cut')` trains 1 of 4 shards again."));
        assertThat(Pendings.all(database))
                .containsExactly("cut NODE 1 [" + homes.get(5L) + "]", "cut FEATURE 1 [" + homes.get(7L) + "]");

        var row = database.run("CALL unlearn.process('cut')").get(0);

        assertThat(row)
                .containsEntry("shardsTouched", (long) touched.size())
                .containsEntry("nodesUnlearned", 1L)
                .containsEntry("featuresUnlearned", 1L);
        assertThat(changed(before, storedShards(database, "cut"))).isEqualTo(touched);
    }

    @Test
    void recordsNothingOfAnEdgeThatNoShardLearned(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", PAPERS);
        var ends = citations(database, "cut", false).get(0);

        database.run(EDGE, Map.of("ends", ends));

        assertThat(Pendings.records(database)).isZero();
    }

    @Test
    void leavesGhostsOfOtherShardsWithoutStrict(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", papersWith("partitioner", "hash", "repair", "mirror"));
        var ends = citations(database, "cut", false).get(0);
        var homes = shards(database, "cut");
        var before = storedShards(database, "cut");
        database.run("MATCH (n:Paper {id: $id}) DETACH DELETE n", Map.of("id", ends.get(0)));
        assertThat(Pendings.all(database)).hasSize(2).last().asString().startsWith("cut GHOST ");

        var row = database.run("CALL unlearn.process('cut')").get(0);

        assertThat(row).containsEntry("guarantee", "APPROXIMATE").containsEntry("shardsTouched", 1L);
        assertThat((List<?>) row.get("warnings")).asString().contains("Ghosts of other shards may still stand for");
        assertThat(changed(before, storedShards(database, "cut"))).containsExactly(homes.get(ends.get(0)));
        assertThat(Pendings.records(database)).isZero();
    }

    @Test
    void isSettledByADeletionForItsShardOnly(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", PAPERS);
        var homes = shards(database, "cut");
        long shard = homes.get(5L);
        var mates = homes.keySet().stream().filter(id -> homes.get(id) == shard).toList();
        var other = homes.keySet().stream()
                .filter(id -> homes.get(id) != shard)
                .findFirst()
                .orElseThrow();
        database.run("MATCH (n:Paper) WHERE n.id IN $ids DETACH DELETE n", Map.of("ids", List.of(5L, other)));

        var row = database.run(
                        "MATCH (n:Paper {id: $id}) CALL unlearn.deleteNode('cut', n)" + ROW,
                        Map.of("id", mates.get(mates.size() - 1)))
                .get(0);

        assertThat(Pendings.all(database)).containsExactly("cut NODE 1 [" + homes.get(other) + "]");
        assertThat((List<?>) row.get("warnings")).asString().contains("still remembers 1 thing");
        database.run("CALL unlearn.process('cut')");
        train(database, "fresh", cutLike(PAPERS, "cut"));
        assertThat(sha256(database, "cut")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void silencesAShardOfWhichNothingIsLeft(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", PAPERS);
        var homes = shards(database, "cut");
        var mates = homes.keySet().stream().filter(id -> homes.get(id) == 0).toList();
        database.run("MATCH (n:Paper) WHERE n.id IN $ids DETACH DELETE n", Map.of("ids", mates));

        var row = database.run("CALL unlearn.process('cut')").get(0);

        assertThat(row).containsEntry("nodesUnlearned", (long) mates.size()).containsEntry("guarantee", "EXACT");
        assertThat((List<?>) row.get("warnings"))
                .asString()
                .contains("Shard 0 has no labelled training node left and no longer answers.");
    }
}
