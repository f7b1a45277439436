package org.graphunlearning.procedures.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.citations;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.sha256;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.Base64;
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

/** Sharded models leave a database and come back with their shards, weights and ghosts. */
@ExtendWith(TestDatabase.class)
class ShardedTransferTest {
    private static final String NOT_ATTACHED =
            "Not attached to this graph: it is not the one the model was trained on, so deletions here do not reach the "
                    + "model, and every shard answers alike.";

    @BeforeEach
    void trainTheCut(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", papersWith("repair", "mirror", "strict", true, "aggregation", "learned", "slices", 2L));
    }

    private static String content(TestDatabase.Running database) {
        return database.value("CALL unlearn.model.export('cut') YIELD content");
    }

    private static Map<String, Object> imported(TestDatabase.Running database, String content) {
        return database.run("CALL unlearn.model.import('copy', $content)", Map.of("content", content))
                .get(0);
    }

    @Test
    void attachesToTheGraphItCameFrom(TestDatabase.Running database) {
        assertThat(imported(database, content(database)))
                .containsEntry("attached", true)
                .containsEntry("warnings", List.of());
        assertThat(sha256(database, "copy")).isEqualTo(sha256(database, "cut"));
    }

    @Test
    void marksNodesAsTheyWere(TestDatabase.Running database) {
        imported(database, content(database));

        assertThat(database.<Long>value("MATCH (n:Paper) WHERE n.`unlearn:copy` = n.`unlearn:cut` RETURN count(n)"))
                .isEqualTo(80);
    }

    @Test
    void predictsAsBefore(TestDatabase.Running database) {
        imported(database, content(database));

        var rows = " YIELD node, probabilities RETURN node.id AS id, probabilities ORDER BY id";
        assertThat(database.run("CALL unlearn.predict.stream('copy')" + rows))
                .isEqualTo(database.run("CALL unlearn.predict.stream('cut')" + rows));
    }

    @Test
    void isReachedByDeletions(TestDatabase.Running database) {
        imported(database, content(database));

        var rows = database.run("MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('*', n)" + ROW);

        assertThat(rows).extracting(row -> row.get("guarantee")).containsExactly("EXACT", "EXACT");
        assertThat(sha256(database, "copy")).isEqualTo(sha256(database, "cut"));
    }

    @Test
    void attachesAfterDeletions(TestDatabase.Running database) {
        database.run("MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('cut', n)" + ROW);

        assertThat(imported(database, content(database))).containsEntry("attached", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n:Paper {id: 5}) DETACH DELETE n",
                "MATCH (n:Paper {id: 5}) SET n.index = [29]",
                "MATCH (n:Paper {id: 5}) SET n.id = 500",
                "CREATE (:Paper {id: 500, topic: 1, split: 'train', index: [1]})"
            })
    void doesNotAttachToAnotherGraph(String change, TestDatabase.Running database) {
        var content = content(database);
        database.run(change);

        assertThat(imported(database, content))
                .containsEntry("attached", false)
                .containsEntry("warnings", List.of(NOT_ATTACHED));
    }

    @Test
    void doesNotAttachWhereACrossingCitationIsGone(TestDatabase.Running database) {
        var content = content(database);
        database.run(
                "MATCH (:Paper {id: $ends[0]})-[r:CITES]->(:Paper {id: $ends[1]}) DELETE r",
                Map.of("ends", citations(database, "cut", false).get(0)));

        assertThat(imported(database, content)).containsEntry("attached", false);
    }

    @Test
    void doesNotAttachWhereTheGraphStillShowsWhatItForgot(TestDatabase.Running database) {
        database.run(
                "MATCH (:Paper {id: $ends[0]})-[r:CITES]->(:Paper {id: $ends[1]}) "
                        + "CALL unlearn.deleteEdge('cut', r, {keepInGraph: true})" + ROW,
                Map.of("ends", citations(database, "cut", false).get(0)));

        assertThat(imported(database, content(database))).containsEntry("attached", false);
    }

    @Test
    void answersWithoutBeingAttached(TestDatabase.Running database) {
        var content = content(database);
        database.run("MATCH (n:Paper {id: 5}) DETACH DELETE n");
        imported(database, content);

        assertThat(database.<Long>value("CALL unlearn.predict.stream('copy') YIELD node RETURN count(node)"))
                .isEqualTo(79);
    }

    @Test
    void exportsWhateverBecameOfLabelsAndFeatures(TestDatabase.Running database) {
        database.run("MATCH (n:Paper {id: 5}) SET n.topic = 1.5, n.index = 'none'");

        assertThat(content(database)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 9, 300, 2000, -1, -40})
    void refusesDamagedContent(int position, TestDatabase.Running database) {
        var bytes = Base64.getDecoder().decode(content(database));
        bytes[position < 0 ? bytes.length + position : position] ^= 1;
        var damaged = Base64.getEncoder().encodeToString(bytes);
        var before = database.state();

        assertThatThrownBy(() -> imported(database, damaged))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "The model is damaged: its SHA-256 does not match its bytes\\.|These bytes are not a model\\.");
        assertThat(database.state()).isEqualTo(before);
    }

    @Test
    void refusesContentThatWasCutShort(TestDatabase.Running database) {
        var content = content(database);

        assertThatThrownBy(() -> imported(database, content.substring(0, content.length() / 8 * 4)))
                .rootCause()
                .hasMessage("The model is damaged: its SHA-256 does not match its bytes.");
    }

    @Test
    void readsAWholeModelBesideIt(TestDatabase.Running database) {
        train(database, "whole", papersWith("shards", 1L));
        var content = database.<String>value("CALL unlearn.model.export('whole') YIELD content");

        assertThat(imported(database, content)).containsEntry("attached", true);
        assertThat(sha256(database, "copy")).isEqualTo(sha256(database, "whole"));
    }

    @Test
    void listsWhatItImported(TestDatabase.Running database) {
        imported(database, content(database));

        assertThat(database.run("CALL unlearn.model.list('copy')").get(0))
                .containsEntry("shardCount", 4L)
                .extractingByKey("configuration")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("aggregation", "learned");
    }
}
