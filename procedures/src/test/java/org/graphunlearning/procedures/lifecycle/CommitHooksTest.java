package org.graphunlearning.procedures.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.kernel.internal.event.DatabaseTransactionEventListeners;

/** A listener costs every commit of the database, so it must not outlive the transaction it waits for by long. */
@ExtendWith(TestDatabase.class)
class CommitHooksTest {
    private static final String DELETION =
            "MATCH (n:Member {id: $id}) CALL unlearn.deleteNode('*', n) YIELD requestId RETURN requestId";

    private static long listeners(TestDatabase.Running database) {
        var resolver = ((GraphDatabaseAPI) database.service()).getDependencyResolver();
        return resolver
                .resolveDependency(DatabaseTransactionEventListeners.class)
                .getCurrentRegisteredTransactionEventListeners()
                .stream()
                .filter(listener -> listener.getClass().getName().startsWith(CommitHooks.class.getName()))
                .count();
    }

    @Test
    void listensUntilTheTransactionIsOver(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run(DELETION, Map.of("id", 1L));
        assertThat(listeners(database)).isZero();

        try (var tx = database.service().beginTx()) {
            TestDatabase.Running.rows(tx, DELETION, Map.of("id", 5L));
            assertThat(listeners(database)).isEqualTo(1);
            tx.rollback();
        }

        database.run(DELETION, Map.of("id", 6L));
        assertThat(listeners(database)).isZero();
    }
}
