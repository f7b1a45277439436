package org.graphunlearning.procedures.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.papersWith;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: pairs counted by hand from the probabilities that callers see. */
@ExtendWith(TestDatabase.class)
class AttackingTest {
    private static final String MEMBERS =
            "MATCH (n:Paper {split: 'train'}) WITH n ORDER BY n.id LIMIT 24 WITH collect(n) AS ns ";
    private static final String ATTACK = MEMBERS + "CALL unlearn.mia('cut', {nodes: ns, attack: $attack, seed: 3})"
            + " YIELD role, attack, view, auc, se, ciLow, ciHigh, n1, n0, matched, warnings"
            + " RETURN role, attack, view, auc, se, ciLow, ciHigh, n1, n0, matched, warnings";

    @BeforeEach
    void loadPapers(TestDatabase.Running database) {
        Graphs.papers(database);
    }

    static Stream<Map<String, Object>> trainings() {
        return Stream.of(
                papersWith("shards", null, "epochs", 40L),
                papersWith("aggregation", "neighbours", "epochs", 40L),
                papersWith("aggregation", "majority", "epochs", 40L),
                papersWith("aggregation", "learned", "epochs", 40L, "slices", 2L));
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void theThresholdAttackRanksWhatCallersSee(Map<String, Object> training, TestDatabase.Running database) {
        train(database, "cut", training);
        var answers = database.run("CALL unlearn.model.list('cut') YIELD modelInfo UNWIND modelInfo.classes AS c "
                + "WITH collect(c) AS classes CALL unlearn.predict.stream('cut') YIELD node, probabilities "
                + "WITH classes, node, probabilities, [i IN range(0, size(classes) - 1) WHERE classes[i] = node.topic][0]"
                + " AS k RETURN node.id AS id, node.split AS split, probabilities[k] AS p ORDER BY id");
        var high = answers.stream()
                .filter(row -> row.get("split").equals("train"))
                .limit(24)
                .mapToDouble(row -> (Double) row.get("p"))
                .toArray();
        var low = answers.stream()
                .filter(row -> row.get("split").equals("test"))
                .mapToDouble(row -> (Double) row.get("p"))
                .toArray();
        double pairs = 0;
        for (double member : high) {
            for (double other : low) {
                pairs += member > other ? 1 : member == other ? 0.5 : 0;
            }
        }

        var rows = database.run(ATTACK, Map.of("attack", "threshold"));

        assertThat(rows)
                .extracting(row -> row.get("role"))
                .isEqualTo(List.of("MODEL", "REFERENCE", "MODEL", "REFERENCE"));
        assertThat(rows.get(0))
                .containsEntry("n1", 24L)
                .containsEntry("n0", (long) low.length)
                .containsEntry("view", "PROBE")
                .containsEntry("matched", false);
        assertThat((Double) rows.get(0).get("auc")).isCloseTo(pairs / (high.length * low.length), within(1e-9));
        assertThat(rows.get(2)).containsEntry("matched", true);
    }

    @ParameterizedTest
    @CsvSource({
        "paired, MODEL, PROBE, 1",
        "leak, REFERENCE, PROD, 1",
        "lira, MODEL, PROBE, 1",
        "paired, MODEL, PROBE, 4",
        "leak, REFERENCE, PROD, 4"
    })
    void everyAttackSaysWhomItAskedAndHow(
            String attack, String role, String view, long shards, TestDatabase.Running database) {
        train(database, "cut", papersWith("shards", shards == 1 ? null : shards, "epochs", 20L));

        var rows = database.run(ATTACK, Map.of("attack", attack));

        assertThat(rows.get(0))
                .containsEntry("attack", attack)
                .containsEntry("role", role)
                .containsEntry("view", view);
        assertThat((Double) rows.get(0).get("auc")).isBetween(0.0, 1.0);
        assertThat((Double) rows.get(0).get("ciLow"))
                .isLessThanOrEqualTo((Double) rows.get(0).get("ciHigh"));
        assertThat(database.run(ATTACK, Map.of("attack", attack))).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4})
    void linksAreAttackedByTheirEnds(long shards, TestDatabase.Running database) {
        train(database, "cut", papersWith("shards", shards == 1 ? null : shards, "epochs", 20L));

        var rows =
                database.run("MATCH (:Paper)-[r:CITES]->(:Paper) WITH r ORDER BY elementId(r) LIMIT 25 WITH collect(r)"
                        + " AS rs CALL unlearn.mia('cut', {relationships: rs}) YIELD role, attack, auc, n1, matched"
                        + " RETURN role, attack, auc, n1, matched");

        assertThat(rows).extracting(row -> row.get("role")).isEqualTo(List.of("MODEL", "REFERENCE"));
        assertThat(rows.get(0))
                .containsEntry("attack", "links")
                .containsEntry("n1", 25L)
                .containsEntry("matched", true);
        assertThat((Double) rows.get(0).get("auc")).isBetween(0.0, 1.0);
    }

    @Test
    void fewItemsGiveNoCurve(TestDatabase.Running database) {
        train(database, "cut", papersWith("shards", null));

        var rows = database.run("MATCH (n:Paper {split: 'train'}) WITH n LIMIT 1 CALL unlearn.mia('cut', {nodes: n,"
                + " reference: 'none'}) YIELD role, auc, warnings RETURN role, auc, warnings");

        assertThat(rows.get(0)).containsEntry("auc", null);
        assertThat(rows.get(0).get("warnings").toString()).contains("needs 20 forgotten items");
    }

    @Test
    void saysWhatDoesNotGoTogether(TestDatabase.Running database) {
        train(database, "cut", PAPERS);

        assertThatThrownBy(() -> database.run(ATTACK, Map.of("attack", "lira")))
                .hasMessageContaining("model `cut` is in several shards; attack it by `threshold` or `paired`.");
        assertThatThrownBy(() -> database.run(ATTACK, Map.of("attack", "links")))
                .hasMessageContaining("`links` attacks `relationships`");
        assertThatThrownBy(() -> database.run("CALL unlearn.mia('cut', {})"))
                .hasMessageContaining("needs either `nodes` or `relationships`");
        assertThatThrownBy(
                        () -> database.run(
                                MEMBERS
                                        + "CALL unlearn.mia('cut', {nodes: ns, attack: 'leak', reference: 'none'}) YIELD auc RETURN auc"))
                .hasMessageContaining("leave `reference` at 'retrain'");
    }
}
