package org.graphunlearning.procedures.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;

/** A database of its own that is stopped and started again on the same files. */
class PendingRestartTest {
    @Test
    void keepsRecordsAndGoesOnLooking(@TempDir Path home) {
        var first = start(home);
        database(first)
                .executeTransactionally(
                        "CREATE (:UnlearnModel {name: 'm', createdAt: datetime('2026-01-01T00:00:00Z')}) "
                                + "CREATE (:Person {id: 1, `unlearn:m`: 4}), (:Person {id: 2, `unlearn:m`: 8}), (:Person {id: 3})");
        delete(first, 1);
        first.shutdown();

        var second = start(home);
        try {
            assertThat(records(second)).isEqualTo("1: 1");

            delete(second, 2);
            delete(second, 3);

            assertThat(records(second)).isEqualTo("1: 1, 2: 1");
        } finally {
            second.shutdown();
        }
    }

    private static void delete(DatabaseManagementService service, int id) {
        database(service).executeTransactionally("MATCH (p:Person {id: " + id + "}) DETACH DELETE p");
    }

    /** Shard and count of each record. */
    private static String records(DatabaseManagementService service) {
        return database(service)
                .executeTransactionally(
                        "MATCH (p:UnlearnPending) WITH p ORDER BY p.shard RETURN p.shard + ': ' + p.count AS text",
                        java.util.Map.of(),
                        result -> String.join(
                                ", ", result.<String>columnAs("text").stream().toList()));
    }

    private static GraphDatabaseService database(DatabaseManagementService service) {
        return service.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
    }

    private static DatabaseManagementService start(Path home) {
        return new DatabaseManagementServiceBuilder(home)
                .setConfig(BoltConnector.enabled, false)
                .build();
    }
}
