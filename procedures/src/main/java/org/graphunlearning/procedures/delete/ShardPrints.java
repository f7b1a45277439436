package org.graphunlearning.procedures.delete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.partitioning.shard.ShardedUnlearning;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.store.StoredShard;

/** Fingerprints of the shards a deletion touches: what they were trained on, what there is now, what would remain. */
final class ShardPrints {
    private final List<StoredShard> stored;
    private final Map<Integer, String> before = new TreeMap<>();
    private final Map<Integer, String> after = new TreeMap<>();

    private ShardPrints(List<StoredShard> stored) {
        this.stored = stored;
    }

    static ShardPrints of(ShardedUnlearning planned, List<StoredShard> stored) {
        var out = new ShardPrints(stored);
        int[] shards = planned.shards();
        var now = planned.fingerprintsBefore();
        var then = planned.fingerprintsAfter();
        for (int i = 0; i < shards.length; i++) {
            out.before.put(shards[i], ModelChange.hex(now.get(i)));
            out.after.put(shards[i], ModelChange.hex(then.get(i)));
        }
        return out;
    }

    private boolean isStored(int shard, Map<Integer, String> prints) {
        return stored.get(shard).fingerprint().equals(prints.get(shard));
    }

    /** Shards whose last training already was on what would remain. */
    BitSet unchanged() {
        var out = new BitSet();
        after.keySet().forEach(s -> out.set(s, isStored(s, after)));
        return out;
    }

    /** Shards that are exactly what training on the present graph gives. */
    BitSet asTrained() {
        var out = new BitSet();
        before.keySet()
                .forEach(s -> out.set(
                        s, isStored(s, before) && stored.get(s).guarantee().equals(Guarantee.EXACT.name())));
        return out;
    }

    /** Whether one of the shards was trained on something else than there is now. */
    boolean changedSince(int[] shards) {
        return Arrays.stream(shards).anyMatch(s -> !isStored(s, before));
    }

    /** Fingerprint of what would remain of a shard. */
    String after(int shard) {
        return after.getOrDefault(shard, stored.get(shard).fingerprint());
    }

    String ofModelBefore() {
        return ofModel(before);
    }

    String ofModelAfter() {
        return ofModel(after);
    }

    private String ofModel(Map<Integer, String> prints) {
        var shards = new ArrayList<>(stored);
        prints.forEach((s, print) ->
                shards.set(s, new StoredShard(new byte[0], print, stored.get(s).guarantee())));
        return StoredModel.fingerprint(shards);
    }
}
