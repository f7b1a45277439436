package org.graphunlearning.gnn.layer;

/**
 * Where a layer runs and on what.
 *
 * @param flow the message flow of the whole model
 * @param firstRound the layer's first round in it
 * @param input the rows it reads
 * @param dropout rate on the input, in {@code [0, 1)}
 * @param first whether the input are features, which need no gradient
 */
record Binding(MessageFlow flow, int firstRound, LayerInput input, double dropout, boolean first) {
    Hop hop(int round) {
        return flow.hop(firstRound + round);
    }

    Hop hop() {
        return hop(0);
    }

    /** Keys of the rows the layer reads. */
    long[] sourceKeys() {
        return flow.keys(firstRound);
    }
}
