package org.graphunlearning.procedures.delete;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.partitioning.repair.Repair;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.partitioning.shard.Sharding;
import org.graphunlearning.procedures.hook.Pending;
import org.graphunlearning.procedures.hook.PendingKind;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.store.StoredShard;
import org.graphunlearning.verify.certificate.Certificate;

/**
 * What plain Cypher took from one model, in the terms of its shards.
 *
 * @param records what is pending, as it was before the graph was read
 * @param sharding how the model is sharded
 */
record PendingWork(List<Pending> records, Sharding sharding) {
    boolean isEmpty() {
        return records.isEmpty();
    }

    /** Shards that learned it, and with {@code strict} those in which a ghost stands for some of it. */
    BitSet shards() {
        var out = new BitSet();
        for (var record : records) {
            boolean ghost = record.kind() == PendingKind.GHOST;
            if (record.shard() != Pending.BETWEEN && (!ghost || sharding.strict())) {
                out.set(record.shard());
            }
        }
        return out;
    }

    /** Whether ghosts go on standing for some of it. */
    boolean leavesGhosts() {
        return !sharding.strict() && records.stream().anyMatch(record -> record.kind() == PendingKind.GHOST);
    }

    /** Where the rows live by their marks; those of {@link #shards} count their ghosts anew, as a training would. */
    ShardMap map(Projection projection) {
        var marked = projection.shardMap(sharding.shards());
        if (sharding.repair() == Repair.NONE) {
            return marked;
        }
        var wanted = shards();
        int[] now = marked.withGhosts(projection.graph().adjacency()).ghosts();
        int[] ghosts = marked.ghosts().clone();
        for (int row = 0; row < ghosts.length; row++) {
            int shard = marked.shardOfRow()[row];
            ghosts[row] = shard != ShardMap.NONE && wanted.get(shard) ? now[row] : ghosts[row];
        }
        return new ShardMap(marked.shards(), marked.shardOfRow(), ghosts);
    }

    /** How much of each kind. */
    Certificate.Items items() {
        return new Certificate.Items(
                Pending.things(records, PendingKind.NODE),
                Pending.things(records, PendingKind.RELATIONSHIP),
                Pending.things(records, PendingKind.FEATURE),
                Pending.things(records, PendingKind.LABEL));
    }

    /** The records that a deletion settles by the way: those of shards that it trained exactly on what remains. */
    List<Pending> settledBy(Map<Integer, StoredShard> stored) {
        return records.stream().filter(record -> isSettled(record, stored)).toList();
    }

    private boolean isSettled(Pending record, Map<Integer, StoredShard> stored) {
        if (record.kind() == PendingKind.GHOST) {
            return false;
        }
        if (record.shard() == Pending.BETWEEN) {
            return sharding.repair() == Repair.NONE; // the weights are fitted again with each deletion
        }
        var shard = stored.get(record.shard());
        return shard != null && shard.guarantee().equals(Guarantee.EXACT.name());
    }

    /** A sentence about what a deletion leaves pending; none where that is nothing. */
    List<String> warnings(String modelName, List<Pending> settled) {
        var left = new ArrayList<>(records);
        left.removeAll(settled);
        return left.isEmpty() ? List.of() : List.of(Pending.warning(modelName, Pending.things(left)));
    }
}
