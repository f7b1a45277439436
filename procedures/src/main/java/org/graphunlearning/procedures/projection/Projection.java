package org.graphunlearning.procedures.projection;

import org.graphunlearning.gnn.graph.Graph;

/**
 * A graph as read from the database. The arrays are parallel to the rows of the graph and must not be written to.
 *
 * @param graph what training sees
 * @param nodeIds internal id of each row; valid inside the transaction that read it only
 * @param marks each row's {@link Marks} value, {@link Marks#ABSENT} throughout when no model was named
 * @param layout the columns of the feature vector
 * @param counts what was met on the way
 */
public record Projection(Graph graph, long[] nodeIds, int[] marks, FeatureLayout layout, Counts counts) {
    /**
     * Things a caller may want to know of.
     *
     * @param nodesWithoutFeatures nodes that lack a feature property; they count as zeros there
     * @param selfLoops relationships dropped because they start and end at one node
     * @param parallelRelationships relationships merged into another between the same nodes
     */
    public record Counts(long nodesWithoutFeatures, long selfLoops, long parallelRelationships) {}
}
