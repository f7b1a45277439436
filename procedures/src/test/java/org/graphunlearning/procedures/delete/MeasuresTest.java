package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a deletion tells its caller in numbers, and what stays with the model. */
@ExtendWith(TestDatabase.class)
class MeasuresTest {
    private static final String NODE = "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, $how)" + ROW;

    private static Map<String, Object> forget(TestDatabase.Running database, Map<String, Object> how) {
        return database.run(NODE, Map.of("how", how)).get(0);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Double> measures(Map<String, Object> row) {
        return (Map<String, Double>) row.get("measures");
    }

    private static Map<String, Object> info(TestDatabase.Running database, String model) {
        return database.<Map<String, Object>>value("CALL unlearn.model.list('" + model + "') YIELD modelInfo");
    }

    @Test
    void measuresWhatRetrainingDid(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        var row = forget(database, Map.of());

        assertThat(measures(row)).containsOnlyKeys("parameterShift", "remainingLossAfter", "remainingLossBefore");
        assertThat(measures(row).get("parameterShift")).isPositive();
        train(database, "fresh", KARATE);
        assertThat(measures(row).get("remainingLossAfter"))
                .isCloseTo((Double) info(database, "fresh").get("trainLoss"), within(1e-9));
    }

    @Test
    void saysThatUnlinkMovedNothing(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        assertThat(measures(forget(database, Map.of("strategy", "unlink")))).containsEntry("parameterShift", 0.0);
    }

    @Test
    void hasNothingToMeasureWhereNothingWasLearned(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("CREATE (:Member {id: 99, index: [1], faction: 0, split: 'train'})");

        var row = database.run("MATCH (n:Member {id: 99}) CALL unlearn.deleteNode('club', n)" + ROW)
                .get(0);

        assertThat(measures(row)).isEmpty();
    }

    @Test
    void repeatsTheMeasuresOfARepeatedRequest(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var node = database.<String>value("MATCH (n:Member {id: 5}) RETURN elementId(n)");
        var query = "CALL unlearn.deleteNode('club', $node, {requestId: 'r-1', strategy: 'finetune'})" + ROW;

        var first = database.run(query, Map.of("node", node)).get(0);

        assertThat(measures(first)).isNotEmpty();
        assertThat(database.run(query, Map.of("node", node)).get(0)).isEqualTo(first);
    }

    @Test
    void keepsWhatTrainingCostAndDropsTheAccuracies(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var before = info(database, "club");
        assertThat(before).containsKeys("testAccuracy", "trainMillis", "epochMillis", "setupMillis");

        forget(database, Map.of());

        assertThat(info(database, "club"))
                .doesNotContainKey("testAccuracy")
                .containsEntry("trainMillis", before.get("trainMillis"))
                .containsEntry("epochMillis", before.get("epochMillis"))
                .containsEntry("setupMillis", before.get("setupMillis"));
    }

    @Test
    void measuresTheCostOfOneShard(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "cut", PAPERS);

        assertThat(info(database, "cut"))
                .hasEntrySatisfying(
                        "epochMillis", value -> assertThat((Double) value).isPositive())
                .hasEntrySatisfying(
                        "setupMillis", value -> assertThat((Double) value).isNotNegative());
    }

    @Test
    void countsApproximateDeletionsUntilTheNextExactOne(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        assertThat(info(database, "club"))
                .containsEntry("head", "softmax")
                .containsEntry("approximateDeletions", 0L)
                .containsEntry("parameterDrift", 0.0);

        forget(database, Map.of("strategy", "finetune", "learningRate", 0.001));
        var once = info(database, "club");
        database.run("MATCH (n:Member {id: 6}) CALL unlearn.deleteNode('club', n, {strategy: 'finetune', "
                + "learningRate: 0.001})" + ROW);
        var twice = info(database, "club");
        database.run("MATCH (n:Member {id: 9}) CALL unlearn.deleteNode('club', n)" + ROW);

        assertThat(once).containsEntry("approximateDeletions", 1L);
        assertThat(twice).containsEntry("approximateDeletions", 2L);
        assertThat((Double) twice.get("parameterDrift")).isGreaterThan((Double) once.get("parameterDrift"));
        assertThat(info(database, "club"))
                .containsEntry("approximateDeletions", 0L)
                .containsEntry("parameterDrift", 0.0);
    }

    @Test
    void takesTheDriftAlongWhenAModelTravels(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        forget(database, Map.of("strategy", "finetune", "learningRate", 0.001));
        var content = database.<String>value("CALL unlearn.model.export('club') YIELD content");

        database.run("CALL unlearn.model.import('copy', $content)", Map.of("content", content));
        database.run("MATCH (n:Member {id: 6}) CALL unlearn.deleteNode('copy', n, {strategy: 'finetune', "
                + "learningRate: 0.001})" + ROW);

        assertThat(info(database, "club")).containsEntry("approximateDeletions", 1L);
        assertThat(info(database, "copy")).containsEntry("approximateDeletions", 2L);
    }

    @Test
    void retrainedShardsHaveNoSidecarOfTheirPast(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        forget(database, Map.of("strategy", "finetune"));
        database.run("MATCH (n:Member {id: 6}) CALL unlearn.deleteNode('club', n)" + ROW);
        train(database, "fresh", KARATE);

        assertThat(Graphs.storedShards(database, "club").values())
                .extracting(MeasuresTest::bytes)
                .isEqualTo(Graphs.storedShards(database, "fresh").values().stream()
                        .map(MeasuresTest::bytes)
                        .toList());
    }

    /** Without the ids of nodes. */
    private static String bytes(String stored) {
        return stored.substring(stored.indexOf('{'));
    }

    @Test
    void namesTheHeadOfALinearModel(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "linear", karateWith("architecture", "SGC"));

        assertThat(info(database, "linear"))
                .containsEntry("architecture", "SGC")
                .containsEntry("head", "softmax");
    }
}
