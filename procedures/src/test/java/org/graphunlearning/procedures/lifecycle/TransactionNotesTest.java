package org.graphunlearning.procedures.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.internal.kernel.api.security.LoginContext;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/** Notes belong to one transaction, and those of a rolled-back one do not pile up. */
@ExtendWith(TestDatabase.class)
class TransactionNotesTest {
    private final TransactionNotes notes = new TransactionNotes();

    private static InternalTransaction begin(TestDatabase.Running database) {
        return ((GraphDatabaseAPI) database.service())
                .beginTransaction(KernelTransaction.Type.EXPLICIT, LoginContext.AUTH_DISABLED);
    }

    @Test
    void givesTheNotesOfOneTransactionOnce(TestDatabase.Running database) {
        try (var one = begin(database);
                var other = begin(database)) {
            notes.add(one, "a");
            notes.add(other, "b");
            notes.add(one, 1L);
            notes.add(one, "c");

            assertThat(notes.take(one, String.class)).containsExactly("a", "c");
            assertThat(notes.take(one, Long.class)).isEmpty();
            assertThat(notes.take(other, String.class)).containsExactly("b");
        }
    }

    @Test
    void clearsAwayWhatARollbackLeft(TestDatabase.Running database) {
        try (var tx = begin(database)) {
            notes.add(tx, "a");
            tx.rollback();
        }
        try (var tx = begin(database)) {
            notes.add(tx, "b");

            assertThat(notes.size()).isEqualTo(1);
        }
    }
}
