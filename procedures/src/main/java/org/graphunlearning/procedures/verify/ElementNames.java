package org.graphunlearning.procedures.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Projection;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Transaction;

/**
 * Names for the parts of explanations that may be stored: remaining nodes by their elementId, what is deleted by its commitment, and
 * anything else that goes along by a number. Keys and values of properties never occur.
 */
public final class ElementNames {
    /** Begins the name of something deleted. */
    static final String DELETED = "deleted ";

    /** Begins the name of what stands for a node of another shard. */
    static final String GHOST = "ghost ";

    private final Transaction tx;
    private final Projection projection;
    private final Set<Long> nodes = new HashSet<>();
    private final Set<ForgetSet.Edge> edges = new HashSet<>();
    private final Map<Long, int[]> cells = new HashMap<>();
    private final Commitments commitments;
    private final Map<String, String> numbers = new HashMap<>();
    private final boolean directed;

    /**
     * Commitments to what a request names, 64 hex digits each.
     *
     * @param nodes by key
     * @param edges by keys of their ends, the smaller first where the graph is undirected
     */
    public record Commitments(Map<Long, String> nodes, Map<ForgetSet.Edge, String> edges) {}

    /**
     * Names for one request.
     *
     * @param projection of the graph before
     * @param forget what goes
     */
    public ElementNames(Transaction tx, Projection projection, ForgetSet forget, Commitments commitments) {
        this.tx = tx;
        this.projection = projection;
        this.commitments = commitments;
        this.directed = projection.graph().adjacency().directed();
        for (long key : forget.nodes()) {
            nodes.add(key);
        }
        forget.edges().forEach(edge -> edges.add(canonical(edge.source(), edge.target())));
        forget.features().forEach(one -> cells.put(one.node(), one.columns()));
    }

    private ForgetSet.Edge canonical(long source, long target) {
        boolean swap = !directed && source > target;
        return swap ? new ForgetSet.Edge(target, source) : new ForgetSet.Edge(source, target);
    }

    /** A node. */
    String node(long key) {
        if (nodes.contains(key)) {
            var commitment = commitments.nodes().get(key);
            return commitment == null ? number("node " + key) : DELETED + commitment;
        }
        int row = projection.graph().row(key);
        return row < 0
                ? GHOST + number("ghost " + key).substring(DELETED.length())
                : InternalIds.node(tx, projection.nodeIds()[row]).getElementId();
    }

    /** A deleted edge, or one that went with a node; null for one that remains, which the names of its ends tell. */
    @Nullable
    String deletedEdge(long source, long target) {
        var edge = canonical(source, target);
        boolean named = edges.contains(edge);
        if (!named && !nodes.contains(source) && !nodes.contains(target)) {
            return null;
        }
        var commitment = named ? commitments.edges().get(edge) : null;
        return commitment == null ? number("edge " + edge.source() + " " + edge.target()) : DELETED + commitment;
    }

    /** Whether a node is deleted. */
    boolean isDeleted(long node) {
        return nodes.contains(node);
    }

    /**
     * A feature value that is deleted, goes with its node, or belongs to a ghost, which may copy a deleted node: its column would say
     * what the node was like. Null for one that remains.
     */
    @Nullable
    String hiddenCell(long node, int column) {
        boolean ghost = !isDeleted(node) && projection.graph().row(node) < 0;
        if (!ghost && !isDeleted(node) && !isDeletedCell(node, column)) {
            return null;
        }
        var number = number("cell " + node + " " + column);
        return ghost ? GHOST + number.substring(DELETED.length()) : number;
    }

    private boolean isDeletedCell(long node, int column) {
        var columns = cells.get(node);
        return columns != null && (columns.length == 0 || IntStream.of(columns).anyMatch(one -> one == column));
    }

    /** The same thing has the same number throughout the request. */
    private String number(String thing) {
        return numbers.computeIfAbsent(thing, unknown -> DELETED + "#" + (numbers.size() + 1));
    }
}
