package org.graphunlearning.procedures.store;

import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.Projection;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/** Writes and removes the marks that say which nodes a model learned from and what it has forgotten. */
public final class MarkStore {
    private static final int CHECK_EVERY = 8192;

    private final CallScope scope;

    /** The marks as one call sees them. */
    public MarkStore(CallScope scope) {
        this.scope = scope;
    }

    /**
     * Marks every row that lives in a shard with its shard, role and ghosts where the present mark differs.
     *
     * @param map parallel to the projection
     */
    public void markTrained(Marks marks, Projection projection, ShardMap map) {
        var guard = scope.guard();
        Split split = projection.graph().split();
        for (int row = 0; row < map.shardOfRow().length; row++) {
            int shard = map.shardOfRow()[row];
            if (shard != ShardMap.NONE) {
                long mark = Marks.of(shard, split.role(row), map.ghosts()[row]);
                if (projection.marks()[row] != mark) {
                    node(projection.nodeIds()[row]).setProperty(marks.key(), mark);
                }
            }
            if (row % CHECK_EVERY == 0) {
                guard.check();
            }
        }
    }

    /** A node's mark, {@link Marks#ABSENT} when it has none. */
    public static long of(Entity entity, Marks marks) {
        return entity.getProperty(marks.key(), null) instanceof Number mark ? mark.longValue() : Marks.ABSENT;
    }

    /** Takes the role out of a node's mark, as a training on the graph without its label would have it. */
    public static void clearRole(Node node, Marks marks) {
        long mark = of(node, marks);
        node.setProperty(marks.key(), Marks.of(Marks.shard(mark), Role.NONE, Marks.ghosts(mark)));
    }

    /** Removes every mark of a model from the whole graph: a node may have lost its label since. */
    public void clear(Marks marks) {
        var guard = scope.guard();
        long seen = 0;
        try (var nodes = scope.transaction().getAllNodes().iterator()) {
            while (nodes.hasNext()) {
                Node node = nodes.next();
                node.removeProperty(marks.key());
                if (marks.onFeatures()) {
                    node.removeProperty(marks.columnsKey());
                }
                if (marks.onLabels()) {
                    node.removeProperty(marks.labelKey());
                }
                if (++seen % CHECK_EVERY == 0) {
                    guard.check();
                }
            }
        }
        if (marks.onRelationships()) {
            clearRelationships(marks);
        }
    }

    private void clearRelationships(Marks marks) {
        var guard = scope.guard();
        long seen = 0;
        try (var relationships = scope.transaction().getAllRelationships().iterator()) {
            while (relationships.hasNext()) {
                Relationship relationship = relationships.next();
                relationship.removeProperty(marks.key());
                if (++seen % CHECK_EVERY == 0) {
                    guard.check();
                }
            }
        }
    }

    private Node node(long id) {
        return InternalIds.node(scope.transaction(), id);
    }
}
