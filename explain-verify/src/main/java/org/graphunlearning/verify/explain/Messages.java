package org.graphunlearning.verify.explain;

import org.graphunlearning.gnn.layer.EdgeWeights;

/**
 * The messages inside a ball, receiver by receiver, senders by ascending key. What a node sends to itself is no message but a
 * weight of its own, because no edge carries it.
 *
 * @param ptr first message of each receiver, receivers + 1
 * @param source position of the sender
 * @param edge number of the edge a message travels on; both directions of an undirected edge share it
 * @param ends rows of an edge's ends, {@code source << 32 | target}, ascending; an undirected edge starts at its smaller row
 * @param weight of a message
 * @param selfWeight of what a receiver keeps of itself
 */
record Messages(int[] ptr, int[] source, int[] edge, long[] ends, double[] weight, double[] selfWeight) {
    static long pack(int sourceRow, int targetRow) {
        return ((long) sourceRow << 32) | targetRow;
    }

    /** Number of edges. */
    int edges() {
        return ends.length;
    }

    int receivers() {
        return ptr.length - 1;
    }

    int sourceRow(int edgeNumber) {
        return (int) (ends[edgeNumber] >>> 32);
    }

    int targetRow(int edgeNumber) {
        return (int) ends[edgeNumber];
    }

    /**
     * The same with the weights a network gives them. Where fewer messages are left than the receiver has in-neighbours, each stands
     * for its share of all.
     *
     * @param degrees in-neighbours of each position in the whole graph
     */
    Messages weighed(EdgeWeights weights, int[] degrees) {
        var to = new double[source.length];
        var self = new double[receivers()];
        for (int i = 0; i < receivers(); i++) {
            self[i] = weights.selfLoops() ? weights.weight(degrees[i], degrees[i]) : 0;
            double share = (double) degrees[i] / (ptr[i + 1] - ptr[i]);
            for (int k = ptr[i]; k < ptr[i + 1]; k++) {
                to[k] = share * weights.weight(degrees[i], degrees[source[k]]);
            }
        }
        return new Messages(ptr, source, edge, ends, to, self);
    }

    /** The same without the messages on some edges, weights as they were; edges keep their numbers. */
    Messages without(boolean[] gone) {
        var newPtr = new int[ptr.length];
        var newSource = new Ints();
        var newEdge = new Ints();
        for (int i = 0; i < receivers(); i++) {
            for (int k = ptr[i]; k < ptr[i + 1]; k++) {
                if (!gone[edge[k]]) {
                    newSource.add(source[k]);
                    newEdge.add(edge[k]);
                }
            }
            newPtr[i + 1] = newSource.size();
        }
        return new Messages(newPtr, newSource.toArray(), newEdge.toArray(), ends, weight, selfWeight);
    }
}
