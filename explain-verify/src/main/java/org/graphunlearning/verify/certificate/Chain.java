package org.graphunlearning.verify.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a chain of entries, to which more are appended. Immutable; who appends stores the new end together with the entries.
 *
 * @param seq number of the last entry, 0 before the first
 * @param hash of the last entry, {@link Entry#GENESIS} before the first
 * @param keyId the key that signs since the last change of keys; empty when none ever did
 */
public record Chain(long seq, String hash, String keyId) {
    /** Before the first entry. */
    public static final Chain EMPTY = new Chain(0, Entry.GENESIS, "");

    /**
     * Who signs.
     *
     * @param current signs from now on; null leaves entries unsigned
     * @param previous the key before, which has to agree to the change; null when it is not at hand
     */
    public record Keys(
            @Nullable SigningKey current, @Nullable SigningKey previous) {
        /** Nobody signs. */
        public static final Keys NONE = new Keys(null, null);
    }

    /**
     * What an appended entry comes to.
     *
     * @param entries what to store, in order: the entry, and before it the change of keys if there was one
     * @param end the chain after them
     */
    public record Appended(List<SealedEntry> entries, Chain end) {
        /** Keeps the list unmodifiable. */
        public Appended {
            entries = List.copyOf(entries);
        }

        /** The entry asked for. */
        public SealedEntry last() {
            return entries.get(entries.size() - 1);
        }
    }

    /**
     * Appends an entry. A key that has not signed before introduces itself with a {@link Event#KEY_ROTATED} entry, signed by both
     * keys where the one before is at hand.
     */
    public Appended append(Content content, Keys keys) {
        var entries = new ArrayList<SealedEntry>();
        var end = this;
        var signer = keys.current();
        if (signer != null && !signer.open().id().equals(keyId)) {
            end = rotated(content.time(), signer, keys.previous(), entries);
        }
        return end.sealed(content, signer, entries);
    }

    private Chain rotated(Instant time, SigningKey to, @Nullable SigningKey from, List<SealedEntry> entries) {
        var signers = new ArrayList<SigningKey>();
        if (from != null && from.open().id().equals(keyId)) {
            signers.add(from);
        }
        signers.add(to);
        var id = to.open().id();
        var entry = new Entry(seq + 1, hash, id, Content.keyRotated(time, keyId, to.open()));
        var sealed = SealedEntry.of(entry, signers);
        entries.add(sealed);
        return new Chain(seq + 1, sealed.hash(), id);
    }

    private Appended sealed(Content content, @Nullable SigningKey signer, List<SealedEntry> entries) {
        var name = signer == null ? "" : signer.open().id();
        var sealed =
                SealedEntry.of(new Entry(seq + 1, hash, name, content), signer == null ? List.of() : List.of(signer));
        entries.add(sealed);
        return new Appended(entries, new Chain(seq + 1, sealed.hash(), keyId));
    }
}
