package org.graphunlearning.procedures.verify;

import java.util.Map;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.store.MarkStore;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Relationship;

/**
 * Nodes and relationships by the names a verification stored. A node that is gone, or is another one that got its id, lacks the mark of
 * the model and is not given out, and neither is its elementId; nor is anything, once the model was dropped and another one took its
 * name. What cannot be told: a node that got the id of one deleted with plain Cypher, and that the same model was then taught by a later
 * deletion, as the marks of a model do not say since when.
 */
public final class StoredElements {
    private static final String CREATED = "modelCreatedAt";

    private final CallScope scope;
    private final @Nullable Marks marks;

    /** Those that the model of a verification still learns from; none where that model is gone. */
    public StoredElements(CallScope scope, VerificationRecord entry) {
        this.scope = scope;
        var models = new ModelStore(scope);
        var facts = models.exists(entry.modelName()) ? models.facts(entry.modelName()) : null;
        this.marks = facts != null && isOf(entry, facts) ? facts.marks() : null;
    }

    /** What tells a model from another one of its name, as a column of a verification. */
    public static Map<String, Object> column(StoredModel model) {
        return Map.of(CREATED, model.createdAt().toString());
    }

    /** Older verifications do not say which model they are about. */
    private static boolean isOf(VerificationRecord entry, StoredModel facts) {
        var created = entry.columns().get(CREATED);
        return created == null || created.equals(facts.createdAt().toString());
    }

    /** A node the model still learns from; null for anything else. */
    public @Nullable Node node(@Nullable String name) {
        if (name == null || marks == null || !isElement(name)) {
            return null;
        }
        try {
            var node = scope.transaction().getNodeByElementId(name);
            return Marks.isTrained(MarkStore.of(node, marks)) ? node : null;
        } catch (NotFoundException e) {
            return null;
        }
    }

    /** The relationship of lowest id between two such nodes; null where there is none. */
    public @Nullable Relationship between(@Nullable String source, @Nullable String target) {
        var from = node(source);
        var to = node(target);
        if (from == null || to == null) {
            return null;
        }
        Relationship out = null;
        try (var all = from.getRelationships()) {
            for (var one : all) {
                boolean earlier = out == null || one.getElementId().compareTo(out.getElementId()) < 0;
                out = one.getOtherNode(from).equals(to) && earlier ? one : out;
            }
        }
        return out;
    }

    /** A name that may be shown: that of something deleted, or of a node that is given out. */
    @Nullable
    String shown(@Nullable String name) {
        return name == null || !isElement(name) || node(name) != null ? name : null;
    }

    /** What follows the word in the name of something deleted, 64 hex digits or {@code #n}; null for any other name. */
    public static @Nullable String deleted(@Nullable String name) {
        return name != null && name.startsWith(ElementNames.DELETED)
                ? name.substring(ElementNames.DELETED.length())
                : null;
    }

    private static boolean isElement(String name) {
        return !name.startsWith(ElementNames.DELETED) && !name.startsWith(ElementNames.GHOST);
    }
}
