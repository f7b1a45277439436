package org.graphunlearning.procedures.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.TransactionFailureException;
import org.neo4j.internal.kernel.api.security.LoginContext;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/** A listener costs every commit of the database, so it must not outlive the transaction it waits for by long. */
@ExtendWith(TestDatabase.class)
class CommitHooksTest {
    private final CommitHooks hooks = new CommitHooks();

    /** Makes a node, and another one right before the commit. */
    private void begin(TestDatabase.Running database, Runnable action, Consumer<InternalTransaction> end) {
        var service = (GraphDatabaseAPI) database.service();
        var server = service.getDependencyResolver().resolveDependency(DatabaseManagementService.class);
        try (var tx = service.beginTransaction(KernelTransaction.Type.EXPLICIT, LoginContext.AUTH_DISABLED)) {
            tx.createNode(Label.label("Early"));
            hooks.before(server, service.databaseName(), tx, () -> {
                tx.createNode(Label.label("Late"));
                action.run();
            });
            end.accept(tx);
        }
    }

    private static long count(TestDatabase.Running database, String label) {
        return database.<Long>value("MATCH (n:" + label + ") RETURN count(n)");
    }

    @Test
    void writesWithTheTransactionItWaitsFor(TestDatabase.Running database) {
        begin(database, () -> {}, tx -> {
            database.run("CREATE (:Other)"); // a commit of somebody else
            assertThat(count(database, "Late")).isZero();
            tx.commit();
        });

        assertThat(count(database, "Late")).isEqualTo(1);
        assertThat(hooks.size()).isZero();
    }

    @Test
    void writesNothingOnRollbackAndIsClearedAwayByTheNext(TestDatabase.Running database) {
        begin(database, () -> {}, InternalTransaction::rollback);
        assertThat(count(database, "Late")).isZero();
        assertThat(hooks.size()).isEqualTo(1);

        begin(database, () -> {}, InternalTransaction::commit);

        assertThat(count(database, "Late")).isEqualTo(1);
        assertThat(hooks.size()).isZero();
    }

    @Test
    void failsTheCommitWhenItFails(TestDatabase.Running database) {
        Runnable failing = () -> {
            throw new IllegalStateException("no room");
        };

        assertThatThrownBy(() -> begin(database, failing, InternalTransaction::commit))
                .isInstanceOf(TransactionFailureException.class)
                .hasStackTraceContaining("no room");
        assertThat(count(database, "Early")).isZero();
        assertThat(hooks.size()).isZero();
    }
}
