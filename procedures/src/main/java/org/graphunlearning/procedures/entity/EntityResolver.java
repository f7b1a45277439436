package org.graphunlearning.procedures.entity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** Turns Cypher values (an entity, an elementId, or a list of these) into entities of one transaction, each once. */
public final class EntityResolver {
    private final Transaction tx;

    /** Resolves in a transaction. */
    public EntityResolver(Transaction tx) {
        this.tx = tx;
    }

    /**
     * Nodes named by a value.
     *
     * @param argument name of the argument, for errors
     * @throws IllegalArgumentException when the value is null, empty, of another type, or names nothing in this database
     */
    public List<Node> nodes(String argument, @Nullable Object value) {
        return resolve(new Kind<>(argument, "node", Node.class, tx::getNodeByElementId), value);
    }

    /** Relationships named by a value; errors as for nodes. */
    public List<Relationship> relationships(String argument, @Nullable Object value) {
        return resolve(new Kind<>(argument, "relationship", Relationship.class, tx::getRelationshipByElementId), value);
    }

    /** One kind of entity and how its elementId is looked up. */
    private record Kind<E extends Entity>(
            String argument, String noun, Class<E> type, Function<String, E> byElementId) {}

    private <E extends Entity> List<E> resolve(Kind<E> kind, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "`" + kind.argument() + "` is null; a MATCH before may have found nothing.");
        }
        var out = new LinkedHashMap<String, E>();
        for (var entry : value instanceof List<?> list ? list : List.of(value)) {
            var elementId = elementId(kind, entry);
            out.computeIfAbsent(elementId, id -> find(kind, id));
        }
        if (out.isEmpty()) {
            throw new IllegalArgumentException("`" + kind.argument() + "` is an empty list; name at least one.");
        }
        return List.copyOf(out.values());
    }

    private static String elementId(Kind<?> kind, @Nullable Object entry) {
        if (entry instanceof String text) {
            return text;
        }
        if (kind.type().isInstance(entry)) {
            return kind.type().cast(entry).getElementId();
        }
        throw new IllegalArgumentException(
                "`" + kind.argument() + "` takes a " + kind.noun() + ", an elementId or a list of " + "these, not "
                        + (entry == null ? "null" : "a value of type " + typeName(entry)) + ".");
    }

    private static String typeName(Object entry) {
        if (entry instanceof Node) {
            return "Node";
        }
        if (entry instanceof Relationship) {
            return "Relationship";
        }
        return entry instanceof Map ? "Map" : entry.getClass().getSimpleName();
    }

    private static <E extends Entity> E find(Kind<E> kind, String elementId) {
        try {
            return kind.byElementId().apply(elementId);
        } catch (NotFoundException e) {
            throw new IllegalArgumentException(
                    "The " + kind.noun() + " " + elementId
                            + " does not exist (any more); it may have been deleted earlier in "
                            + "this transaction, so call unlearn before DELETE.",
                    e);
        } catch (IllegalArgumentException e) {
            // The text itself is not repeated: a caller may have passed a person's name by mistake.
            throw new IllegalArgumentException(
                    "`" + kind.argument() + "` holds a string that is not the elementId of a " + kind.noun()
                            + " of this database.",
                    e);
        }
    }
}
