package org.graphunlearning.procedures.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.graphunlearning.procedures.TestDatabase;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.graphdb.Label;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/** Time stands still in the year 2100 unless a test moves it, so the database's own runner has nothing to do. */
@ExtendWith(TestDatabase.class)
class ScheduleRunnerTest {
    private final SettableClock clock = new SettableClock("2100-01-01T00:00:00Z");
    private final List<Check.Subject> seen = new ArrayList<>();

    @Test
    void runsWhatIsDueAndNothingElse(TestDatabase.Running database) {
        schedule(database, "due", "every PT1H", "2100-01-01T00:00:00Z");
        schedule(database, "later", "every PT1H", "2100-01-01T00:00:01Z");

        assertThat(runner(database, passing()).tick()).isEqualTo(1);

        assertThat(runs(database, "due"))
                .containsExactly(new ScheduleRun(
                        "due",
                        1,
                        clock.instant(),
                        clock.instant(),
                        clock.instant(),
                        ScheduleRun.Status.PASSED,
                        List.of(new Finding("fake", "*", Finding.State.PASSED, "fine"))));
        assertThat(runs(database, "later")).isEmpty();
    }

    @Test
    void makesUpForManyMissedRunsWithOne(TestDatabase.Running database) {
        schedule(database, "hourly", "every PT1H", "2099-12-30T00:30:00Z");
        schedule(database, "nightly", "cron 0 3 * * *", "2099-12-30T03:00:00Z");
        var runner = runner(database, passing());

        assertThat(runner.tick()).isEqualTo(2);
        assertThat(runner.tick()).isZero();

        assertThat(next(database, "hourly")).isEqualTo(Instant.parse("2100-01-01T00:30:00Z"));
        assertThat(next(database, "nightly")).isEqualTo(Instant.parse("2100-01-01T03:00:00Z"));
        clock.forward(Duration.ofMinutes(30));
        assertThat(runner.tick()).isEqualTo(1);
        assertThat(runs(database, "hourly")).extracting(ScheduleRun::number).containsExactly(2L, 1L);
    }

    @Test
    void neverOverlapsItself(TestDatabase.Running database) throws Exception {
        schedule(database, "slow", "every PT1M", "2100-01-01T00:00:00Z");
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var runner = runner(database, check(scope -> {
            begun.countDown();
            await(go);
            return Finding.State.PASSED;
        }));
        var other = Executors.newSingleThreadExecutor();
        try {
            var first = other.submit(runner::tick);
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            clock.forward(Duration.ofHours(1)); // it is due again while it runs

            assertThat(runner.tick()).isZero();
            assertThat(runs(database, "slow")).hasSize(1);
            go.countDown();

            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        } finally {
            go.countDown();
            other.shutdown();
        }
        assertThat(runs(database, "slow")).extracting(ScheduleRun::status).containsExactly(ScheduleRun.Status.PASSED);
    }

    @Test
    void isRecordedAsRunningBeforeItChecks(TestDatabase.Running database) {
        schedule(database, "a", "every PT1M", "2100-01-01T00:00:00Z");
        var during = new ArrayList<ScheduleRun.Status>();

        runner(database, check(scope -> {
                    during.add(new ScheduleStore(scope.transaction())
                            .runs("a")
                            .get(0)
                            .status());
                    return Finding.State.PASSED;
                }))
                .tick();

        assertThat(during).containsExactly(ScheduleRun.Status.RUNNING);
    }

    @Test
    void stopsCheckingWhenItIsCancelled(TestDatabase.Running database) {
        schedule(database, "a", "every PT1M", "2100-01-01T00:00:00Z");
        var cancelling = check(scope -> {
            database.run("CALL unlearn.schedule.cancel('a')");
            return Finding.State.PASSED;
        });

        runner(database, cancelling, passing()).tick();

        var run = runs(database, "a").get(0);
        assertThat(run.status()).isEqualTo(ScheduleRun.Status.CANCELLED);
        assertThat(run.findings()).hasSize(1);
        clock.forward(Duration.ofHours(1));
        assertThat(runner(database, passing()).tick()).isZero();
        assertThat(database.run("CALL unlearn.schedule.results('a')")).hasSize(1);
    }

