package org.graphunlearning.procedures.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private static final Label MODEL = Label.label("UnlearnModel");
    private static final RelationshipType HAS_SHARD = RelationshipType.withName("HAS_SHARD");
    private static final int READ_ATTEMPTS = 5;

    private final CallScope scope;

    /** The catalogue as one call sees it. */
    public ModelStore(CallScope scope) {
        this.scope = scope;
    }

    /** A model with its parameters as bytes. */
    public record Entry(StoredModel model, byte[] content) {}

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
                return new Entry(before, content(existing(name)));
            } catch (NotFoundException | IllegalStateException e) {
                // A deletion may have replaced the chunks between our reads; then the version has moved on.
                if (attempt == READ_ATTEMPTS || facts(name).version() == before.version()) {
                    throw e instanceof IllegalStateException
                            ? e
                            : new IllegalStateException(
                                    "The stored parameters of model `" + name + "` are incomplete.");
                }
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
    public void create(StoredModel model, byte[] content) {
        var node = tx().createNode(MODEL);
        node.setProperty("format", StoredModel.FORMAT);
        write(node, model, content);
    }

    /** Replaces facts and parameters of a model {@link #lockAndLoad locked} before. */
    public void replace(StoredModel model, byte[] content) {
        var node = existing(model.name());
        deleteShards(node);
        write(node, model, content);
    }

    /** Replaces the facts only: the parameters stay, bit for bit. */
    public void replaceFacts(StoredModel model) {
        setProperties(existing(model.name()), model);
    }

    /** Removes a model's nodes, not its marks on the graph. */
    public void delete(String name) {
        var node = existing(name);
        tx().acquireWriteLock(node);
        deleteShards(node);
        node.delete();
    }

    private void write(Node node, StoredModel model, byte[] content) {
        setProperties(node, model);
        node.createRelationshipTo(ShardChunks.write(tx(), 0, content), HAS_SHARD);
    }

    private static void setProperties(Node node, StoredModel model) {
        model.toProperties().forEach(node::setProperty);
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

    private static byte[] content(Node node) {
        long format = node.getProperty("format", 0L) instanceof Long number ? number : 0;
        if (format != StoredModel.FORMAT) {
            throw new IllegalStateException("The model was stored in format " + format
                    + "; this version of the plugin reads " + "format " + StoredModel.FORMAT + ".");
        }
        var link = node.getSingleRelationship(HAS_SHARD, Direction.OUTGOING);
        if (link == null) {
            throw new NotFoundException("The model has no shard.");
        }
        return ShardChunks.read(link.getEndNode());
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
