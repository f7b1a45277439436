package org.graphunlearning.procedures.lifecycle;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.event.TransactionData;
import org.neo4j.graphdb.event.TransactionEventListenerAdapter;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;

/**
 * Runs something inside a transaction right before it commits.
 *
 * <p>A listener makes Neo4j prepare a summary of every commit, so one is registered only while a transaction waits for it. Nobody
 * tells a listener of a rollback; what a rolled-back transaction leaves behind goes when the next one registers.
 */
final class CommitHooks {
    private final Set<Hook> waiting = ConcurrentHashMap.newKeySet();

    /** Registers for one transaction; a failure of {@code action} fails the commit. */
    void before(DatabaseManagementService server, String database, InternalTransaction transaction, Runnable action) {
        waiting.stream().filter(Hook::isOver).forEach(Hook::remove);
        var hook = new Hook(server, database, transaction, action);
        waiting.add(hook);
        server.registerTransactionEventListener(database, hook);
    }

    /** How many wait, those of rolled-back transactions included. */
    int size() {
        return waiting.size();
    }

    private final class Hook extends TransactionEventListenerAdapter<Object> {
        private final DatabaseManagementService server;
        private final String database;
        private final InternalTransaction transaction;
        private final long number;
        private final Runnable action;

        Hook(DatabaseManagementService server, String database, InternalTransaction transaction, Runnable action) {
            this.server = server;
            this.database = database;
            this.transaction = transaction;
            this.number = transaction.kernelTransaction().getTransactionSequenceNumber();
            this.action = action;
        }

        boolean isOver() {
            return !transaction.isOpen();
        }

        void remove() {
            waiting.remove(this);
            server.unregisterTransactionEventListener(database, this);
        }

        /** Transactions are reused and wrapped; their number is neither. */
        @Override
        public @Nullable Object beforeCommit(
                TransactionData data, Transaction committing, GraphDatabaseService service) {
            if (committing instanceof InternalTransaction internal
                    && internal.kernelTransaction().getTransactionSequenceNumber() == number) {
                remove();
                action.run();
            }
            return null;
        }
    }
}