    @Test
    void isAJobThatCanBeCancelled(TestDatabase.Running database) {
        schedule(database, "a", "every PT1M", "2100-01-01T00:00:00Z");
        var listed = new ArrayList<Map<String, Object>>();
        var cancelling = check(scope -> {
            listed.addAll(database.run("CALL unlearn.listProgress() YIELD jobId, task, modelName, phase, status "
                    + "WHERE status = 'RUNNING' RETURN *"));
            database.run(
                    "CALL unlearn.jobs.cancel($id)", Map.of("id", listed.get(0).get("jobId")));
            scope.guard().check();
            throw new AssertionError("The check lets a cancelled run go on.");
        });

        runner(database, cancelling, passing()).tick();

        assertThat(listed).hasSize(1);
        assertThat(listed.get(0))
                .containsEntry("task", "unlearn.schedule.verify")
                .containsEntry("modelName", "*")
                .containsEntry("phase", "fake");
        assertThat(seen).hasSize(1);
        assertThat(runs(database, "a").get(0).status()).isEqualTo(ScheduleRun.Status.CANCELLED);
    }

    @Test
    void recordsABrokenCheckAndGoesOn(TestDatabase.Running database) {
        schedule(database, "a", "every PT1M", "2100-01-01T00:00:00Z");
        var breaking = check(scope -> {
            throw new UnsupportedOperationException("secret value 4711");
        });

        runner(database, breaking, passing()).tick();

        var run = runs(database, "a").get(0);
        assertThat(run.status()).isEqualTo(ScheduleRun.Status.ERROR);
        assertThat(run.findings())
                .extracting(Finding::detail)
                .containsExactly("The check broke down with UnsupportedOperationException.", "fine");
    }

    @Test
    void letsNoCheckWrite(TestDatabase.Running database) {
        schedule(database, "a", "every PT1M", "2100-01-01T00:00:00Z");
        var writing = check(scope -> {
            scope.transaction().createNode(Label.label("Sneaky"));
            return Finding.State.PASSED;
        });

        runner(database, writing).tick();

        assertThat(runs(database, "a").get(0).status()).isEqualTo(ScheduleRun.Status.ERROR);
        assertThat(database.run("MATCH (n:Sneaky) RETURN n")).isEmpty();
    }

    @Test
    void countsTheWorstFinding(TestDatabase.Running database) {
        schedule(database, "a", "every PT1M", "2100-01-01T00:00:00Z");
        var states = List.of(Finding.State.PASSED, Finding.State.FAILED, Finding.State.ERROR, Finding.State.SKIPPED);
        var checks = states.stream().map(state -> check(scope -> state)).toArray(Check[]::new);

        runner(database, checks).tick();
        clock.forward(Duration.ofMinutes(1));
        runner(database, check(scope -> Finding.State.SKIPPED)).tick();

        assertThat(runs(database, "a"))
                .extracting(ScheduleRun::status)
                .containsExactly(ScheduleRun.Status.SKIPPED, ScheduleRun.Status.FAILED);
    }

    @Test
    void marksWhatTheLastDatabaseLeftUnfinished(TestDatabase.Running database) {
        database.commit(tx -> {
            var schedule = new Schedule(
                    "a",
                    "*",
                    Rhythm.parse("every PT1H"),
                    false,
                    Instant.parse("2100-01-01T01:00:00Z"),
                    clock.instant());
            var store = new ScheduleStore(tx);
            store.create(schedule);
            store.add(ScheduleRun.begun(schedule, 1, clock.instant()));
            return true;
        });

        runner(database, passing()).tick();

        assertThat(runs(database, "a")).extracting(ScheduleRun::status).containsExactly(ScheduleRun.Status.INTERRUPTED);
    }

