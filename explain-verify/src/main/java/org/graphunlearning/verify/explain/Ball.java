package org.graphunlearning.verify.explain;

import java.util.Arrays;

/**
 * Everything that flows into the output of one node. Nodes have positions by distance, and at equal distance by key, so that the
 * nodes of a round are a prefix and the target is first.
 *
 * @param rows row in the graph of each position
 * @param within how many positions lie at most so many hops away, from 0 to the number of rounds
 * @param byKey positions by ascending key
 * @param messages into the positions at most one hop less than the rounds away
 * @param sampled whether neighbours were left out
 */
record Ball(int[] rows, int[] within, int[] byKey, Messages messages, boolean sampled) {
    int size() {
        return rows.length;
    }

    int rounds() {
        return within.length - 1;
    }

    /** Every message as it is. */
    double[] wholeMask() {
        var out = new double[messages.edges()];
        Arrays.fill(out, 1);
        return out;
    }

    Ball with(Messages others) {
        return new Ball(rows, within, byKey, others, sampled);
    }
}
