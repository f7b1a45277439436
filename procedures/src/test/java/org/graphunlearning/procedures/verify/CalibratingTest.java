package org.graphunlearning.procedures.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.train;
import static org.graphunlearning.procedures.verify.VerifiedDeletionTest.delete;
import static org.graphunlearning.procedures.verify.VerifiedDeletionTest.verified;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.graphunlearning.verify.verdict.Control;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Oracle: controls whose verdict is known. */
@ExtendWith(TestDatabase.class)
class CalibratingTest {
    private static final String CALIBRATE =
            "CALL unlearn.verify.calibrate('club', {items: 3, kinds: ['NODE', 'EDGE'], seed: 7})";

    @Test
    void judgesControlsByTheCutsItFinds(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", karateWith("epochs", 60L));

        var rows = database.run(CALIBRATE);

        assertThat(rows).hasSize(2 * Control.values().length);
        assertThat(rows).allSatisfy(row -> {
            assertThat((Double) row.get("residualCut")).isBetween(0.0, 0.35);
            assertThat((Double) row.get("progressCut")).isBetween(0.25, 0.75);
            assertThat((Double) row.get("balancedAccuracy")).isBetween(0.0, 1.0);
        });
        assertThat(of(rows, "NO_OP")).allSatisfy(row -> assertThat(keys(row)).isSubsetOf("NOT_FORGOTTEN"));
        assertThat(of(rows, "REFERENCE"))
                .allSatisfy(row -> assertThat(keys(row)).isSubsetOf("FORGOTTEN"));
        assertThat(of(rows, "REFERENCE"))
                .anySatisfy(row -> assertThat((Long) row.get("readings")).isPositive());
        assertThat(database.run(CALIBRATE)).isEqualTo(rows);
    }

    private static List<Map<String, Object>> of(List<Map<String, Object>> rows, String control) {
        return rows.stream().filter(row -> row.get("control").equals(control)).toList();
    }

    private static List<String> keys(Map<String, Object> row) {
        return ((Map<?, ?>) row.get("verdicts"))
                .keySet().stream().map(String::valueOf).toList();
    }

    @Test
    void laterVerificationsUseItUntilTheModelIsTrainedAnew(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", karateWith("epochs", 60L));
        var rows = database.run(CALIBRATE);
        var name = rows.get(0).get("calibrationProfile");
        var first = delete(database, 5, Map.of("verify", true));
        var second = delete(database, 9, Map.of("verify", true));

        assertThat(verified(database, first.get("requestId"))).containsEntry("calibrationProfile", name);
        assertThat(((Map<?, ?>) verified(database, second.get("requestId")).get("thresholds"))
                        .get("forgottenResidualMax"))
                .isEqualTo(rows.get(0).get("residualCut"));

        database.run("CALL unlearn.model.drop('club')");
        train(database, "club", KARATE);
        var third = delete(database, 6, Map.of("verify", true));
        assertThat(verified(database, third.get("requestId"))).containsEntry("calibrationProfile", null);
    }

    @Test
    void wantsTheModelAsItWasTrained(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("MATCH (n:Member {id: 5}) SET n.index = [1]");

        assertThatThrownBy(() -> database.run(CALIBRATE))
                .hasMessageContaining("The model is not what training on the present graph gives");
        assertThatThrownBy(() -> database.run("CALL unlearn.verify.calibrate('club', {kinds: ['LABEL']})"))
                .hasMessageContaining("`kinds` may hold NODE, EDGE and FEATURE, not `LABEL`");
    }
}
