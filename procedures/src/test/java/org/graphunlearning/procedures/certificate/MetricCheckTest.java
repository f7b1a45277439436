package org.graphunlearning.procedures.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.train;
import static org.graphunlearning.procedures.certificate.Certificates.step;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is the verification itself, which measured and judged when what was deleted was still there. */
@ExtendWith(TestDatabase.class)
class MetricCheckTest {
    private static void delete(TestDatabase.Running database, String strategy) {
        database.run(
                "MATCH (n {id: 5}) WHERE n:Member OR n:Paper CALL unlearn.deleteNode('club', n, {requestId: 'r-1', "
                        + "verify: true, strategy: '" + strategy + "'}) YIELD verdict RETURN verdict");
    }

    private static List<Map<String, Object>> check(TestDatabase.Running database) {
        return database.run("CALL unlearn.certificate.verify('r-1', {metrics: true})");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retrain", "finetune", "unlink", "gif"})
    void holdsForNumbersAsTheyWereSigned(String strategy, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, strategy);

        var steps = check(database);

        assertThat(step(steps, "metrics.stored")).containsEntry("ok", true);
        assertThat(step(steps, "metrics.verdict")).containsEntry("ok", true);
        assertThat(step(steps, "metrics.utility")).containsEntry("ok", true);
        assertThat((String) step(steps, "metrics.utility").get("detail")).contains("cannot be measured again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v.`column.residual` = v.`column.residual` * (1 + 1e-15)",
                "v.`column.verdict` = 'FORGOTTEN'",
                "v.`column.reason` = 'CLOSE_TO_REFERENCE'",
                "v.`column.noopVerdict` = 'FORGOTTEN'",
                "v.`column.targets` = 1",
                "v.`column.invented` = 0.5",
                "v.`threshold.forgottenResidualMax` = 2.0"
            })
    void findsWhatTheDatabaseShowsOtherwise(String change, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, "unlink");
        assertThat(step(check(database), "metrics.stored")).containsEntry("ok", true);

        database.run("MATCH (v:UnlearnVerification) SET " + change);

        var found = step(check(database), "metrics.stored");
        assertThat(found).containsEntry("ok", false);
        assertThat((String) found.get("detail")).contains(change.replaceFirst("v.`[a-z]+\\.(\\w+)`.*", "`$1`"));
    }

    /** Whoever changes the entry itself breaks the chain; the verdict is judged by what stands there all the same. */
    @Test
    void findsAVerdictThatDoesNotFollow(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, "unlink");

        database.run("MATCH (e:UnlearnCertificate) SET e.record = replace(e.record, '\"verdict\":\"NOT_FORGOTTEN\"', "
                + "'\"verdict\":\"FORGOTTEN\"')");

        assertThat(step(check(database), "metrics.verdict")).containsEntry("ok", false);
        assertThat(step(check(database), "canonical")).containsEntry("ok", false);
    }

    @Test
    void saysWhatCannotBeMeasuredAgain(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, "retrain");

        database.run("MATCH (a:Member {id: 1}), (b:Member {id: 33}) CREATE (a)-[:KNOWS]->(b)");
        assertThat((String) step(check(database), "metrics.utility").get("detail"))
                .startsWith("The graph has changed");
        database.run("MATCH (n:Member {id: 6}) CALL unlearn.deleteNode('club', n) YIELD verdict RETURN verdict");
        assertThat((String) step(check(database), "metrics.utility").get("detail"))
                .contains("changed or trained anew since");
        database.run("CALL unlearn.model.drop('club')");
        database.run("MATCH (v:UnlearnVerification) DELETE v");
        assertThat(step(check(database), "metrics.utility")).containsEntry("ok", null);
        assertThat(step(check(database), "metrics.stored")).containsEntry("ok", null);
        assertThat(step(check(database), "metrics.verdict")).containsEntry("ok", true);
    }

    @Test
    void findsParametersOfAnotherAccuracy(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        train(database, "other", Graphs.karateWith("epochs", 1L, "randomSeed", 3L));
        delete(database, "retrain");
        database.run("MATCH (a:UnlearnModel {name: 'club'})-[r:HAS_SHARD]->(), "
                + "(b:UnlearnModel {name: 'other'})-[:HAS_SHARD]->(s) DELETE r CREATE (a)-[:HAS_SHARD]->(s)");

        assertThat(step(check(database), "metrics.utility")).containsEntry("ok", false);
    }

    @Test
    void measuresNothingOfModelsInShards(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "club", PAPERS);
        delete(database, "retrain");

        var steps = check(database);

        assertThat(step(steps, "metrics.stored")).containsEntry("ok", true);
        assertThat(step(steps, "metrics.utility")).containsEntry("ok", null);
    }

    @Test
    void saysThatNothingWasMeasured(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        Certificates.delete(database, 5, "r-1");

        assertThat(step(check(database), "metrics.stored")).containsEntry("ok", null);
        assertThat(database.run("CALL unlearn.certificate.verify('r-1')"))
                .noneMatch(row -> row.get("step").toString().startsWith("metrics"));
    }
}