    @Test
    void keepsTheLastHundredRuns(TestDatabase.Running database) {
        var schedule = new Schedule(
                "a", "*", Rhythm.parse("every PT1M"), false, Instant.parse("2100-01-01T00:00:00Z"), clock.instant());
        database.commit(tx -> {
            var store = new ScheduleStore(tx);
            store.create(schedule);
            for (int i = 1; i <= 99; i++) {
                store.add(ScheduleRun.begun(schedule, i, clock.instant())
                        .ended(ScheduleRun.Status.PASSED, List.of(), clock.instant()));
            }
            return true;
        });
        var runner = runner(database, passing());
        for (int i = 0; i < 3; i++) {
            runner.tick();
            clock.forward(Duration.ofMinutes(1));
        }

        var numbers = runs(database, "a").stream().map(ScheduleRun::number).toList();

        assertThat(numbers).hasSize(100).startsWith(102L).endsWith(3L);
    }

    @Test
    void goesOnWithTheOthersWhenOneScheduleIsDamaged(TestDatabase.Running database) {
        schedule(database, "bad", "every PT1M", "2099-01-01T00:00:00Z");
        schedule(database, "good", "every PT1M", "2100-01-01T00:00:00Z");
        database.run("MATCH (s:UnlearnSchedule {name: 'bad'}) SET s.rhythm = 7");
        var runner = runner(database, passing());

        assertThatThrownBy(runner::tick)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was changed from outside");

        assertThat(runs(database, "good")).hasSize(1);
    }

    @Test
    void namesEveryModelThereIs(TestDatabase.Running database) {
        schedule(database, "a", "every PT1M", "2100-01-01T00:00:00Z");

        runner(database, passing()).tick();

        assertThat(seen).containsExactly(new Check.Subject(List.of(), false));
    }

    @Test
    void doesNothingOnceStopped(TestDatabase.Running database) {
        schedule(database, "a", "every PT1M", "2100-01-01T00:00:00Z");
        var ground = ground(database);
        var runner = new ScheduleRunner(ground, List.of(check(scope -> {
            ground.stop();
            scope.guard().check();
            return Finding.State.PASSED;
        })));

        assertThat(runner.tick()).isZero();
        assertThat(runner.tick()).isZero();

        assertThat(runs(database, "a")).extracting(ScheduleRun::status).containsExactly(ScheduleRun.Status.RUNNING);
    }

    private ScheduleRunner runner(TestDatabase.Running database, Check... checks) {
        return new ScheduleRunner(ground(database), List.of(checks));
    }

    private Ground ground(TestDatabase.Running database) {
        return new Ground((GraphDatabaseAPI) database.service(), clock);
    }

    private Check passing() {
        return check(scope -> Finding.State.PASSED);
    }

    private Check check(Function<CallScope, Finding.State> work) {
        return new Check() {
            @Override
            public String name() {
                return "fake";
            }

            @Override
            public List<Finding> run(CallScope scope, Subject subject) {
                seen.add(subject);
                return List.of(new Finding(name(), "*", work.apply(scope), "fine"));
            }
        };
    }

    private static void schedule(TestDatabase.Running database, String name, String rhythm, String nextRunAt) {
        database.run(
                "CREATE (:UnlearnSchedule {name: $name, modelName: '*', rhythm: $rhythm, recompute: false, "
                        + "nextRunAt: datetime($next), createdAt: datetime('2026-01-01T00:00:00Z')})",
                Map.of("name", name, "rhythm", rhythm, "next", nextRunAt));
    }

    private static List<ScheduleRun> runs(TestDatabase.Running database, String name) {
        return database.commit(tx -> new ScheduleStore(tx).runs(name));
    }

    private static Instant next(TestDatabase.Running database, String name) {
        return database.commit(
                tx -> new ScheduleStore(tx).lock(name).orElseThrow().nextRunAt());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
