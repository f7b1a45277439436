package org.graphunlearning.procedures.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.shard.ShardCodec;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.procedures.config.NearestName;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/**
 * The catalogue of models, in the caller's database and transaction.
 *
 * <p>Layout: {@code (:UnlearnModel {name, version, format, ...})-[:HAS_SHARD]->(:UnlearnShard)-[:HAS_CHUNK]->(:UnlearnChunk)}.
 * Whoever changes a model locks its node first; whoever only reads takes no lock and reads again when the version moved
 * meanwhile, so that predictions go on while a deletion retrains.
 */
public final class ModelStore {
    /**
     * Held shared by deletions and exclusively by a training that is about to publish: either the deletion sees the new
     * model's marks, or the training sees the deletion's certificate.
     */
    public static final String CATALOGUE_LOCK = "unlearn catalogue";

    /** Label of a model's node. */
    public static final Label MODEL = Label.label("UnlearnModel");

    private static final RelationshipType HAS_SHARD = RelationshipType.withName("HAS_SHARD");
    private static final String FORMAT = "format";
    private static final String CALIBRATION = "calibration.";
    private static final int READ_ATTEMPTS = 5;

    private final CallScope scope;

    /** The catalogue as one call sees it. */
    public ModelStore(CallScope scope) {
        this.scope = scope;
    }

    /** A model with its shards in order. */
    public record Entry(StoredModel model, List<StoredShard> shards) {
        /** Keeps the list unmodifiable. */
        public Entry {
            shards = List.copyOf(shards);
        }

