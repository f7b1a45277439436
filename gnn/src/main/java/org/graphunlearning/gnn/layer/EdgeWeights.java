package org.graphunlearning.gnn.layer;

import org.graphunlearning.gnn.graph.Adjacency;

/** What a message along an edge weighs, and whether a node sends one to itself. Degrees are in-degrees of the whole graph. */
public enum EdgeWeights {
    /** GCN and SGC: {@code 1 / sqrt(d_i d_j)} with degrees counting the self loop. An isolated node keeps itself whole. */
    SYMMETRIC(true, true) {
        @Override
        public float weight(int targetDegree, int sourceDegree) {
            return (float) (1 / Math.sqrt((targetDegree + 1.0) * (sourceDegree + 1.0)));
        }
    },
    /** GIN and the attention of GAT: 1, self loop included. */
    ONE(true, true) {
        @Override
        public float weight(int targetDegree, int sourceDegree) {
            return 1f;
        }
    },
    /** GraphSAGE: {@code 1 / d_i}, no self loop. An isolated node receives nothing. */
    MEAN(false, false) {
        @Override
        public float weight(int targetDegree, int sourceDegree) {
            return (float) (1.0 / targetDegree);
        }
    },
    /** SIGN: a lazy random walk that starts at the target: {@code 1 / (d_i + 1)}, self loop included; rows sum to 1. */
    WALK(true, false) {
        @Override
        public float weight(int targetDegree, int sourceDegree) {
            return (float) (1.0 / (targetDegree + 1.0));
        }
    };

    private final boolean selfLoops;
    private final boolean symmetric;

    EdgeWeights(boolean selfLoops, boolean symmetric) {
        this.selfLoops = selfLoops;
        this.symmetric = symmetric;
    }

    /** Whether a message weighs the same in both directions of an undirected edge. */
    boolean symmetric() {
        return symmetric;
    }

    /** Whether a node sends a message to itself. */
    public boolean selfLoops() {
        return selfLoops;
    }

    /** The weight of a message between two nodes with so many in-neighbours, themselves not counted. */
    public abstract float weight(int targetDegree, int sourceDegree);

    final float weight(Adjacency graph, int target, int source) {
        return weight(graph.degree(target), graph.degree(source));
    }
}
