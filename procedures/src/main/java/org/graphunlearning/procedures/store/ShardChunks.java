package org.graphunlearning.procedures.store;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/**
 * The bytes of one shard as a chain of small properties: {@code (:UnlearnShard {index, bytes, chunkCount,
 * sha256, fingerprint, guarantee})-[:HAS_CHUNK]->(:UnlearnChunk {index, bytes})}, 48 KiB a chunk. Small chunks read faster than one long property and
 * are freed piece by piece.
 */
final class ShardChunks {
    static final Label SHARD = Label.label("UnlearnShard");
    static final Label CHUNK = Label.label("UnlearnChunk");
    static final RelationshipType HAS_CHUNK = RelationshipType.withName("HAS_CHUNK");
    private static final int CHUNK_BYTES = 48 << 10;

    private ShardChunks() {}

    static Node write(Transaction tx, int index, StoredShard stored) {
        var content = stored.content();
        var shard = tx.createNode(SHARD);
        setFacts(shard, stored);
        int chunks = (content.length + CHUNK_BYTES - 1) / CHUNK_BYTES;
        shard.setProperty("index", (long) index);
        shard.setProperty("bytes", (long) content.length);
        shard.setProperty("chunkCount", (long) chunks);
        shard.setProperty("sha256", sha256(content));
        for (int c = 0; c < chunks; c++) {
            var chunk = tx.createNode(CHUNK);
            chunk.setProperty("index", (long) c);
            int start = c * CHUNK_BYTES;
            chunk.setProperty(
                    "bytes", Arrays.copyOfRange(content, start, Math.min(content.length, start + CHUNK_BYTES)));
            shard.createRelationshipTo(chunk, HAS_CHUNK);
        }
        return shard;
    }

    private static void setFacts(Node shard, StoredShard stored) {
        shard.setProperty("fingerprint", stored.fingerprint());
        shard.setProperty("guarantee", stored.guarantee());
    }

    /** Replaces everything but the bytes, if those are the same; tells whether they were. */
    static boolean updateFacts(Node shard, StoredShard stored) {
        boolean same = sha256(stored.content()).equals(shard.getProperty("sha256"));
        if (same) {
            setFacts(shard, stored);
        }
        return same;
    }

    /** Bytes of all shards there are. */
    static long storedBytes(Transaction tx) {
        try (var shards = tx.findNodes(SHARD)) {
            return shards.stream()
                    .mapToLong(shard -> (Long) shard.getProperty("bytes", 0L))
                    .sum();
        }
    }

    /** Number of a shard in its model. */
    static int index(Node shard) {
        return Math.toIntExact((Long) shard.getProperty("index"));
    }

    /** Reads a shard back, or fails when any byte is missing or changed. */
    static StoredShard read(Node shard) {
        var out = new ByteArrayOutputStream();
        try (var links = shard.getRelationships(Direction.OUTGOING, HAS_CHUNK)) {
            links.stream()
                    .map(link -> link.getEndNode())
                    .sorted(Comparator.comparingLong(chunk -> (Long) chunk.getProperty("index")))
                    .forEach(chunk -> out.writeBytes((byte[]) chunk.getProperty("bytes")));
        }
        var content = out.toByteArray();
        if (!sha256(content).equals(shard.getProperty("sha256"))) {
            throw new IllegalStateException("The stored parameters of a model are damaged: their SHA-256 differs.");
        }
        return new StoredShard(
                content, (String) shard.getProperty("fingerprint"), (String) shard.getProperty("guarantee"));
    }

    static void delete(Node shard) {
        try (var links = shard.getRelationships(Direction.OUTGOING, HAS_CHUNK)) {
            for (var link : links) {
                var chunk = link.getEndNode();
                link.delete();
                chunk.delete();
            }
        }
        shard.delete();
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }
}
