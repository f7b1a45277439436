package org.graphunlearning.procedures.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.store.CertificateStore;
import org.graphunlearning.verify.certificate.Chain;
import org.graphunlearning.verify.certificate.Content;
import org.graphunlearning.verify.certificate.Entry;
import org.graphunlearning.verify.certificate.Event;
import org.graphunlearning.verify.certificate.PrunedPrefix;
import org.graphunlearning.verify.certificate.SealedEntry;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Transaction;

/**
 * The chain as nodes: {@code (:UnlearnEntry {seq, requestId, event, record, sha256, signatures, format})}, one per entry, a
 * certificate being an entry too, and one {@code (:UnlearnChain {seq, sha256, keyId})} that says where the chain ends.
 *
 * <p>Inside the database these nodes are the chain, because only they can commit together with what they certify; the file of
 * JSON lines that an auditor keeps is what {@link #entries} yields. Who appends holds the end of the chain until its transaction
 * ends, so it should end soon: {@link CallScope#separately} and {@link CallScope#beforeCommit} see to that.
 */
final class ChainStore {
    static final Label ENTRY = Label.label("UnlearnEntry");
    private static final Label CHAIN = Label.label("UnlearnChain");
    private static final String LOCK = "unlearn chain";
    private static final String SEQ = "seq";
    private static final String HASH = "sha256";
    private static final String KEY_ID = "keyId";
    private static final String RECORD = "record";
    private static final String REQUEST = "requestId";
    private static final String SIGNATURES = "signatures";
    private static final String EVENT = "event";
    private static final String FORMAT = "format";
    private static final int CHECK_EVERY = 1024;

    private final CallScope scope;

    ChainStore(CallScope scope) {
        this.scope = scope;
    }

    /** Appends an entry that has no node yet. */
    void append(Content content, Chain.Keys keys) {
        append(content, keys, reserved());
    }

    /** Appends an entry whose node was made earlier in this transaction. */
    void append(Content content, Chain.Keys keys, Node node) {
        scope.lockName(LOCK);
        var appended = end().append(content, keys);
        for (var sealed : appended.entries()) {
            write(sealed, sealed.equals(appended.last()) ? node : tx().createNode(ENTRY));
        }
        setEnd(appended.end());
    }

    private static void write(SealedEntry sealed, Node node) {
        var entry = sealed.parsed();
        node.setProperty(SEQ, entry.seq());
        node.setProperty(REQUEST, entry.content().id());
        node.setProperty(EVENT, entry.content().event().name());
        node.setProperty(FORMAT, Entry.FORMAT);
        node.setProperty(RECORD, sealed.entry());
        node.setProperty(HASH, sealed.hash());
        node.setProperty(
                SIGNATURES,
                sealed.signatures().stream()
                        .map(seal -> seal.key() + ":" + seal.value())
                        .toArray(String[]::new));
    }

    /** A node for an entry to come; without one, a transaction that changes nothing else would commit without being asked. */
    Node reserved() {
        return tx().createNode(ENTRY);
    }

    /**
     * Removes the oldest entries and appends the one that says so. Certificates go on answering repeated requests, with a note that
     * their entry was pruned.
     *
     * @param node for that entry
     * @throws IllegalStateException when the entries are not those any more
     */
    void prune(PrunedPrefix prefix, Chain.Keys keys, Node node) {
        scope.lockName(LOCK);
        var at = scope.clock().instant();
        long removed = 0;
        boolean head = false;
        for (var old : upTo(prefix.toSeq())) {
            head |= old.getProperty(SEQ).equals(prefix.toSeq())
                    && prefix.headHash().equals(old.getProperty(HASH, null));
            remove(old, at);
            check(++removed);
        }
        if (!head || removed != prefix.count()) {
            throw new IllegalStateException(
                    "The chain was pruned or changed meanwhile, so nothing was pruned; call again with what it is now.");
        }
        append(Content.pruned(at, prefix), keys, node);
    }

    private List<Node> upTo(long last) {
        try (var nodes = tx().findNodes(ENTRY)) {
            return nodes.stream()
                    .filter(node -> node.getProperty(SEQ, null) instanceof Long seq && seq <= last)
                    .toList();
        }
    }

    private static void remove(Node node, Instant at) {
        if (CertificateStore.isCertificate(node)) {
            CertificateStore.markPruned(node, at);
            node.removeLabel(ENTRY);
            List.of(SEQ, EVENT, FORMAT, RECORD, HASH, SIGNATURES).forEach(node::removeProperty);
        } else {
            node.delete();
        }
    }

