package org.graphunlearning.procedures.hook;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.neo4j.graphdb.Transaction;

/** What one transaction takes from models; as large as models times kinds times shards, however much is deleted. */
final class Tally {
    private final Map<Key, long[]> counts = new TreeMap<>(Comparator.comparing((Key key) -> key.watch.modelName())
            .thenComparing(Key::kind)
            .thenComparing(Key::shard));

    private record Key(Watch watch, PendingKind kind, int shard) {}

    void add(Watch watch, PendingKind kind, int shard) {
        counts.computeIfAbsent(new Key(watch, kind, shard), key -> new long[1])[0]++;
    }

    /** Writes a record for each count, and nothing where there is none. */
    void write(Transaction tx, Instant at) {
        if (counts.isEmpty()) {
            return;
        }
        var transaction = UUID.randomUUID().toString();
        counts.forEach((key, count) -> {
            var record = new Pending(0, key.watch.modelName(), key.kind, key.shard, count[0], at, transaction);
            PendingStore.write(tx, record, key.watch.createdAt());
        });
    }
}
