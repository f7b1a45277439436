package org.graphunlearning.procedures.verify;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.procedures.entity.EntityResolver;
import org.graphunlearning.procedures.projection.IdRows;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Projection;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** What an attack looks for, from what a caller names to what a model knows, and back. */
final class AttackItems {
    private final Transaction transaction;
    private final Projection projection;
    private final IdRows rows;

    AttackItems(Transaction transaction, Projection projection) {
        this.transaction = transaction;
        this.projection = projection;
        this.rows = new IdRows(projection.nodeIds());
    }

    /**
     * As the attack wants them.
     *
     * @throws IllegalArgumentException when one is not what the model can see
     */
    ForgetSet of(AttackConfig config) {
        var entities = new EntityResolver(transaction);
        if (config.nodes() != null) {
            return ForgetSet.ofNodes(entities.nodes("nodes", config.nodes()).stream()
                    .mapToLong(node -> key(node))
                    .sorted()
                    .toArray());
        }
        var edges = new LinkedHashSet<ForgetSet.Edge>();
        for (var one : entities.relationships("relationships", Objects.requireNonNull(config.relationships()))) {
            edges.add(edge(one));
        }
        return new ForgetSet(new long[0], List.copyOf(edges), List.of(), new long[0]);
    }

    private long key(Node node) {
        int row = rows.row(InternalIds.of(node));
        if (row < 0) {
            throw new IllegalArgumentException(
                    "An item is not part of the model's projection; attack what the model can see.");
        }
        return projection.graph().key(row);
    }

    private ForgetSet.Edge edge(Relationship one) {
        long start = key(one.getStartNode());
        long end = key(one.getEndNode());
        var graph = projection.graph();
        boolean directed = graph.adjacency().directed();
        boolean there = graph.adjacency().contains(graph.row(start), graph.row(end));
        if (!there && !(directed && graph.adjacency().contains(graph.row(end), graph.row(start)))) {
            throw new IllegalArgumentException(
                    "A relationship is not part of the model's projection; attack what the model can see.");
        }
        boolean swap = directed ? !there : start > end;
        return swap ? new ForgetSet.Edge(end, start) : new ForgetSet.Edge(start, end);
    }

    /** The node of a key. */
    Node node(long key) {
        return InternalIds.node(
                transaction, projection.nodeIds()[projection.graph().requireRow(key)]);
    }
}
