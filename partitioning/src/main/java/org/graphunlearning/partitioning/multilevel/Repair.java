package org.graphunlearning.partitioning.multilevel;

/**
 * Puts right on the finest graph what the search cannot: shards with too few nodes, and shards without a labelled
 * training node. What it takes it takes where that cuts least. One sweep over the edges per shard in want.
 */
final class Repair {
    private final Assignment state;
    private final VertexHeap heap;
    private final Runnable check;

    Repair(Assignment state, VertexHeap heap, Runnable check) {
        this.state = state;
        this.heap = heap;
        this.check = check;
    }

    void run() {
        for (int s = 0; s < state.size.length; s++) {
            if (state.size[s] < state.limits.least()[s]) {
                fill(s);
            }
        }
        for (int s = 0; s < state.size.length; s++) {
            if (state.training[s] < state.limits.leastTraining()[s]) {
                teach(s);
            }
        }
    }

    private void fill(int poor) {
        check.run();
        for (int v = 0; v < state.shard.length; v++) {
            if (gives(v, poor)) {
                heap.put(v, gain(v, poor), -v);
            }
        }
        while (state.size[poor] < state.limits.least()[poor] && !heap.isEmpty()) {
            int v = heap.pop();
            if (gives(v, poor)) {
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

    private boolean gives(int v, int poor) {
        int own = state.shard[v];
        return own != poor && state.size[own] > state.limits.least()[own];
    }

    private void teach(int poor) {
        check.run();
        int teacher = -1;
        int best = 0;
        for (int v = 0; v < state.shard.length; v++) {
            if (state.graph.training()[v] > 0 && state.training[state.shard[v]] >= 2) {
                int gain = gain(v, poor);
                if (teacher < 0 || gain > best) {
                    teacher = v;
                    best = gain;
                }
            }
        }
        if (teacher >= 0) {
            int from = state.shard[teacher];
            boolean keepsSizes = !state.hasRoom(teacher, poor) || !gives(teacher, poor);
            int exchange = keepsSizes ? leaver(poor, from) : -1;
            state.move(teacher, poor);
            if (exchange >= 0) {
                state.move(exchange, from);
            }
        }
    }

    /** The node of a shard without training nodes that another shard takes at the least cost. */
    private int leaver(int poor, int to) {
        int leaver = -1;
        int best = 0;
        for (int v = 0; v < state.shard.length; v++) {
            if (state.shard[v] == poor) {
                int gain = gain(v, to);
                if (leaver < 0 || gain > best) {
                    leaver = v;
                    best = gain;
                }
            }
        }
        return leaver;
    }

    private int gain(int v, int to) {
        state.look(v);
        return state.link(to) - state.link(state.shard[v]);
    }
}
