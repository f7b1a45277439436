package org.graphunlearning.testgraphs;

import java.util.Locale;

/**
 * A graph as plain arrays: nodes are {@code 0..nodeCount-1}, everything else is indexed by node or by edge. Two graphs
 * are equal when all their arrays are.
 *
 * @param name what to call the graph, letters, digits, dot, dash and underscore
 * @param edges who is linked with whom
 * @param features one sparse row per node; {@link SparseRows#none} when there are none
 * @param marks labels and splits, one entry per node
 */
public record GraphData(String name, EdgeList edges, SparseRows features, NodeMarks marks) {
    /** Checks that edges, features and marks speak of the same nodes. */
    public GraphData {
        if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "A graph name has 1 to 100 letters, digits, dots, dashes or underscores; this one does not.");
        }
        int nodeCount = marks.labels().length;
        if (features.rows() != nodeCount) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "Features cover %d nodes, but labels cover %d.", features.rows(), nodeCount));
        }
        for (int edge = 0; edge < edges.size(); edge++) {
            if (edges.sources()[edge] >= nodeCount || edges.targets()[edge] >= nodeCount) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "Edge %d has an end outside the %d nodes.", edge, nodeCount));
            }
        }
    }

    /** Number of nodes. */
    public int nodeCount() {
        return marks.labels().length;
    }

    /** Number of edges; an undirected pair counts once. */
    public int edgeCount() {
        return edges.size();
    }

    /** Whether edges lead one way only. */
    public boolean directed() {
        return edges.directed();
    }

    /** First end of each edge. */
    public int[] sources() {
        return edges.sources();
    }

    /** Second end of each edge. */
    public int[] targets() {
        return edges.targets();
    }

    /** Edges that touch each node. */
    public int[] degrees() {
        return edges.degrees(nodeCount());
    }

    /** Number of feature columns, 0 without features. */
    public int featureCount() {
        return features.columns();
    }

    /** Where the features of each node begin, one entry more than nodes. */
    public int[] featurePtr() {
        return features.ptr();
    }

    /** Column of each feature value. */
    public int[] featureIdx() {
        return features.idx();
    }

    /** Feature values. */
    public float[] featureVal() {
        return features.val();
    }

    /** Class per node, -1 where unlabelled. */
    public long[] labels() {
        return marks.labels();
    }

    /** The published split, or the usual one of the generator. */
    public NodeSplit[] split() {
        return marks.split();
    }

    /** A random 80/10/10 split over labelled nodes. */
    public NodeSplit[] splitRandom() {
        return marks.splitRandom();
    }

    /** Number of different labels that occur. */
    public int classCount() {
        return marks.classCount();
    }
}
