package org.graphunlearning.procedures.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.event.TransactionData;
import org.neo4j.graphdb.event.TransactionEventListenerAdapter;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/** A database of its own that is shut down in the middle of a run and started again on the same files. */
class RestartTest {
    private final SettableClock clock = new SettableClock("2100-01-01T00:00:00Z");

    @Test
    void goesOnAfterARestart(@TempDir Path home) throws Exception {
        var first = start(home);
        create(first, "2100-01-01T00:00:00Z");
        cutOffInTheMiddle(first);

        var second = start(home);
        try {
            clock.forward(Duration.ofDays(3));
            var runner = new ScheduleRunner(ground(second), List.of(new CertificateChain()));

            assertThat(runner.tick()).isEqualTo(1);

            try (var tx = database(second).beginTx()) {
                var runs = new ScheduleStore(tx).runs("nightly");
                assertThat(runs)
                        .extracting(ScheduleRun::status)
                        .containsExactly(ScheduleRun.Status.SKIPPED, ScheduleRun.Status.INTERRUPTED);
                assertThat(new ScheduleStore(tx).all().get(0).nextRunAt()).isEqualTo("2100-01-04T03:00:00Z");
            }
        } finally {
            second.shutdown();
        }
    }

    /** No runner of the test's own: this one is started by Neo4j and goes by the real clock. */
    @Test
    void runsByItselfWhereTheDatabaseRuns(@TempDir Path home) throws Exception {
        var service = start(home);
        try {
            var ended = new CountDownLatch(1);
            service.registerTransactionEventListener(
                    GraphDatabaseSettings.DEFAULT_DATABASE_NAME, new TransactionEventListenerAdapter<Void>() {
                        @Override
                        public void afterCommit(TransactionData data, Void state, GraphDatabaseService on) {
                            for (var property : data.assignedNodeProperties()) {
                                if (property.key().equals("status")
                                        && property.value().equals("SKIPPED")) {
                                    ended.countDown();
                                }
                            }
                        }
                    });

            create(service, "2020-01-01T00:00:00Z");

            assertThat(ended.await(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            service.shutdown();
        }
    }

    private static void create(DatabaseManagementService service, String nextRunAt) {
        database(service)
                .executeTransactionally(
                        "CREATE (:UnlearnSchedule {name: 'nightly', modelName: '*', rhythm: 'cron 0 3 * * *', "
                                + "recompute: false, nextRunAt: datetime($next), "
                                + "createdAt: datetime('2099-01-01T00:00:00Z')})",
                        Map.of("next", nextRunAt));
    }

    /** As the extension does it: stop the ground first, so that the transaction of the check ends, then the database. */
    private void cutOffInTheMiddle(DatabaseManagementService service) throws Exception {
        var ground = ground(service);
        var begun = new CountDownLatch(1);
        var runner = new ScheduleRunner(ground, List.of(new Endless(begun)));
        var thread = Executors.newSingleThreadExecutor();
        var run = thread.submit(runner::tick);
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        ground.stop();

        assertThat(run.get(60, TimeUnit.SECONDS)).isZero();
        thread.shutdown();
        service.shutdown();
    }

    /** Goes on until its transaction is ended from outside. */
    private record Endless(CountDownLatch begun) implements Check {
        @Override
        public String name() {
            return "endless";
        }

        @Override
        public List<Finding> run(CallScope scope, Subject subject) {
            begun.countDown();
            while (true) {
                scope.guard().check();
                Thread.onSpinWait();
            }
        }
    }

    private Ground ground(DatabaseManagementService service) {
        return new Ground(database(service), clock);
    }

    private static GraphDatabaseAPI database(DatabaseManagementService service) {
        return (GraphDatabaseAPI) service.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
    }

    private static DatabaseManagementService start(Path home) {
        return new DatabaseManagementServiceBuilder(home)
                .setConfig(BoltConnector.enabled, false)
                .build();
    }
}
