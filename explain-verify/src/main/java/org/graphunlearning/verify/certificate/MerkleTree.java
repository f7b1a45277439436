package org.graphunlearning.verify.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hash tree over distinct salted keys in ascending order (Merkle 1987, with the prefixes of RFC 6962): a leaf hashes 0x00 and
 * the key, an inner node 0x01 and its two children, and a last node without a partner moves up as it is.
 *
 * <p>Ascending leaves make it possible to show that a key is <em>not</em> there: its two neighbours are, side by side. Building
 * costs n log n, a proof log n. The root does not bind the number of leaves, which proofs need: record both.
 */
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] INNER = {1};

    private final List<byte[]> keys;
    private final List<List<byte[]>> levels = new ArrayList<>();

    private MerkleTree(List<byte[]> keys) {
        this.keys = keys;
        var level = keys.stream().map(MerkleTree::leaf).toList();
        levels.add(level);
        while (level.size() > 1) {
            level = above(level);
            levels.add(level);
        }
    }

    /** The tree over some keys, in whatever order they come; a key given twice counts once. */
    public static MerkleTree of(List<byte[]> keys) {
        var sorted = new ArrayList<byte[]>(keys.size());
        byte[] last = null;
        for (var key : keys.stream().sorted(Arrays::compareUnsigned).toList()) {
            if (last == null || !Arrays.equals(last, key)) {
                sorted.add(key);
            }
            last = key;
        }
        return new MerkleTree(sorted);
    }

    private static List<byte[]> above(List<byte[]> level) {
        var out = new ArrayList<byte[]>((level.size() + 1) / 2);
        for (int i = 0; i + 1 < level.size(); i += 2) {
            out.add(inner(level.get(i), level.get(i + 1)));
        }
        if (level.size() % 2 == 1) {
            out.add(level.get(level.size() - 1));
        }
        return out;
    }

    private static byte[] leaf(byte[] key) {
        return Digests.of(LEAF, key);
    }

    private static byte[] inner(byte[] left, byte[] right) {
        return Digests.of(INNER, left, right);
    }

    /** The root, 64 hex digits; SHA-256 of nothing for a tree without leaves. */
    public String root() {
        return Digests.hex(
                keys.isEmpty() ? Digests.of() : levels.get(levels.size() - 1).get(0));
    }

    /** How many leaves. */
    public int size() {
        return keys.size();
    }

    /**
     * Shows that a key is a leaf.
     *
     * @param key the salted key
     * @param index its place among the leaves
     * @param siblings hashes beside the path, from the leaf up; none where a node moved up alone
     */
    public record Inclusion(byte[] key, int index, List<byte[]> siblings) {
        /**
         * Whether the proof holds.
         *
         * @param root of the tree
         * @param size its number of leaves, from where the root was recorded
         */
        public boolean holds(String root, int size) {
            var hash = leaf(key);
            int used = 0;
            int at = index;
            for (int width = size; width > 1; width = (width + 1) / 2, at /= 2) {
                boolean alone = at == width - 1 && at % 2 == 0;
                if (!alone) {
                    if (used == siblings.size()) {
                        return false;
                    }
                    var sibling = siblings.get(used++);
                    hash = at % 2 == 0 ? inner(hash, sibling) : inner(sibling, hash);
                }
            }
            return index >= 0
                    && index < size
                    && used == siblings.size()
                    && Digests.hex(hash).equals(root);
        }
    }

    /**
     * Shows that a key is no leaf: the next smaller leaf and the next greater one lie side by side.
     *
     * @param below the next smaller, null when the key would be first
     * @param above the next greater, null when it would be last
     */
    public record Absence(
            @Nullable Inclusion below, @Nullable Inclusion above) {
        /** Whether the proof holds for a key, with the root and number of leaves from where they were recorded. */
        public boolean holds(byte[] key, String root, int size) {
            if (below == null && above == null) {
                return size == 0 && Digests.hex(Digests.of()).equals(root);
            }
            int index = below == null ? 0 : below.index() + 1;
            boolean fits = above == null ? index == size : above.index() == index;
            return fits
                    && (below == null || (Arrays.compareUnsigned(below.key(), key) < 0 && below.holds(root, size)))
                    && (above == null || (Arrays.compareUnsigned(key, above.key()) < 0 && above.holds(root, size)));
        }
    }

    /** Proof that a key is a leaf, or null when it is none. */
    public @Nullable Inclusion inclusion(byte[] key) {
        int at = find(key);
        return at < 0 ? null : proof(at);
    }

    /** Proof that a key is no leaf, or null when it is one. */
    public @Nullable Absence absence(byte[] key) {
        int at = find(key);
        if (at >= 0) {
            return null;
        }
        int next = -at - 1;
        return new Absence(next == 0 ? null : proof(next - 1), next == keys.size() ? null : proof(next));
    }

    private int find(byte[] key) {
        int low = 0;
        int high = keys.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(keys.get(middle), key);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -low - 1;
    }

    private Inclusion proof(int index) {
        var siblings = new ArrayList<byte[]>();
        int at = index;
        for (var level : levels.subList(0, levels.size() - 1)) {
            int sibling = at ^ 1;
            if (sibling < level.size()) {
                siblings.add(level.get(sibling));
            }
            at /= 2;
        }
        return new Inclusion(keys.get(index), index, siblings);
    }
}
