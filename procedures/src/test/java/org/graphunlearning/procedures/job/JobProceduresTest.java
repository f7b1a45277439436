package org.graphunlearning.procedures.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.internal.kernel.api.security.PrivilegeAction;

/** Calls that would take minutes, looked at and ended from outside; an untouched graph is the oracle. */
@ExtendWith(TestDatabase.class)
class JobProceduresTest {
    private static final String TRAIN = "CALL unlearn.train($name, $config)";
    private static final String NEWEST =
            "CALL unlearn.listProgress() YIELD jobId, task, modelName, user, phase, progress, "
                    + "status, started, elapsedMillis RETURN * LIMIT 1";

    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void endThread() {
        other.shutdownNow();
    }

    private static Map<String, Object> training(Object... keysAndValues) {
        return Map.of("name", "long", "config", Graphs.karateWith(keysAndValues));
    }

    /** Empty before the first call of all has begun. */
    private static Map<String, Object> newest(TestDatabase.Running database) {
        return database.run(NEWEST).stream().findFirst().orElseGet(Map::of);
    }

    /** Looks until a row is as wanted; fails with the last one when it never gets there. */
    private static Map<String, Object> awaited(TestDatabase.Running database, Predicate<Map<String, Object>> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        var row = newest(database);
        while (!wanted.test(row)) {
            assertThat(System.nanoTime()).as("waiting, last seen %s", row).isLessThan(deadline);
            Thread.onSpinWait();
            row = newest(database);
        }
        return row;
    }

    private static double progress(Map<String, Object> row) {
        return row.get("progress") instanceof Double share ? share : 0;
    }

    private static Predicate<Map<String, Object>> training(double beyond) {
        return row -> "RUNNING".equals(row.get("status"))
                && String.valueOf(row.get("phase")).startsWith("train")
                && progress(row) > beyond;
    }

