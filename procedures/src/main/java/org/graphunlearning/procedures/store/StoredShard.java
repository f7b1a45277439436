package org.graphunlearning.procedures.store;

/**
 * A shard as it is stored.
 *
 * @param content bytes of {@link org.graphunlearning.partitioning.shard.ShardCodec}
 * @param fingerprint SHA-256 of the graph the shard was last trained on, 64 hex digits
 * @param guarantee what its parameters are worth, in upper case
 */
public record StoredShard(byte[] content, String fingerprint, String guarantee) {}
