package org.graphunlearning.procedures.projection;

import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/**
 * The one place that uses internal ids. They are deprecated because they are reused after a deletion, which does not matter
 * inside one transaction; element ids would cost a string and a parse per node and per end of a relationship.
 */
@SuppressWarnings("removal")
public final class InternalIds {
    private InternalIds() {}

    /** Internal id of a node or relationship. */
    public static long of(Entity entity) {
        return entity.getId();
    }

    /** The node of an internal id read in the same transaction. */
    public static Node node(Transaction tx, long id) {
        return tx.getNodeById(id);
    }

    static long start(Relationship relationship) {
        return relationship.getStartNodeId();
    }

    static long end(Relationship relationship) {
        return relationship.getEndNodeId();
    }
}
