package org.graphunlearning.procedures.certificate;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.verify.certificate.ChainVerifier;
import org.graphunlearning.verify.certificate.Entry;
import org.graphunlearning.verify.certificate.Event;
import org.graphunlearning.verify.certificate.PrunedPrefix;
import org.graphunlearning.verify.certificate.PublicKeyId;
import org.graphunlearning.verify.certificate.Report;
import org.graphunlearning.verify.certificate.Step;
import org.jspecify.annotations.Nullable;

/**
 * Removes the oldest entries of the chain after its owner exported them. The whole chain is verified first, linear in its length; a
 * request that is open keeps its entry, and everything after it. That a request was carried out, and what its caller was told, stays,
 * so that a repeated request is answered and not carried out again.
 */
final class Pruning {
    private static final int NAMED = 5;

    private final CallScope scope;
    private final ChainStore store;
    private final KeyFolder keys;

    Pruning(CallScope scope) {
        this.scope = scope;
        this.store = new ChainStore(scope);
        this.keys = KeyFolder.of(scope);
    }

    /**
     * What a caller has to bring.
     *
     * @param before the first entry that stays, at least 2
     * @param head hash of the entry before it, from the export
     */
    record Config(long before, String head) {
        static Config parse(@Nullable Map<String, Object> raw) {
            var in = new ConfigReader(raw);
            long before = in.longIn("before", 0, 0, Long.MAX_VALUE);
            var head = in.textOrNull("head");
            in.requireNoOtherKeys();
            if (before < 2 || head == null || !head.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "Give `before`, the number of the first entry that stays, and `head`, the"
                                + " hash of the last entry exported before it, 64 lower-case hex digits.");
            }
            return new Config(before, head);
        }
    }

    /**
     * Verifies, and prunes when the caller's transaction commits.
     *
     * @throws IllegalArgumentException when there is no such entry, or it has another hash
     * @throws IllegalStateException when the chain does not hold, a request is open, or the key is missing
     */
    PrunedPrefix prune(Config config) {
        var checked = new StoredChain(scope).checked(ChainVerifier.Expectations.NONE);
        long first = checked.report().verifiedFromSeq();
        long last = checked.report().end().seq();
        if (config.before() <= first || config.before() > last + 1) {
            throw new IllegalArgumentException("`before` is " + config.before() + ", but the chain has entries " + first
                    + " to " + last + "; give a number from " + (first + 1) + " to " + (last + 1) + ".");
        }
        requireWhole(checked.steps());
        requireClosed(checked.report().open(), config.before());
        requireKey();
        var prefix = prefix(config, first);
        var node = store.reserved();
        scope.beforeCommit(() -> new ChainStore(scope).prune(prefix, keys.keys(), node));
        return prefix;
    }

    private static void requireWhole(List<Step> steps) {
        var failed = steps.stream()
                .filter(step -> !step.isNotFailed())
                .map(Step::step)
                .toList();
        if (!failed.isEmpty()) {
            throw new IllegalStateException("The chain does not hold (" + String.join(", ", failed)
                    + "), so nothing of it is pruned; `CALL unlearn.certificate.chain()` says what is wrong.");
        }
    }

    private static void requireClosed(List<Report.Open> open, long before) {
        var inside = open.stream().filter(one -> one.seq() < before).toList();
        if (!inside.isEmpty()) {
            var names = inside.stream()
                    .limit(NAMED)
                    .map(one -> one.id() + " (entry " + one.seq() + ")")
                    .toList();
            throw new IllegalStateException("Open requests are never pruned, and " + inside.size()
                    + " are among these entries: " + String.join(", ", names) + (inside.size() > NAMED ? ", ..." : "")
                    + "; carry them out under the same `requestId`, or prune before entry "
                    + inside.get(0).seq() + ".");
        }
    }

    private void requireKey() {
        if (!store.end().keyId().isEmpty() && keys.keys().current() == null) {
            throw new IllegalStateException(
                    "The chain is signed and the signing key is not there, so the entry that says what was pruned could not"
                            + " be; put the key back first.");
        }
    }

    private PrunedPrefix prefix(Config config, long first) {
        var walk = new Walk(config.before() - 1, keyAt(first));
        try (var entries = store.entries()) {
            entries.takeWhile(stored -> stored.seq() <= walk.last).forEach(walk::accept);
        }
        if (!config.head().equals(walk.hash)) {
            throw new IllegalArgumentException("`head` is not the hash of entry " + walk.last
                    + "; give the `hash` in the last line of the export that is to be relied on.");
        }
        return new PrunedPrefix(first, walk.last, walk.hash, walk.key);
    }

    /** The key in use where the chain begins now. */
    private @Nullable PublicKeyId keyAt(long first) {
        return store.announced().stream()
                .filter(prefix -> prefix.toSeq() == first - 1)
                .findFirst()
                .map(PrunedPrefix::key)
                .orElse(null);
    }

    /** Reads up to an entry and notes its hash and the key in use after it. */
    private final class Walk {
        private final long last;
        private String hash = "";
        private @Nullable PublicKeyId key;

        Walk(long last, @Nullable PublicKeyId key) {
            this.last = last;
            this.key = key;
        }

        void accept(ChainStore.Stored stored) {
            scope.guard().check();
            var sealed = stored.sealed();
            hash = sealed == null || stored.seq() != last ? hash : sealed.hash();
            var introduced = introduced(stored.parsed());
            key = introduced == null ? key : introduced;
        }

        private static @Nullable PublicKeyId introduced(Entry entry) {
            return entry.content().event() == Event.KEY_ROTATED
                            && entry.content().facts().data().get("publicKey") instanceof String hex
                    ? PublicKeyId.decode(HexFormat.of().parseHex(hex))
                    : null;
        }
    }
}