        /** The model itself, which combines the answers of its shards in the way given. */
        public ShardedModel decoded(Aggregation aggregation) {
            var weights = model.cut().weights();
            return new ShardedModel(
                    shards.stream()
                            .map(shard -> ShardCodec.decode(shard.content()))
                            .toList(),
                    aggregation,
                    weights.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /** Names of all models, ascending. */
    public List<String> names() {
        return all().stream().map(StoredModel::name).toList();
    }

    /** All models by ascending name. */
    public List<StoredModel> all() {
        var out = new ArrayList<StoredModel>();
        try (var nodes = tx().findNodes(MODEL)) {
            while (nodes.hasNext()) {
                out.add(StoredModel.of(nodes.next().getAllProperties()));
            }
        }
        out.sort((a, b) -> a.name().compareTo(b.name()));
        return out;
    }

    /** Bytes of the shards of all models. */
    public long storedBytes() {
        return ShardChunks.storedBytes(tx());
    }

    /** Whether a model has the name. */
    public boolean exists(String name) {
        return node(name).isPresent();
    }

    /**
     * The facts of a model.
     *
     * @throws IllegalArgumentException when there is none of that name, with the nearest name that exists
     */
    public StoredModel facts(String name) {
        return StoredModel.of(existing(name).getAllProperties());
    }

    /** A model with its parameters; same errors as {@link #facts}, and when the parameters are damaged. */
    public Entry load(String name) {
        for (int attempt = 1; ; attempt++) {
            var before = facts(name);
            try {
                var shards = shards(existing(name));
                if (facts(name).version() == before.version()) { // else some shards may be older than others
                    return new Entry(before, shards);
                }
            } catch (NotFoundException | IllegalStateException e) {
                // A deletion may have replaced the chunks between our reads; then the version has moved on.
                if (facts(name).version() == before.version()) {
                    throw e instanceof IllegalStateException
                            ? e
                            : new IllegalStateException(
                                    "The stored parameters of model `" + name + "` are incomplete.");
                }
            }
            if (attempt == READ_ATTEMPTS) {
                throw new IllegalStateException(
                        "Model `" + name + "` is being changed all the time; try again in a moment.");
            }
        }
    }

    /** Holds the model for this transaction, then reads it; a second deletion waits here and sees the first one's result. */
    public Entry lockAndLoad(String name) {
        var node = existing(name);
        tx().acquireWriteLock(node);
        return load(name);
    }

    /**
     * Reserves a name for this transaction.
     *
     * @throws IllegalArgumentException when it is taken
     */
    public void reserve(String name) {
        scope.lockName("unlearn model " + name);
        if (exists(name)) {
            throw new IllegalArgumentException("Model `" + name + "` already exists; drop it first with "
                    + "`CALL unlearn.model.drop('" + name + "')` or choose another name.");
        }
    }

    /** Writes a new model under a name {@link #reserve reserved} before. */
    public void create(StoredModel model, List<StoredShard> shards) {
        var node = tx().createNode(MODEL);
        node.setProperty(FORMAT, StoredModel.FORMAT);
        setProperties(node, model);
        for (int s = 0; s < shards.size(); s++) {
            node.createRelationshipTo(ShardChunks.write(tx(), s, shards.get(s)), HAS_SHARD);
        }
    }

    /**
     * Replaces the facts of a model {@link #lockAndLoad locked} before, and those shards that are new; all others keep their
     * nodes and bytes.
     *
     * @param changed shards by their number
     */
    public void replace(StoredModel model, Map<Integer, StoredShard> changed) {
        var node = existing(model.name());
        try (var links = node.getRelationships(Direction.OUTGOING, HAS_SHARD)) {
            for (var link : links) {
                var old = link.getEndNode();
                int index = ShardChunks.index(old);
                var shard = changed.get(index);
                if (shard != null && !ShardChunks.updateFacts(old, shard)) {
                    link.delete();
                    ShardChunks.delete(old);
                    node.createRelationshipTo(ShardChunks.write(tx(), index, shard), HAS_SHARD);
                }
            }
        }
        setProperties(node, model);
    }

    /** Whether some shards of a model are stored as given, each once and to the last byte; reads no others. */
    public boolean holds(String name, Map<Integer, StoredShard> expected) {
        var seen = new TreeMap<Integer, Boolean>();
        try (var links = existing(name).getRelationships(Direction.OUTGOING, HAS_SHARD)) {
            for (var link : links) {
                int index = ShardChunks.index(link.getEndNode());
                var shard = expected.get(index);
                boolean same = shard == null || isSame(ShardChunks.read(link.getEndNode()), shard);
                if (seen.put(index, same) != null || !same) {
                    return false;
                }
            }
        }
        return seen.keySet().containsAll(expected.keySet());
    }

    private static boolean isSame(StoredShard one, StoredShard other) {
        return Arrays.equals(one.content(), other.content())
                && one.fingerprint().equals(other.fingerprint())
                && one.guarantee().equals(other.guarantee());
    }

    /** What calibrating the verifier on a model found, by name; empty when that was not done. */
    public Map<String, Object> calibration(String name) {
        var out = new TreeMap<String, Object>();
        existing(name).getAllProperties().forEach((key, value) -> {
            if (key.startsWith(CALIBRATION)) {
                out.put(key.substring(CALIBRATION.length()), value);
            }
        });
        return out;
    }

    /** Keeps such values beside the model, through later deletions too, instead of those before. */
    public void setCalibration(String name, Map<String, Object> values) {
        var node = existing(name);
        tx().acquireWriteLock(node);
        for (var key : node.getPropertyKeys()) {
            if (key.startsWith(CALIBRATION)) {
                node.removeProperty(key);
            }
        }
        values.forEach((key, value) -> node.setProperty(CALIBRATION + key, value));
    }

    /** Removes a model's nodes, not its marks on the graph. */
    public void delete(String name) {
        var node = existing(name);
        tx().acquireWriteLock(node);
        deleteShards(node);
        node.delete();
    }

    private static void setProperties(Node node, StoredModel model) {
        var properties = model.toProperties();
        for (var key : node.getPropertyKeys()) {
            boolean kept = key.equals(FORMAT) || key.startsWith(CALIBRATION);
            if (!properties.containsKey(key) && !kept) {
                node.removeProperty(key); // such as the accuracy of parameters that are gone
            }
        }
        properties.forEach(node::setProperty);
    }

    private static void deleteShards(Node node) {
        try (var links = node.getRelationships(Direction.OUTGOING, HAS_SHARD)) {
            for (var link : links) {
                var shard = link.getEndNode();
                link.delete();
                ShardChunks.delete(shard);
            }
        }
    }

    private static List<StoredShard> shards(Node node) {
        long format = node.getProperty(FORMAT, 0L) instanceof Long number ? number : 0;
        if (format != StoredModel.FORMAT) {
            throw new IllegalStateException("The model was stored in format " + format
                    + "; this version of the plugin reads " + "format " + StoredModel.FORMAT + ".");
        }
        var found = new TreeMap<Integer, StoredShard>();
        try (var links = node.getRelationships(Direction.OUTGOING, HAS_SHARD)) {
            for (var link : links) {
                found.put(ShardChunks.index(link.getEndNode()), ShardChunks.read(link.getEndNode()));
            }
        }
        long expected = node.getProperty("shardCount", 0L) instanceof Long number ? number : 0;
        if (found.isEmpty() || found.size() != expected || found.lastKey() != found.size() - 1) {
            throw new NotFoundException("The model lacks a shard.");
        }
        return List.copyOf(found.values());
    }

    private Node existing(String name) {
        return node(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Model `" + name + "` does not exist." + NearestName.hint(name, names())));
    }

    private Optional<Node> node(String name) {
        return Optional.ofNullable(tx().findNode(MODEL, "name", name));
    }

    private Transaction tx() {
        return scope.transaction();
    }
}
