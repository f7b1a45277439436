package org.graphunlearning.procedures.schedule;

import java.time.Clock;
import java.time.Duration;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.kernel.extension.ExtensionFactory;
import org.neo4j.kernel.extension.ExtensionType;
import org.neo4j.kernel.extension.context.ExtensionContext;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.kernel.lifecycle.Lifecycle;
import org.neo4j.kernel.lifecycle.LifecycleAdapter;
import org.neo4j.logging.internal.LogService;

/**
 * Found by Neo4j through {@code META-INF/services}; runs once per database and lets its schedules run from the start of the database to
 * its stop. A thread of its own serves, because a verification may train a model and must not hold up Neo4j's own jobs.
 */
public final class ScheduleExtensionFactory extends ExtensionFactory<ScheduleExtensionFactory.Dependencies> {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What Neo4j hands over at start. */
    public interface Dependencies {
        /** The database. */
        GraphDatabaseAPI database();

        /** Its logs. */
        LogService logService();
    }

    /** Called by the service loader. */
    public ScheduleExtensionFactory() {
        super(ExtensionType.DATABASE, "unlearn-schedule");
    }

    @Override
    public Lifecycle newInstance(ExtensionContext context, Dependencies dependencies) {
        var database = dependencies.database();
        return database.databaseName().equals(GraphDatabaseSettings.SYSTEM_DATABASE_NAME)
                ? new LifecycleAdapter()
                : new Running(database, dependencies.logService());
    }

    /** From start to stop of one database. */
    private static final class Running extends LifecycleAdapter {
        private final Ground ground;
        private final Ticker ticker;

        Running(GraphDatabaseAPI database, LogService logs) {
            this.ground = new Ground(database, Clock.systemUTC());
            var runner = new ScheduleRunner(ground, ScheduleRunner.checks(new CertificateChain()));
            var log = logs.getUserLog(ScheduleExtensionFactory.class);
            this.ticker = new Ticker(runner::tick, e -> {
                if (!ground.isStopped()) {
                    log.warn("A scheduled verification could not be recorded ("
                            + e.getClass().getSimpleName() + "); it is tried again.");
                }
            });
        }

        @Override
        public void start() {
            ticker.start(PAUSE);
        }

        @Override
        public void stop() {
            ground.stop();
            ticker.stop(PATIENCE);
        }
    }
}
