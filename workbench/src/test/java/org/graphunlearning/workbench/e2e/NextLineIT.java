package org.graphunlearning.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.graphunlearning.workbench.e2e.SharedServer.Running;
import org.graphunlearning.workbench.server.Neo4jServer;
import org.graphunlearning.workbench.server.ServerJvm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** The same plugin jar on the next line of Neo4j: what touches the kernel works, and bits are those of this line. */
@ExtendWith(SharedServer.class)
class NextLineIT {
    private static final int ITS_JAVA = 21;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DELETE = "MATCH (n:Node {id: $id}) CALL unlearn.deleteNode('small', n,"
            + " {verify: true, requestId: 'request'}) YIELD guarantee, verdict RETURN guarantee, verdict";

    private static Running next;

    @BeforeAll
    static void start() {
        var java = JavaHomes.from(ITS_JAVA);
        assumeThat(java)
                .as("a Java " + ITS_JAVA + " or newer below " + JavaHomes.FOLDER)
                .isPresent();
        var jvm = ServerJvm.current().withHome(java.get()).withVectorModule();
        next = new Running(Neo4jServer.Options.ofThisCheckout().withNextServer().withJvm(jvm));
        SmallGraph.load(next.client());
        train(next);
        // Due within the minute, while the other tests run.
        next.client().run("CALL unlearn.schedule.verify('often', {cron: '* * * * *'})", Map.of());
    }

    @AfterAll
    static void stop() {
        if (next != null) {
            next.close();
        }
    }

    @Test
    void forgetsWithTheSameBitsAndTheSameVerdict(Running running) {
        SmallGraph.load(running.client());
        train(running);
        var here = running.client().run(DELETE, Map.of("id", SmallGraph.TRAINING_NODE));
        var there = next.client().run(DELETE, Map.of("id", SmallGraph.TRAINING_NODE));

        assertThat(there.get(0).asMap())
                .isEqualTo(here.get(0).asMap())
                .containsEntry("guarantee", "EXACT")
                .containsEntry("verdict", "FORGOTTEN");
        assertThat(next.client().sha256("small")).isEqualTo(running.client().sha256("small"));
        assertThat(chain(next)).isNotEmpty().doesNotContain(false);
    }

    @Test
    void explains() {
        var rows = next.client()
                .run(
                        "MATCH (n:Node {id: $id}) CALL unlearn.explain.stream('small', n, {top: 3}) YIELD kind, path"
                                + " RETURN kind, path",
                        Map.of("id", SmallGraph.TRAINING_NODE + 1));

        assertThat(rows).extracting(row -> row.get("kind").asString()).contains("NODE", "RELATIONSHIP", "FEATURE");
        assertThat(rows)
                .filteredOn(row -> row.get("kind").asString().equals("RELATIONSHIP"))
                .allSatisfy(row -> assertThat(row.get("path").asPath().length()).isPositive());
    }

    @Test
    void runsSchedules() {
        assertThat(firstRun().get("status").asString()).isEqualTo("PASSED");
    }

    @Test
    void listsJobsOfTheUserAndOfTheSchedule() {
        firstRun();
        var jobs = next.client()
                .run(
                        "CALL unlearn.listProgress() YIELD task, user, status RETURN DISTINCT task, user, status",
                        Map.of());

        assertThat(jobs)
                .extracting(row ->
                        row.get("task").asString() + " " + row.get("status").asString())
                .contains("unlearn.train FINISHED", "unlearn.schedule.verify FINISHED");
        assertThat(next.client().run("CALL unlearn.sysInfo() YIELD key WHERE key = 'runningJobs' RETURN key", Map.of()))
                .hasSize(1);
    }

    private static void train(Running running) {
        running.client().train("small", SmallGraph.configuration(Map.of()));
    }

    private static List<Boolean> chain(Running running) {
        return running
                .client()
                .run("CALL unlearn.certificate.chain() YIELD ok RETURN coalesce(ok, true) AS ok", Map.of())
                .stream()
                .map(row -> row.get("ok").asBoolean())
                .toList();
    }

    private static Record firstRun() {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadlineNanos) {
            var ended = next.client()
                    .run(
                            "CALL unlearn.schedule.results('often') YIELD status, finishedAt"
                                    + " WHERE finishedAt IS NOT NULL RETURN status LIMIT 1",
                            Map.of());
            if (!ended.isEmpty()) {
                return ended.get(0);
            }
        }
        throw new AssertionError("The schedule never ran.");
    }
}