    private static void assertCancelled(Future<?> call) {
        assertThatThrownBy(() -> call.get(120, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("was cancelled with `unlearn.jobs.cancel`; nothing it did is kept.");
    }

    @Test
    void listsATrainingThatGetsOnAndCancelsItWithoutATrace(TestDatabase.Running database) {
        Graphs.karate(database);
        var before = database.state();
        var call = other.submit(() -> database.run(TRAIN, training("epochs", 1_000_000L)));

        var first = awaited(database, training(0));
        var later = awaited(database, training(progress(first)));
        var cancelled = database.run("CALL unlearn.jobs.cancel($id)", Map.of("id", first.get("jobId")));

        assertThat(later.get("jobId")).isEqualTo(first.get("jobId"));
        assertThat(later.get("task")).isEqualTo("unlearn.train");
        assertThat(later.get("modelName")).isEqualTo("long");
        assertThat(progress(later)).isLessThan(1);
        assertThat(cancelled).extracting(row -> row.get("status")).containsExactly("CANCELLED");
        assertCancelled(call);
        assertThat(newest(database).get("status")).isEqualTo("CANCELLED");
        assertThat(database.state()).isEqualTo(before);
        assertThat(database.run("CALL unlearn.model.list()")).isEmpty();
    }

    @Test
    void undoesAllThatTheTransactionOfACancelledCallDid(TestDatabase.Running database) {
        Graphs.karate(database);
        var before = database.state();
        var call = other.submit(() -> database.commit(tx -> {
            tx.execute("CREATE (:Note)").close();
            try {
                tx.execute(TRAIN, training("epochs", 1_000_000L)).close();
            } catch (RuntimeException cancelled) {
                return cancelled; // and commits, or tries to
            }
            throw new AssertionError("A cancelled call returned.");
        }));

        cancel(database, awaited(database, training(0)));

        assertThatThrownBy(() -> call.get(120, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(database.state()).isEqualTo(before);
    }

    private static void cancel(TestDatabase.Running database, Map<String, Object> job) {
        database.run("CALL unlearn.jobs.cancel($id)", Map.of("id", job.get("jobId")));
    }

    @Test
    void tellsOfShardsByNumber(TestDatabase.Running database) {
        Graphs.papers(database);
        var config = Map.<String, Object>of(
                "name", "long", "config", Graphs.papersWith("epochs", 20_000L, "concurrency", 1L));
        var call = other.submit(() -> database.run(TRAIN, config));

        var row = awaited(database, training(0.25));
        cancel(database, row);

        assertThat((String) row.get("phase")).matches("train \\([1-3] of 4\\)");
        assertCancelled(call);
    }

    @Test
    void leavesGraphAndModelAsTheyWereWhenADeletionIsCancelled(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run(TRAIN, training("epochs", 5L));
        var before = database.state();
        var call = other.submit(() -> database.run("MATCH (m:Member {id: 3}) CALL unlearn.deleteNode('long', m, "
                + "{strategy: 'finetune', epochs: 1000000}) YIELD strategy RETURN strategy"));

        var row = awaited(database, one -> "unlearn".equals(one.get("phase")) && progress(one) > 0);
        cancel(database, row);

        assertThat(row.get("task")).isEqualTo("unlearn.deleteNode");
        assertCancelled(call);
        assertThat(database.state()).isEqualTo(before);
    }

    @Test
    void keepsWhatEndedWithItsStatus(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run(TRAIN, training("epochs", 2L));
        var finished = newest(database);
        assertThatThrownBy(() -> database.run("CALL unlearn.predict.stream('nobody')"))
                .hasMessageContaining("does not exist");
        var failed = newest(database);

        assertThat(finished).containsEntry("status", "FINISHED").containsEntry("progress", 1.0);
        assertThat(failed)
                .containsEntry("status", "FAILED")
                .containsEntry("task", "unlearn.predict.stream")
                .containsEntry("modelName", "nobody");
        assertThat(database.run("CALL unlearn.listProgress($id)", Map.of("id", finished.get("jobId"))))
                .extracting(row -> row.get("status"))
                .containsExactly("FINISHED");
    }

    @Test
    void makesAJobOfEveryLongCall(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run(TRAIN, training("epochs", 2L));
        database.run("CALL unlearn.predict.write('long', {writeProperty: 'guess'})");
        database.run("MATCH (m:Member) WHERE m.id < 2 WITH collect(m) AS two CALL unlearn.mia('long', {nodes: two}) "
                + "YIELD role RETURN role");
        database.run("MATCH (m:Member {id: 3}) CALL unlearn.delete('*', {nodes: [m]}, {requestId: 'r'}) "
                + "YIELD verdict RETURN verdict");
        database.run("CALL unlearn.verify('r')");

        assertThat(database.run("CALL unlearn.listProgress() YIELD task, status RETURN task, status LIMIT 5"))
                .extracting(row -> row.get("task") + " " + row.get("status"))
                .containsExactly(
                        "unlearn.verify FINISHED",
                        "unlearn.delete FINISHED",
                        "unlearn.mia FINISHED",
                        "unlearn.predict.write FINISHED",
                        "unlearn.train FINISHED");
    }

    @Test
    void refusesAJobThatIsUnknown(TestDatabase.Running database) {
        assertThatThrownBy(() -> database.run("CALL unlearn.jobs.cancel('job-0')"))
                .hasMessageContaining("Job `job-0` does not exist or is forgotten.");
        assertThatThrownBy(() -> database.run("CALL unlearn.jobs.cancel('')")).hasMessageContaining("`jobId` is empty");
    }

    @Test
    void showsUsersTheirOwn(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run(TRAIN, training("epochs", 2L));
        var alice = Users.user("alice");
        var admin = Users.user("root", PrivilegeAction.SHOW_TRANSACTION);
        Users.run(database, alice, "CALL unlearn.predict.stream('long') YIELD node RETURN count(*)");
        var listed = "CALL unlearn.listProgress() YIELD user, task RETURN user, task LIMIT 1";
        var alices = List.of(Map.<String, Object>of("user", "alice", "task", "unlearn.predict.stream"));

        assertThat(Users.run(database, alice, "CALL unlearn.listProgress() YIELD user RETURN DISTINCT user"))
                .containsExactly(Map.of("user", "alice"));
        assertThat(Users.run(database, Users.user("bob"), listed)).isEmpty();
        assertThat(Users.run(database, admin, listed)).isEqualTo(alices);
        assertThat(database.run(listed)).isEqualTo(alices); // nobody in particular, who may do everything
    }

    @Test
    void cancelsForNobodyElse(TestDatabase.Running database) {
        Graphs.karate(database);
        var alice = Users.user("alice");
        var call = other.submit(() -> Users.run(
                database,
                alice,
                "CALL unlearn.train('long', " + literal(Graphs.karateWith("epochs", 1_000_000L)) + ")"));
        var id = (String) awaited(database, training(0)).get("jobId");
        var cancel = "CALL unlearn.jobs.cancel('" + id + "') YIELD status RETURN status";

        assertThatThrownBy(() -> Users.run(database, Users.user("bob"), cancel)).hasMessageContaining("does not exist");
        assertThat(newest(database).get("status")).isEqualTo("RUNNING");
        assertThat(Users.run(database, alice, cancel)).containsExactly(Map.of("status", "CANCELLED"));
        assertCancelled(call);
    }

    private static String literal(Object value) {
        if (value instanceof Map<?, ?> map) {
            return "{"
                    + String.join(
                            ", ",
                            map.entrySet().stream()
                                    .map(entry -> entry.getKey() + ": " + literal(entry.getValue()))
                                    .toList())
                    + "}";
        }
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }

    @Test
    void logsWhatADeletionWarnsOfForItsUserOnly(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run(TRAIN, training("epochs", 2L));
        database.run("CALL unlearn.train('second', $config)", Map.of("config", Graphs.karateWith("epochs", 2L)));
        var dora = Users.user("dora");
        var row = Users.run(
                        database,
                        dora,
                        "MATCH (m:Member {id: 3}) CALL unlearn.deleteNode('long', m) YIELD warnings RETURN warnings")
                .get(0);

        var log = Users.run(
                database, dora, "CALL unlearn.userLog() YIELD time, task, modelName, level, message RETURN *");

        assertThat(log)
                .extracting(entry -> entry.get("message"))
                .containsExactlyInAnyOrderElementsOf(((List<?>) row.get("warnings"))
                        .stream().map(each -> (Object) each).toList());
        assertThat(log).isNotEmpty().allSatisfy(entry -> assertThat(entry)
                .containsEntry("task", "unlearn.deleteNode")
                .containsEntry("modelName", "long")
                .containsEntry("level", "WARNING"));
        assertThat(Users.run(database, Users.user("erik"), "CALL unlearn.userLog()"))
                .isEmpty();
    }
}