    /** What the entries there are announce as removed. */
    List<PrunedPrefix> announced() {
        var out = new ArrayList<PrunedPrefix>();
        try (var nodes = tx().findNodes(ENTRY, EVENT, Event.PRUNED.name())) {
            while (nodes.hasNext()) {
                var sealed = read(0, nodes.next()).sealed();
                var prefix = sealed == null ? null : announced(sealed);
                if (prefix != null) {
                    out.add(prefix);
                }
            }
        }
        return out;
    }

    private static @Nullable PrunedPrefix announced(SealedEntry sealed) {
        try {
            return PrunedPrefix.of(sealed.parsed().content());
        } catch (IllegalArgumentException e) {
            return null; // checking the chain says what is wrong with it
        }
    }

    /** A node may have been changed by anybody, so that it holds no entry any more. */
    private static Stored read(long seq, Node node) {
        try {
            var sealed = sealed(node);
            return new Stored(seq, sealed.line(), sealed);
        } catch (IllegalArgumentException | ClassCastException | NotFoundException e) {
            return new Stored(seq, String.valueOf(node.getProperty(RECORD, "")), null);
        }
    }

    private static SealedEntry sealed(Node node) {
        var seals = Arrays.stream((String[]) node.getProperty(SIGNATURES))
                .map(text -> text.split(":", 2))
                .map(parts -> new SealedEntry.Seal(parts[0], parts.length == 2 ? parts[1] : ""))
                .toList();
        return new SealedEntry((String) node.getProperty(RECORD), (String) node.getProperty(HASH), seals);
    }

    /** Where the chain ends. */
    Chain end() {
        try (var nodes = tx().findNodes(CHAIN)) {
            return nodes.hasNext() ? end(nodes.next()) : Chain.EMPTY;
        }
    }

    private static Chain end(Node node) {
        return new Chain(
                (Long) node.getProperty(SEQ), (String) node.getProperty(HASH), (String) node.getProperty(KEY_ID));
    }

    private void setEnd(Chain end) {
        try (var nodes = tx().findNodes(CHAIN)) {
            var node = nodes.hasNext() ? nodes.next() : tx().createNode(CHAIN);
            node.setProperty(SEQ, end.seq());
            node.setProperty(HASH, end.hash());
            node.setProperty(KEY_ID, end.keyId());
        }
    }

    /**
     * A stored entry.
     *
     * @param seq its number, by its node
     * @param line of the export; where the node holds no entry any more, what it holds instead
     * @param sealed the entry, or null
     */
    record Stored(long seq, String line, @Nullable SealedEntry sealed) {
        /**
         * The entry, parsed.
         *
         * @throws IllegalStateException when the node was changed so that there is none
         */
        Entry parsed() {
            try {
                if (sealed != null) {
                    return sealed.parsed();
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(damaged(), e);
            }
            throw new IllegalStateException(damaged());
        }

        private String damaged() {
            return "Entry " + seq + " was changed in the database and cannot be read; `CALL"
                    + " unlearn.certificate.chain()` says where.";
        }
    }

    /** Every entry up to the end there is now, ascending; read one by one as the stream goes on. */
    Stream<Stored> entries() {
        long last = end().seq();
        var found = new ArrayList<long[]>();
        try (var nodes = tx().findNodes(ENTRY)) {
            while (nodes.hasNext()) {
                var node = nodes.next();
                if (node.getProperty(SEQ, null) instanceof Long seq && seq <= last) {
                    found.add(new long[] {seq, InternalIds.of(node)});
                }
                check(found.size());
            }
        }
        found.sort(Comparator.comparingLong(pair -> pair[0]));
        return found.stream().map(pair -> read(pair[0], InternalIds.node(tx(), pair[1])));
    }

    /** The entries of one request, ascending. */
    List<Stored> of(String requestId) {
        var out = new ArrayList<Stored>();
        try (var nodes = tx().findNodes(ENTRY, REQUEST, requestId)) {
            while (nodes.hasNext()) {
                var node = nodes.next();
                if (node.getProperty(SEQ, null) instanceof Long seq) {
                    out.add(read(seq, node));
                }
            }
        }
        out.sort(Comparator.comparingLong(Stored::seq));
        return out;
    }

    private void check(long seen) {
        if (seen % CHECK_EVERY == 0) {
            scope.guard().check();
        }
    }

    private Transaction tx() {
        return scope.transaction();
    }
}
