package org.graphunlearning.procedures.lifecycle;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.graphunlearning.gnn.compute.Progress;
import org.graphunlearning.gnn.graph.KeyHash;
import org.neo4j.configuration.Config;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.exceptions.ProcedureException;
import org.neo4j.internal.kernel.api.security.LoginContext;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.api.procedure.Context;
import org.neo4j.kernel.api.txstate.TxStateHolder;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.procedure.TerminationGuard;

/**
 * What one call of a procedure may touch: the caller's transaction, further read transactions with the caller's rights, the
 * clock, and the caller's wish to stop.
 *
 * <p>Belongs to the calling thread; only {@link #beginRead()}, {@link #progress()} and {@link #terminate()} may be used from others.
 */
public final class CallScope {
    private final Transaction transaction;
    private final InternalTransaction internal;
    private final GraphDatabaseAPI database;
    private final LoginContext rights;
    private final Surroundings around;

    /** What a call finds around it: what all calls share, and who watches this one. */
    private record Surroundings(Clock clock, CommitHooks hooks, CallObserver observer) {
        Surroundings observedBy(CallObserver watching) {
            return new Surroundings(clock, hooks, watching);
        }
    }

    private CallScope(
            Transaction transaction, InternalTransaction internal, GraphDatabaseAPI database, Surroundings around) {
        this.transaction = transaction;
        this.internal = internal;
        this.database = database;
        this.rights = internal.securityContext();
        this.around = around;
    }

    static CallScope of(Context context, CommitHooks hooks) throws ProcedureException {
        return new CallScope(
                context.transaction(),
                context.internalTransaction(),
                context.graphDatabaseAPI(),
                new Surroundings(context.systemClock(), hooks, CallObserver.NONE));
    }

    /**
     * What work without a caller may touch: the rights are those of the transaction it was given.
     *
     * @param clock the clock its work goes by
     */
    public static CallScope ofBackground(GraphDatabaseAPI database, InternalTransaction transaction, Clock clock) {
        var around = new Surroundings(clock, new CommitHooks(), CallObserver.NONE);
        return new CallScope(transaction, transaction, database, around);
    }

    /** The caller's transaction; its commit and rollback stay the caller's. */
    public Transaction transaction() {
        return transaction;
    }

    /** Wall clock of the server. */
    public Clock clock() {
        return around.clock();
    }

    /**
     * Throws when the caller's transaction was terminated or whoever observes the call ended it; cheap enough for every few thousand
     * steps of a loop.
     */
    public TerminationGuard guard() {
        return () -> {
            around.observer().check();
            internal.kernelTransaction().assertOpen();
        };
    }

    /** The same call, watched. */
    public CallScope observedBy(CallObserver watching) {
        return new CallScope(transaction, internal, database, around.observedBy(watching));
    }

    /** What is told how far the call has come. */
    public Progress progress() {
        return around.observer().progress();
    }

    /** Tells whoever observes the call what its caller is told about a model. */
    public void warned(String modelName, List<String> warnings) {
        around.observer().warned(modelName, warnings);
    }

    /** Who calls, and what they may do. */
    public SecurityContext security() {
        return internal.securityContext();
    }

    /** Name of the database. */
    public String databaseName() {
        return database.databaseName();
    }

    /** What an extension of the plugin keeps for the database: the life cycle it registered. */
    public <T> T extension(Class<T> type) {
        return database.getDependencyResolver().resolveDependency(type);
    }

    /** Ends the caller's transaction from any thread; all it did is undone. Nothing happens when it is over. */
    public void terminate() {
        internal.terminate();
    }

    /**
     * Whether the caller's transaction has changed data. If so, other transactions must not be used for reading: they would
     * miss a deletion made a moment ago. Unknown counts as changed.
     */
    public boolean hasUncommittedChanges() {
        return !(internal.kernelTransaction() instanceof TxStateHolder state) || state.hasTxStateWithChanges();
    }

    /** A further transaction with the caller's rights, meant for reading only; the user of it closes it. */
    public Transaction beginRead() {
        return database.beginTransaction(KernelTransaction.Type.EXPLICIT, rights);
    }

    /**
     * Does something in a transaction of its own, with the caller's rights, that stays whatever becomes of the caller's. It must
     * want no lock the caller's transaction may hold: the kernel does not know that one waits for the other.
     */
    public void separately(Consumer<CallScope> work) {
        try (var own = database.beginTransaction(KernelTransaction.Type.EXPLICIT, rights)) {
            // Unwatched: what shall stay whatever becomes of the call is done even when the call is ended.
            work.accept(new CallScope(own, own, database, around.observedBy(CallObserver.NONE)));
            own.commit();
        }
    }

    /**
     * Does something in the caller's transaction when it commits, and nothing when it does not. Locks taken there are held for the
     * commit only, however long the caller keeps the transaction open. A failure fails the commit.
     */
    public void beforeCommit(Runnable work) {
        var management = database.getDependencyResolver().resolveDependency(DatabaseManagementService.class);
        around.hooks().before(management, database.databaseName(), internal, work);
    }

    /** Leaves a note for whoever looks at the caller's transaction when it commits; see {@link TransactionNotes}. */
    public void note(Object note) {
        database.getDependencyResolver()
                .resolveDependency(TransactionNotes.class)
                .add(internal, note);
    }

    /** The folder {@code conf} in Neo4j's home, for settings and keys. */
    public Path configurationFolder() {
        var config = database.getDependencyResolver().resolveDependency(Config.class);
        return config.get(GraphDatabaseSettings.neo4j_home).resolve("conf");
    }

    /**
     * Holds other transactions that ask for the same name until this one ends. The kernel's index-entry locks serve: they are
     * what a uniqueness constraint would take, need no entity to exist and take part in deadlock detection.
     */
    public void lockName(String name) {
        internal.kernelTransaction().locks().acquireExclusiveIndexEntryLock(hash(name));
    }

    /** The same, shared with others that ask for it shared. */
    public void lockNameShared(String name) {
        internal.kernelTransaction().locks().acquireSharedIndexEntryLock(hash(name));
    }

    private static long hash(String name) {
        return name.chars().asLongStream().reduce(0, KeyHash::mix);
    }
}
