package org.graphunlearning.procedures.hook;

import java.time.Clock;
import org.graphunlearning.procedures.lifecycle.TransactionNotes;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.kernel.extension.ExtensionFactory;
import org.neo4j.kernel.extension.ExtensionType;
import org.neo4j.kernel.extension.context.ExtensionContext;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.kernel.lifecycle.Lifecycle;
import org.neo4j.kernel.lifecycle.LifecycleAdapter;

/**
 * Found by Neo4j through {@code META-INF/services}; runs once per database and lets the hook look at its transactions from the start of
 * the database to its stop. It is registered whether there are models or not: a hook that comes only with the first model would miss
 * what commits beside the first training.
 */
public final class HookExtensionFactory extends ExtensionFactory<HookExtensionFactory.Dependencies> {
    /** What Neo4j hands over at start. */
    public interface Dependencies {
        /** The database. */
        GraphDatabaseAPI database();

        /** Where listeners are registered. */
        DatabaseManagementService management();
    }

    /** Called by the service loader. */
    public HookExtensionFactory() {
        super(ExtensionType.DATABASE, "unlearn-hook");
    }

    @Override
    public Lifecycle newInstance(ExtensionContext context, Dependencies dependencies) {
        var database = dependencies.database();
        if (database.databaseName().equals(GraphDatabaseSettings.SYSTEM_DATABASE_NAME)) {
            return new LifecycleAdapter();
        }
        var notes = context.dependencySatisfier().satisfyDependency(new TransactionNotes());
        var hook = new DeletionHook(database, notes, Clock.systemUTC());
        return new LifecycleAdapter() {
            @Override
            public void start() {
                dependencies.management().registerTransactionEventListener(database.databaseName(), hook);
            }

            @Override
            public void stop() {
                dependencies.management().unregisterTransactionEventListener(database.databaseName(), hook);
            }
        };
    }
}
