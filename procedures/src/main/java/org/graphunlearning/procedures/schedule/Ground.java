package org.graphunlearning.procedures.schedule;

import java.time.Clock;
import java.util.function.Function;
import org.graphunlearning.procedures.job.Jobs;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * Transactions of a run, which no user asked for. Checks may read everything and write nothing, whatever their code tries; the
 * records of runs are written with the right to write data and new tokens, never schema. Nobody's name or password is involved.
 */
final class Ground {
    private final GraphDatabaseAPI database;
    private final Clock clock;
    private volatile boolean stopped;
    private volatile @Nullable InternalTransaction current;

    Ground(GraphDatabaseAPI database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    /** Where runs are listed while they are under way. */
    Jobs jobs() {
        return database.getDependencyResolver().resolveDependency(Jobs.class);
    }

    /** Whether transactions can be opened. */
    boolean isAvailable() {
        return !stopped && database.isAvailable(0);
    }

    boolean isStopped() {
        return stopped;
    }

    /** Reads in a transaction of its own. */
    <T> T read(Function<CallScope, T> work) {
        return in(Rights.READ, tx -> work.apply(CallScope.ofBackground(database, tx, clock)));
    }

    /** Writes in a transaction of its own and commits. */
    <T> T write(Function<Transaction, T> work) {
        return in(Rights.TOKEN_WRITE, tx -> {
            var out = work.apply(tx);
            tx.commit();
            return out;
        });
    }

    private <T> T in(Rights rights, Function<InternalTransaction, T> work) {
        try (var tx = database.beginTransaction(KernelTransaction.Type.EXPLICIT, rights.context())) {
            current = tx;
            if (stopped) {
                tx.terminate(); // stop() may have come before it could see this transaction
            }
            return work.apply(tx);
        } finally {
            current = null;
        }
    }

    /** Ends the transaction that is open and lets no other one do anything. */
    void stop() {
        stopped = true;
        terminate();
    }

    /** Ends the transaction that is open, from any thread. */
    void terminate() {
        var tx = current;
        if (tx != null) {
            tx.terminate();
        }
    }
}
