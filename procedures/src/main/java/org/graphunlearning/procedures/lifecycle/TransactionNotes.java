package org.graphunlearning.procedures.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;

/**
 * What procedures leave for whoever looks at their transaction when it commits; one for each database, in memory only. Nobody tells
 * of a rollback: what a rolled-back transaction leaves goes when the next note is left.
 */
public final class TransactionNotes {
    private final Map<Long, Noted> byNumber = new ConcurrentHashMap<>();

    private record Noted(InternalTransaction transaction, List<Object> notes) {}

    /** Leaves a note with a transaction. */
    void add(InternalTransaction transaction, Object note) {
        byNumber.values().removeIf(noted -> !noted.transaction().isOpen());
        byNumber.computeIfAbsent(number(transaction), n -> new Noted(transaction, new CopyOnWriteArrayList<>()))
                .notes()
                .add(note);
    }

    /** The notes of one kind that were left with a transaction; all its notes go. */
    public <T> List<T> take(InternalTransaction transaction, Class<T> kind) {
        var noted = byNumber.remove(number(transaction));
        return noted == null
                ? List.of()
                : noted.notes().stream()
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .toList();
    }

    /** How many transactions have notes, those that were rolled back included. */
    int size() {
        return byNumber.size();
    }

    /** Transactions are reused and wrapped; their number is neither. */
    private static long number(InternalTransaction transaction) {
        return transaction.kernelTransaction().getTransactionSequenceNumber();
    }
}
