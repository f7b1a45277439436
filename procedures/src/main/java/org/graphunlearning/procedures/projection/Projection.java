package org.graphunlearning.procedures.projection;

import java.util.BitSet;
import java.util.List;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.partitioning.aggregate.Homes;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.neo4j.graphdb.Node;

/**
 * A graph as read from the database. The arrays are parallel to the rows of the graph and must not be written to.
 *
 * @param graph what training sees
 * @param nodeIds internal id of each row; valid inside the transaction that read it only
 * @param marks each row's {@link Marks} value, {@link Marks#ABSENT} throughout when no model was named
 * @param layout the columns of the feature vector
 * @param counts what was met on the way
 */
public record Projection(Graph graph, long[] nodeIds, long[] marks, FeatureLayout layout, Counts counts) {
    /**
     * Where the rows live, by the marks a model left. A row without a mark lives nowhere, except in a model of one shard, which
     * learns from everything.
     *
     * @param shards number of shards of the model
     */
    public ShardMap shardMap(int shards) {
        return shards == 1 ? ShardMap.single(marks.length) : markedMap(shards);
    }

    /** The same by the marks alone: what a model has learned from, whatever it would learn from next time. */
    public ShardMap markedMap(int shards) {
        int n = marks.length;
        var shardOfRow = new int[n];
        var ghosts = new int[n];
        for (int row = 0; row < n; row++) {
            boolean known = Marks.isTrained(marks[row]) && Marks.shard(marks[row]) < shards;
            shardOfRow[row] = known ? Marks.shard(marks[row]) : ShardMap.NONE;
            ghosts[row] = known ? Marks.ghosts(marks[row]) : 0;
        }
        return new ShardMap(shards, shardOfRow, ghosts);
    }

    /**
     * Rows of some nodes, in their order; linear in the rows.
     *
     * @throws IllegalArgumentException when one of them was not read
     */
    public int[] rows(List<Node> nodes) {
        var rowOf = new IdRows(nodeIds);
        return nodes.stream()
                .mapToInt(node -> {
                    int row = rowOf.row(InternalIds.of(node));
                    if (row < 0) {
                        throw new IllegalArgumentException(
                                "Node " + node.getElementId() + " is not in the model's projection; check its labels.");
                    }
                    return row;
                })
                .toArray();
    }

    /** The same graph with other marks. */
    public Projection withMarks(long[] others) {
        return new Projection(graph, nodeIds, others, layout, counts);
    }

    /** The same for answering, with the training roles the marks remember. */
    public Homes homes(int shards) {
        var trains = new BitSet();
        for (int row = 0; row < marks.length; row++) {
            trains.set(row, Marks.isTrained(marks[row]) && Marks.role(marks[row]) == Role.TRAIN);
        }
        return new Homes(shards, shardMap(shards).shardOfRow(), trains);
    }

    /**
     * Things a caller may want to know of.
     *
     * @param nodesWithoutFeatures nodes that lack a feature property; they count as zeros there
     * @param selfLoops relationships dropped because they start and end at one node
     * @param parallelRelationships relationships merged into another between the same nodes
     */
    public record Counts(long nodesWithoutFeatures, long selfLoops, long parallelRelationships) {}
}
