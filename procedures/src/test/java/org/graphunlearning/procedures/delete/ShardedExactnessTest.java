package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.citations;
import static org.graphunlearning.procedures.Graphs.cutLike;
import static org.graphunlearning.procedures.Graphs.facts;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.sha256;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** After a deletion a sharded model equals, bit for bit, one trained with the same cut on what remains. */
@ExtendWith(TestDatabase.class)
class ShardedExactnessTest {
    private static final String NODE = "MATCH (n:Paper {id: 5}) CALL unlearn.deleteNode('cut', n)" + ROW;
    private static final String FEATURE = "MATCH (n:Paper {id: 7}) CALL unlearn.deleteFeature('cut', n)" + ROW;
    private static final String EDGE =
            "MATCH (:Paper {id: $ends[0]})-[r:CITES]->(:Paper {id: $ends[1]}) CALL unlearn.deleteEdge('cut', r)" + ROW;
    private static final String MIXED =
            "MATCH (n:Paper {id: 11}), (m:Paper {id: 12}), (:Paper {id: $ends[0]})-[r:CITES]->(:Paper {id: $ends[1]}) "
                    + "CALL unlearn.delete('cut', {nodes: n, relationships: r, features: {node: m}})" + ROW;

    /** Every pair of settings occurs, not every combination. */
    static Stream<Map<String, Object>> configurations() {
        return Stream.of(
                config("multilevel", "none", "neighbours", 1L),
                config("multilevel", "mirror", "mean", 2L),
                config("multilevel", "none", "learned", 2L),
                config("multilevel", "mixup", "similarity", 1L),
                config("hash", "none", "majority", 2L),
                config("hash", "mirror", "learned", 1L),
                config("hash", "zero", "neighbours", 2L),
                config("blpa", "none", "similarity", 2L),
                config("blpa", "mirror", "majority", 1L),
                config("blpa", "none", "mean", 1L));
    }

    private static Map<String, Object> config(String partitioner, String repair, String aggregation, long slices) {
        var config = papersWith(
                "partitioner", partitioner, "aggregation", aggregation, "slices", slices, "normalizeFeatures", false);
        return repair.equals("none") ? config : Graphs.with(config, "repair", repair, "strict", true);
    }

    static Stream<Arguments> deletions() {
        return configurations()
                .limit(4) // all settings get all deletions below, one after the other
                .flatMap(config -> Stream.of(
                        Arguments.of(NODE, true, config),
                        Arguments.of(EDGE, true, config),
                        Arguments.of(EDGE, false, config),
                        Arguments.of(FEATURE, true, config),
                        Arguments.of(MIXED, true, config)));
    }

    @ParameterizedTest
    @MethodSource("deletions")
    void equalsTrainingOnWhatRemains(
            String deletion, boolean inside, Map<String, Object> config, TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", config);
        var ends = citations(database, "cut", inside).get(0);

        var row = database.run(deletion, Map.of("ends", ends)).get(0);

        assertThat(row).containsEntry("guarantee", "EXACT");
        train(database, "fresh", cutLike(config, "cut"));
        assertThat(sha256(database, "cut")).isEqualTo(sha256(database, "fresh"));
        assertThat(facts(database, "cut")).usingRecursiveComparison().isEqualTo(facts(database, "fresh"));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void staysExactFromDeletionToDeletion(Map<String, Object> config, TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", config);
        var before = sha256(database, "cut");
        var inner = citations(database, "cut", true).get(9);
        var crossing = citations(database, "cut", false).get(9);

        for (var query : List.of(NODE, MIXED, FEATURE)) {
            database.run(query, Map.of("ends", inner));
        }
        database.run(EDGE, Map.of("ends", crossing));

        train(database, "fresh", cutLike(config, "cut"));
        assertThat(sha256(database, "cut")).isNotEqualTo(before).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void equalsACutMadeAnewWhereOnlyKeysDecide(TestDatabase.Running database) {
        var config = papersWith("partitioner", "hash");
        Graphs.papers(database);
        train(database, "cut", config);

        database.run(NODE);

        train(database, "fresh", config);
        assertThat(sha256(database, "cut")).isEqualTo(sha256(database, "fresh"));
    }

    @Test
    void equalsTrainingWhereDirectionCounts(TestDatabase.Running database) {
        var config = papersWith("architecture", "SAGE", "orientation", "REVERSE", "repair", "mirror", "strict", true);
        Graphs.papers(database);
        train(database, "cut", config);

        database.run(NODE);

        train(database, "fresh", cutLike(config, "cut"));
        assertThat(sha256(database, "cut")).isEqualTo(sha256(database, "fresh"));
    }
}
