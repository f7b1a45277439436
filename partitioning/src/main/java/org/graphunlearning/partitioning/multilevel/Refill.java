package org.graphunlearning.partitioning.multilevel;

/**
 * Puts right on the finest graph what the search cannot: shards with too few nodes, and shards with too few labelled
 * training nodes. What it takes it takes where that cuts least. One sweep over the edges per shard in want. A shard may
 * hold too much afterwards: {@link Relief} comes next.
 */
final class Refill {
    private final Assignment state;
    private final VertexHeap heap;
    private final Runnable check;

    Refill(Assignment state, VertexHeap heap, Runnable check) {
        this.state = state;
        this.heap = heap;
        this.check = check;
    }

    void run() {
        for (int s = 0; s < state.size.length; s++) {
            if (lacks(s, false)) {
                fill(s, false);
            }
        }
        for (int s = 0; s < state.size.length; s++) {
            if (lacks(s, true)) {
                fill(s, true);
            }
        }
    }

    private boolean lacks(int s, boolean training) {
        return training
                ? state.training[s] < state.limits.leastTraining()[s]
                : state.size[s] < state.limits.least()[s];
    }

    private void fill(int poor, boolean training) {
        check.run();
        for (int v = 0; v < state.shard.length; v++) {
            if (gives(v, poor, training)) {
                heap.put(v, gain(v, poor), -v);
            }
        }
        while (lacks(poor, training) && !heap.isEmpty()) {
            int v = heap.pop();
            if (gives(v, poor, training)) {
                int gain = gain(v, poor);
                if (!heap.isEmpty() && gain < heap.topGain()) {
                    heap.put(v, gain, -v);
                } else {
                    state.move(v, poor);
                }
            }
        }
        heap.clear();
    }

    /** Whether the shard of a vertex can do without it. Some shard always can while another lacks: shares add up. */
    private boolean gives(int v, int poor, boolean training) {
        int own = state.shard[v];
        boolean spares = training
                ? state.graph.training()[v] > 0
                        && state.training[own] > state.limits.leastTraining()[own]
                : state.size[own] > state.limits.least()[own];
        return own != poor && spares;
    }

    private int gain(int v, int to) {
        state.look(v);
        return state.link(to) - state.link(state.shard[v]);
    }
}
