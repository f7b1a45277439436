package org.graphunlearning.procedures.hook;

import java.time.Instant;
import java.util.Collection;

/**
 * One record: so many things of one kind that one transaction took from one shard. It names none of them.
 *
 * @param recordId internal id of its node, valid in the transaction that read it
 * @param modelName the model that remembers
 * @param kind what they were
 * @param shard the shard that learned from them, or {@link #BETWEEN}
 * @param count how many, at least 1
 * @param at when
 * @param transaction drawn at random; equal for the records of one transaction
 */
public record Pending(
        long recordId, String modelName, PendingKind kind, int shard, long count, Instant at, String transaction) {
    /** Stands for a relationship between two shards. */
    public static final int BETWEEN = -1;

    /** How many things are remembered in all; ghosts count only where what they stand for is not remembered otherwise. */
    public static long things(Collection<Pending> records) {
        long ghosts = things(records, PendingKind.GHOST);
        long all = records.stream().mapToLong(Pending::count).sum();
        return all == ghosts ? ghosts : all - ghosts;
    }

    /** How many things of one kind. */
    public static long things(Collection<Pending> records, PendingKind kind) {
        return records.stream()
                .filter(record -> record.kind() == kind)
                .mapToLong(Pending::count)
                .sum();
    }

    /** The sentence that tells a caller, for at least one thing. */
    public static String warning(String modelName, long things) {
        return "Model `" + modelName + "` still remembers " + things + (things == 1 ? " thing" : " things")
                + " taken out of the graph by plain Cypher; `CALL unlearn.process('" + modelName
                + "')` makes it forget.";
    }
}
