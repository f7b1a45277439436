package org.graphunlearning.procedures.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.graphunlearning.procedures.lifecycle.CallObserver;
import org.junit.jupiter.api.Test;
import org.neo4j.internal.kernel.api.security.PrivilegeAction;

/** Without a database: what becomes of calls, and who may see and end them. */
class JobsTest {
    private static final Viewer ADMIN =
            viewer("root", PrivilegeAction.SHOW_TRANSACTION, PrivilegeAction.TERMINATE_TRANSACTION);

    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
    private final Jobs jobs = new Jobs(Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC), nanos::get);
    private final AtomicInteger stops = new AtomicInteger();

    private static Viewer viewer(String name, PrivilegeAction... rights) {
        return new Viewer(Users.user(name, rights), "neo4j");
    }

    private Call call(String user) {
        return new Call("unlearn.train", "m", user, stops::incrementAndGet);
    }

    private JobRow latest() {
        return jobs.seenBy(ADMIN).get(0).row();
    }

    @Test
    void tellsWhatARunningCallDoes() {
        var seen = new ArrayList<JobRow>();

        jobs.run(call("alice"), job -> {
            seen.add(latest());
            var train = job.progress().step("train");
            seen.add(latest());
            train.reached(0.25);
            train.parts(1, 3);
            nanos.addAndGet(1_500_000_000L);
            seen.add(latest());
            return seen.add(latest());
        });

        assertThat(seen).extracting(JobRow::status).containsOnly("RUNNING");
        assertThat(seen).extracting(JobRow::phase).startsWith(null, "train", "train (1 of 3)");
        assertThat(seen).extracting(JobRow::progress).startsWith(null, null, 0.25);
        assertThat(seen).extracting(JobRow::elapsedMillis).startsWith(0L, 0L, 1500L);
        assertThat(seen.get(0).started().toInstant()).isEqualTo(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(seen.get(0).user()).isEqualTo("alice");
    }

    @Test
    void forgetsTheProgressOfAStepThatIsOver() {
        jobs.run(call("alice"), job -> {
            var first = job.progress().step("train");
            job.progress().step("write");
            first.reached(0.5); // a thread that comes late
            assertThat(latest().phase()).isEqualTo("write");
            assertThat(latest().progress()).isNull();
            return true;
        });
    }

    @Test
    void stopsTheTimeOfACallThatEnded() {
        jobs.run(call("alice"), job -> nanos.addAndGet(2_000_000_000L));
        nanos.addAndGet(2_000_000_000L);

        assertThat(latest().status()).isEqualTo("FINISHED");
        assertThat(latest().progress()).isEqualTo(1.0);
        assertThat(latest().elapsedMillis()).isEqualTo(2000);
    }

    @Test
    void passesAFailureOnAndKeepsItsKindOnly() {
        assertThatThrownBy(() -> jobs.run(call("alice"), job -> {
                    throw new IllegalArgumentException("secret value 4711");
                }))
                .hasMessage("secret value 4711");

        assertThat(latest().status()).isEqualTo("FAILED");
        assertThat(jobs.log().of("alice"))
                .extracting(UserLog.Entry::message)
                .containsExactly("The call failed (IllegalArgumentException); its caller was told why.");
    }

    @Test
    void countsAnErrorAsAFailureToo() {
        assertThatThrownBy(() -> jobs.run(call("alice"), job -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(latest().status()).isEqualTo("FAILED");
    }

    @Test
    void endsACancelledCallAtItsNextCheck() {
        assertThatThrownBy(() -> jobs.run(call("alice"), job -> {
                    jobs.cancel(latest().jobId(), ADMIN);
                    job.check();
                    throw new AssertionError("The check lets a cancelled call go on.");
                }))
                .isInstanceOf(JobCancelledException.class)
                .hasMessage("Job `job-1` was cancelled with `unlearn.jobs.cancel`; nothing it did is kept.");

        assertThat(latest().status()).isEqualTo("CANCELLED");
        assertThat(stops).hasValue(1);
    }

    @Test
    void letsNoCancelledCallReturn() {
        assertThatThrownBy(() -> jobs.run(call("alice"), job -> jobs.cancel(latest().jobId(), ADMIN)))
                .isInstanceOf(JobCancelledException.class);

        assertThat(latest().status()).isEqualTo("CANCELLED");
    }

    @Test
    void saysOfWhateverACancelledCallThrowsThatItWasCancelled() {
        assertThatThrownBy(() -> jobs.run(call("alice"), job -> {
                    jobs.cancel(latest().jobId(), ADMIN);
                    throw new IllegalStateException("The transaction has been terminated.");
                }))
                .isInstanceOf(JobCancelledException.class)
                .hasRootCauseMessage("The transaction has been terminated.");

        assertThat(jobs.log().of("alice")).isEmpty();
    }

    @Test
    void refusesToCancelWhatIsOverOrUnknown() {
        jobs.run(call("alice"), job -> true);

        assertThatThrownBy(() -> jobs.cancel("job-1", ADMIN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Job `job-1` is no longer running (FINISHED), so there is nothing to cancel.");
        assertThatThrownBy(() -> jobs.cancel("job-2", ADMIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Job `job-2` does not exist or is forgotten."
                        + " `CALL unlearn.listProgress()` lists those there are.");
        assertThat(stops).hasValue(0);
    }

    @Test
    void showsUsersTheirOwnCallsAndAdministratorsAll() {
        jobs.run(
                call("alice"),
                alices -> jobs.run(call("bob"), bobs -> {
                    assertThat(users(viewer("alice"))).containsExactly("alice");
                    assertThat(users(viewer("bob"))).containsExactly("bob");
                    assertThat(users(viewer("carol"))).isEmpty();
                    assertThat(users(ADMIN)).containsExactly("bob", "alice"); // the newest first
                    return true;
                }));
    }

    private List<String> users(Viewer viewer) {
        return jobs.seenBy(viewer).stream().map(Job::user).toList();
    }

    @Test
    void letsNobodyEndTheCallOfAnother() {
        var looks = viewer("auditor", PrivilegeAction.SHOW_TRANSACTION);

        jobs.run(call("alice"), job -> {
            assertThatThrownBy(() -> jobs.cancel("job-1", viewer("bob")))
                    .hasMessageStartingWith("Job `job-1` does not exist");
            assertThatThrownBy(() -> jobs.cancel("job-1", looks)).hasMessageContaining("belongs to another user");
            return true;
        });

        assertThat(latest().status()).isEqualTo("FINISHED");
        assertThat(stops).hasValue(0);
    }

    @Test
    void keepsAHundredThatEndedAndAllThatRun() {
        jobs.run(call("alice"), running -> {
            for (int i = 0; i < 150; i++) {
                jobs.run(call("bob"), job -> true);
            }
            return true;
        });
        var afterwards = jobs.seenBy(ADMIN).stream().map(Job::id).toList();

        assertThat(afterwards).hasSize(Jobs.KEPT).startsWith("job-151").endsWith("job-53", "job-1");
    }

    @Test
    void keepsTheLastTwoHundredWarningsOfEachUser() {
        jobs.run(call("alice"), job -> warn(job, 250));
        jobs.run(call("bob"), job -> warn(job, 1));

        assertThat(jobs.log().of("alice")).hasSize(UserLog.KEPT).first().satisfies(entry -> {
            assertThat(entry.message()).isEqualTo("warning 249");
            assertThat(entry.level()).isEqualTo("WARNING");
            assertThat(entry.task()).isEqualTo("unlearn.train");
        });
        assertThat(jobs.log().of("bob")).hasSize(1);
        assertThat(jobs.log().of("carol")).isEmpty();
    }

    private static boolean warn(CallObserver job, int times) {
        for (int i = 0; i < times; i++) {
            job.warned("m", List.of("warning " + i));
        }
        return true;
    }
}
