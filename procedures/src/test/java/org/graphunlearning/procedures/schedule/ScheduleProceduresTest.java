package org.graphunlearning.procedures.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class ScheduleProceduresTest {
    private static final String COLUMNS = "name, modelName, rhythm, recompute, nextRunAt, lastRunAt, lastStatus, runs";

    @Test
    void makesAScheduleThatIsListed(TestDatabase.Running database) {
        var made = database.run("CALL unlearn.schedule.verify('nightly', {cron: '0 3 * * *'})")
                .get(0);
        var listed = database.run("CALL unlearn.schedule.list() YIELD " + COLUMNS + " RETURN " + COLUMNS);

        assertThat(made)
                .containsEntry("name", "nightly")
                .containsEntry("modelName", "*")
                .containsEntry("configuration", Map.of("modelName", "*", "cron", "0 3 * * *", "recompute", false));
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0))
                .containsEntry("rhythm", "cron 0 3 * * *")
                .containsEntry("nextRunAt", made.get("nextRunAt"))
                .containsEntry("lastRunAt", null)
                .containsEntry("lastStatus", null)
                .containsEntry("runs", 0L);
        assertThat(((ZonedDateTime) made.get("nextRunAt")).getHour()).isEqualTo(3);
    }

    @Test
    void runsFirstAfterOneInterval(TestDatabase.Running database) {
        database.run("CALL unlearn.schedule.verify('hourly', {every: duration('PT1H')})");

        var schedule = database.run("MATCH (s:UnlearnSchedule) RETURN s.createdAt AS at, s.nextRunAt AS next")
                .get(0);

        assertThat(Duration.between((ZonedDateTime) schedule.get("at"), (ZonedDateTime) schedule.get("next")))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void cancels(TestDatabase.Running database) {
        database.run("CALL unlearn.schedule.verify('a', {every: 60})");
        database.run("CALL unlearn.schedule.verify('b', {every: 60})");

        assertThat(database.run("CALL unlearn.schedule.cancel('a')"))
                .isEqualTo(List.of(Map.of("name", "a", "modelName", "*")));

        assertThat(database.<String>value("CALL unlearn.schedule.list() YIELD name RETURN name"))
                .isEqualTo("b");
    }

    @Test
    void leavesNothingWhenTheCallerRollsBack(TestDatabase.Running database) {
        try (var tx = database.service().beginTx()) {
            TestDatabase.Running.rows(tx, "CALL unlearn.schedule.verify('a', {every: 60})", Map.of());
            tx.rollback();
        }

        assertThat(database.run("CALL unlearn.schedule.list()")).isEmpty();
    }

    @Test
    void refusesANameThatIsTaken(TestDatabase.Running database) {
        database.run("CALL unlearn.schedule.verify('a', {every: 60})");

        assertThatThrownBy(() -> database.run("CALL unlearn.schedule.verify('a', {every: 60})"))
                .hasRootCauseMessage("Schedule `a` already exists; cancel it first with "
                        + "`CALL unlearn.schedule.cancel('a')` or choose another name.");
    }

    @Test
    void refusesANameThatIsNone(TestDatabase.Running database) {
        assertThatThrownBy(() -> database.run("CALL unlearn.schedule.verify('a b', {every: 60})"))
                .hasRootCauseMessage("`name` takes 1 to 64 letters, digits, `_`, `.` and `-` and begins with a letter, "
                        + "a digit or `_`.");
    }

    @Test
    void refusesAModelThatDoesNotExist(TestDatabase.Running database) {
        Graphs.karate(database);
        Graphs.train(database, "club", Graphs.KARATE);

        assertThatThrownBy(() -> database.run("CALL unlearn.schedule.verify('a', {every: 60, modelName: 'clob'})"))
                .hasRootCauseMessage("Model `clob` does not exist. Did you mean `club`?");
    }

    @Test
    void suggestsTheNearestSchedule(TestDatabase.Running database) {
        database.run("CALL unlearn.schedule.verify('nightly', {every: 60})");

        assertThatThrownBy(() -> database.run("CALL unlearn.schedule.cancel('nihgtly')"))
                .hasRootCauseMessage("Schedule `nihgtly` does not exist. Did you mean `nightly`?");
        assertThatThrownBy(() -> database.run("CALL unlearn.schedule.results('nihgtly')"))
                .hasRootCauseMessage("Schedule `nihgtly` does not exist. Did you mean `nightly`?");
    }

    @Test
    void saysThatANodeWasChangedFromOutside(TestDatabase.Running database) {
        database.run("CALL unlearn.schedule.verify('a', {every: 60})");
        database.run("MATCH (s:UnlearnSchedule) REMOVE s.rhythm");

        assertThatThrownBy(() -> database.run("CALL unlearn.schedule.list()"))
                .rootCause()
                .hasMessageContaining("its `UnlearnSchedule` node was changed from outside");
    }

    @Test
    void isNoPartOfAProjectionOfEverything(TestDatabase.Running database) {
        Graphs.karate(database);
        var config = Graphs.karateWith("nodeLabels", "*", "nodeKeyProperty", null);
        database.run("MATCH (f:Filler) DETACH DELETE f");
        Graphs.train(database, "before", config);
        database.run("CALL unlearn.schedule.verify('a', {every: 60})");

        Graphs.train(database, "after", config);

        assertThat(Graphs.facts(database, "after").get("nodes"))
                .isEqualTo(Graphs.facts(database, "before").get("nodes"));
    }
}
