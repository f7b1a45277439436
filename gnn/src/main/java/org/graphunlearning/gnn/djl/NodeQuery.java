package org.graphunlearning.gnn.djl;

import org.graphunlearning.gnn.graph.Graph;

/**
 * Which nodes of a graph to classify.
 *
 * @param graph the graph; labels and roles are not read
 * @param keys keys of the nodes asked for, in the order of the answers
 */
public record NodeQuery(Graph graph, long[] keys) {
    /** Checks that each key is a node's. */
    public NodeQuery {
        for (long key : keys) {
            graph.requireRow(key);
        }
    }

    /** Asks for every node, in the order of keys. */
    public static NodeQuery all(Graph graph) {
        return new NodeQuery(graph, graph.keys());
    }
}
