package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.citations;
import static org.graphunlearning.procedures.Graphs.cutLike;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.sha256;
import static org.graphunlearning.procedures.Graphs.shards;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a deletion tells its caller about shards, and how far it goes. */
@ExtendWith(TestDatabase.class)
class ShardedDeletionTest {
    private static final String NODE = "MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('cut', n)" + ROW;
    private static final String NODES =
            "MATCH (n:Paper) WHERE n.id IN $ids WITH collect(n) AS ns CALL unlearn.deleteNode('cut', ns)" + ROW;

    @BeforeEach
    void loadPapers(TestDatabase.Running database) {
        Graphs.papers(database);
    }

    private static List<Long> papersOf(TestDatabase.Running database, long shard) {
        return shards(database, "cut").entrySet().stream()
                .filter(entry -> entry.getValue() == shard)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Object> deleteCrossing(TestDatabase.Running database) {
        return database.run(
                        "MATCH (:Paper {id: $ends[0]})-[r:CITES]->(:Paper {id: $ends[1]}) CALL unlearn.deleteEdge('cut', r)"
                                + ROW,
                        Map.of("ends", citations(database, "cut", false).get(0)))
                .get(0);
    }

    private static String guarantee(TestDatabase.Running database) {
        return database.value("CALL unlearn.model.list('cut') YIELD modelInfo RETURN modelInfo.guarantee");
    }

    @Test
    void countsNeitherTheForgottenNorTheUnknown(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        database.run("CREATE (:Paper {id: 500, topic: 0, split: 'train', index: [1]})");

        database.run(NODE);

        assertThat(database.<Long>value("CALL unlearn.model.list('cut') YIELD nodeCount"))
                .isEqualTo(79);
    }

    @Test
    void touchesEveryShardOfABatchOnce(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var ids = List.of(2L, 3L, 5L, 8L, 13L, 21L);
        var shards = shards(database, "cut");

        var row = database.run(NODES, Map.of("ids", ids)).get(0);

        long distinct = ids.stream().map(shards::get).distinct().count();
        assertThat(row).containsEntry("shardsTouched", distinct).containsEntry("nodesUnlearned", 6L);
    }

    @ParameterizedTest
    @CsvSource({"none, false, EXACT", "mirror, true, EXACT", "mirror, false, APPROXIMATE"})
    void saysWhatGhostsCost(String repair, boolean strict, String guarantee, TestDatabase.Running database) {
        train(database, "cut", papersWith("repair", repair, "strict", strict));

        assertThat(deleteCrossing(database)).containsEntry("guarantee", guarantee);
        assertThat(guarantee(database)).isEqualTo(guarantee);
    }

    @Test
    void warnsOfGhostsThatStay(TestDatabase.Running database) {
        train(database, "cut", papersWith("repair", "mirror"));

        assertThat(deleteCrossing(database))
                .containsEntry(
                        "warnings",
                        List.of(
                                "Ghosts: 2 in 2 other shards still count a neighbour that is gone, so the result is exact up "
                                        + "to degree information; `strict: true` at training removes them too."));
    }

    @Test
    void staysApproximateOnceAGhostIsStale(TestDatabase.Running database) {
        train(database, "cut", papersWith("repair", "mirror"));
        deleteCrossing(database);
        var ends = citations(database, "cut", true).get(0);

        database.run(
                "MATCH (:Paper {id: $ends[0]})-[r:CITES]->(:Paper {id: $ends[1]}) CALL unlearn.deleteEdge('cut', r)"
                        + ROW,
                Map.of("ends", ends));

        assertThat(guarantee(database)).isEqualTo("APPROXIMATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"neighbours", "mean", "majority", "learned", "similarity"})
    void goesOnAnsweringWithoutAWholeShard(String aggregation, TestDatabase.Running database) {
        train(database, "cut", papersWith("aggregation", aggregation));

        var row = database.run(NODES, Map.of("ids", papersOf(database, 1))).get(0);

        assertThat(row)
                .containsEntry("guarantee", "EXACT")
                .extractingByKey("warnings")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(
                        "Shard 1 has no labelled training node left and no longer answers.",
                        "Shard sizes have drifted apart; training the model again would cut evenly.");
        assertThat(database.<Double>value("CALL unlearn.predict.stream('cut') YIELD probabilities "
                        + "RETURN max(abs(1 - reduce(sum = 0.0, p IN probabilities | sum + p)))"))
                .isLessThan(1e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"neighbours", "learned", "similarity"})
    void deletesOnAfterAWholeShardIsGone(String aggregation, TestDatabase.Running database) {
        train(database, "cut", papersWith("aggregation", aggregation));
        database.run(NODES, Map.of("ids", papersOf(database, 1)));
        var next = papersOf(database, 2).get(0);

        var row = database.run(NODES, Map.of("ids", List.of(next))).get(0);

        assertThat(row).containsEntry("guarantee", "EXACT").containsEntry("shardsTouched", 1L);
    }

    @Test
    void forgetsAClassWithItsLastNodeInAShard(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var ids = papersOf(database, 0);

        database.run(
                "MATCH (n:Paper {topic: 0, split: 'train'}) WHERE n.id IN $ids WITH collect(n) AS ns "
                        + "CALL unlearn.deleteNode('cut', ns)" + ROW,
                Map.of("ids", ids));

        assertThat(database.<List<Object>>value(
                        "CALL unlearn.partition.stats('cut') YIELD shards RETURN shards[0].classes"))
                .isNotEmpty()
                .doesNotContain(0L);
        train(database, "fresh", cutLike(PAPERS, "cut"));
        assertThat(sha256(database, "cut")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void refusesToLeaveOneClassAndChangesNothing(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var before = database.state();

        assertThatThrownBy(() -> database.run("MATCH (n:Paper) WHERE n.topic > 0 WITH collect(n) AS ns "
                        + "CALL unlearn.deleteNode('cut', ns)" + ROW))
                .rootCause()
                .hasMessage("Deleting this would leave model `cut` with one class; drop the model first with `CALL "
                        + "unlearn.model.drop('cut')`.");

        assertThat(database.state()).isEqualTo(before);
    }

    @Test
    void restoresEverythingOnRollback(TestDatabase.Running database) {
        train(database, "cut", papersWith("repair", "mirror", "strict", true, "aggregation", "learned"));
        var before = database.state();

        try (var tx = database.service().beginTx()) {
            TestDatabase.Running.rows(tx, NODE, Map.of());
            tx.rollback();
        }

        assertThat(database.state()).isEqualTo(before);
    }

    @Test
    void seesTheFirstOfTwoDeletionsInOneTransaction(TestDatabase.Running database) {
        var config = papersWith("repair", "mirror", "strict", true);
        train(database, "cut", config);

        database.commit(tx -> {
            TestDatabase.Running.rows(tx, NODE, Map.of());
            return TestDatabase.Running.rows(tx, NODES, Map.of("ids", List.of(8L, 9L)));
        });

        train(database, "fresh", cutLike(config, "cut"));
        assertThat(sha256(database, "cut")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void answersARepeatedRequestWithoutRepeatingIt(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var node = database.<String>value("MATCH (n:Paper {id: 5}) RETURN elementId(n)");
        var query = "CALL unlearn.deleteNode('cut', $node, {requestId: 'r-1'})" + ROW;
        var first = database.run(query, Map.of("node", node));
        var state = database.state();

        assertThat(database.run(query, Map.of("node", node))).isEqualTo(first);
        assertThat(database.state()).isEqualTo(state);
    }

    @Test
    void forgetsInShardedAndWholeModelsAtOnce(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        train(database, "whole", papersWith("shards", 1L));

        var rows = database.run("MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('*', n)" + ROW);

        assertThat(rows).extracting(row -> row.get("modelName")).containsExactly("cut", "whole");
        train(database, "freshCut", cutLike(PAPERS, "cut"));
        train(database, "freshWhole", papersWith("shards", 1L));
        assertThat(List.of(sha256(database, "cut"), sha256(database, "whole")))
                .isEqualTo(List.of(sha256(database, "freshCut"), sha256(database, "freshWhole")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('cut', n, $how)",
                "MATCH (n:Paper {id: 5}) CALL unlearn.deleteFeature('cut', n, $how)",
                "MATCH (:Paper {id: 5})-[r:CITES]-() WITH collect(r) AS rs CALL unlearn.deleteEdge('cut', rs, $how)"
            })
    void forgetsTheSameWhenTheGraphKeepsIt(String deletion, TestDatabase.Running database) {
        train(database, "cut", papersWith("repair", "mirror", "strict", true, "aggregation", "learned"));
        String gone;
        try (var tx = database.service().beginTx()) {
            TestDatabase.Running.rows(tx, deletion + ROW, Map.of("how", Map.of()));
            gone = (String)
                    TestDatabase.Running.rows(tx, "CALL unlearn.model.list('cut') YIELD sha256 RETURN sha256", Map.of())
                            .get(0)
                            .get("sha256");
            tx.rollback();
        }
        var before = sha256(database, "cut");

        database.run(deletion + ROW, Map.of("how", Map.of("keepInGraph", true)));

        assertThat(sha256(database, "cut")).isNotEqualTo(before).isEqualTo(gone);
    }

    @Test
    void keepsForgottenPapersForgottenInLaterDeletions(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var query = "MATCH (n:Paper {id: $id}) CALL unlearn.deleteNode('cut', n, {keepInGraph: $keep})" + ROW;
        var near = papersOf(database, shards(database, "cut").get(5L)).get(0);
        database.run(query, Map.of("id", 5L, "keep", true));
        database.run(query, Map.of("id", near, "keep", true));
        var kept = sha256(database, "cut");

        database.run("MATCH (n:Paper) WHERE n.id IN [5, $near] DETACH DELETE n", Map.of("near", near));

        var cut = papersWith("partitionFrom", "cut");
        train(database, "fresh", cut);
        assertThat(kept).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void marksOneShardAsApproximateAfterFinetuning(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var shard = shards(database, "cut").get(5L);

        var row = database.run(
                        "MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('cut', n, {strategy: 'finetune'})" + ROW)
                .get(0);

        assertThat(row).containsEntry("strategy", "finetune").containsEntry("guarantee", "APPROXIMATE");
        assertThat(database.run("CALL unlearn.partition.stats('cut') YIELD shards UNWIND shards AS s WITH s "
                        + "WHERE s.guarantee <> 'EXACT' RETURN s.shard AS shard"))
                .containsExactly(Map.of("shard", shard));
    }

    @Test
    void namesRetrainingWhereAShardHasNothingToFinetune(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var ids = papersOf(database, 0);
        database.run("MATCH (n:Paper) WHERE n.id IN $ids SET n.topic = 0", Map.of("ids", ids));
        train(database, "single", cutLike(PAPERS, "cut"));

        var row = database.run(
                        "MATCH (n:Paper {split: 'train'}) WHERE n.id IN $ids WITH n LIMIT 1 "
                                + "CALL unlearn.deleteNode('single', n, {strategy: 'finetune'})" + ROW,
                        Map.of("ids", ids))
                .get(0);

        assertThat(row).containsEntry("strategy", "retrain").containsEntry("guarantee", "EXACT");
    }

    @Test
    void isExactAgainOnceAFinetunedShardIsRetrained(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        var near = papersOf(database, shards(database, "cut").get(5L)).stream()
                .filter(id -> id != 5)
                .findFirst()
                .orElseThrow();
        database.run("MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('cut', n, {strategy: 'finetune'})" + ROW);

        database.run(NODES, Map.of("ids", List.of(near)));

        assertThat(guarantee(database)).isEqualTo("EXACT");
        train(database, "fresh", cutLike(PAPERS, "cut"));
        assertThat(sha256(database, "cut")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void refusesToFinetuneSlicesAndChangesNothing(TestDatabase.Running database) {
        train(database, "cut", papersWith("slices", 2L));
        var before = database.state();

        assertThatThrownBy(() -> database.run(
                        "MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('cut', n, {strategy: 'finetune'})" + ROW))
                .rootCause()
                .hasMessage("The checkpoints of `slices` would go on remembering; use the strategy `retrain`, not "
                        + "`finetune`.");

        assertThat(database.state()).isEqualTo(before);
    }

    @Test
    void retrainsTheShardOfAPaperThatPlainCypherTookAway(TestDatabase.Running database) {
        train(database, "cut", PAPERS);
        database.run("MATCH (n:Paper {id: 5}) REMOVE n:Paper SET n:Former");

        var row = database.run("MATCH (n:Former) CALL unlearn.deleteNode('cut', n)" + ROW)
                .get(0);

        assertThat(row).containsEntry("shardsTouched", 1L);
        train(database, "fresh", cutLike(PAPERS, "cut"));
        assertThat(sha256(database, "cut")).isEqualTo(sha256(database, "fresh"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n:Former) CALL unlearn.deleteNode('cut', n)",
                "MATCH (:Former)-[r:CITES]-() WITH collect(r) AS rs CALL unlearn.deleteEdge('cut', rs)"
            })
    void admitsThatGhostsOfWhatPlainCypherTookAwayStay(String deletion, TestDatabase.Running database) {
        train(database, "cut", papersWith("repair", "mirror", "strict", true));
        database.run("MATCH (n:Paper {id: 11}) REMOVE n:Paper SET n:Former");

        var row = database.run(deletion + ROW).get(0);

        assertThat(row).containsEntry("guarantee", "APPROXIMATE");
        assertThat(guarantee(database)).isEqualTo("APPROXIMATE");
    }

    @Test
    void certifiesTheFingerprintOfEveryShard(TestDatabase.Running database) {
        train(database, "cut", PAPERS);

        database.run("MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('cut', n, {requestId: 'r-1'})" + ROW);

        var record = database.<String>value("MATCH (c:UnlearnCertificate {requestId: 'r-1'}) RETURN c.record");
        assertThat(record)
                .contains(
                        "\"modelAfter\":\"" + sha256(database, "cut") + "\"",
                        database.<String>value("MATCH (m:UnlearnModel) RETURN m.fingerprint"));
    }

    @Test
    void leavesNothingBehindWhenDropped(TestDatabase.Running database) {
        train(database, "cut", papersWith("repair", "mirror"));

        database.run("CALL unlearn.model.drop('cut')");

        assertThat(storedShards(database, "cut")).isEmpty();
        assertThat(database.<Long>value("MATCH (n) WHERE n:UnlearnModel OR n:UnlearnShard OR n:UnlearnChunk "
                        + "OR n.`unlearn:cut` IS NOT NULL RETURN count(n)"))
                .isZero();
    }
}
