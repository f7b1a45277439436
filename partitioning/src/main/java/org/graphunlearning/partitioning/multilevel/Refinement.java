package org.graphunlearning.partitioning.multilevel;

import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Moves vertices between shards to cut less: Fiduccia and Mattheyses, 1982, between any two shards. A pass moves each
 * vertex at most once, best gain first and losses too, and goes back to the best state on the way; among equal cuts the
 * more even one. Gains in the heap are upper bounds, made exact when their vertex comes up: raising a bound costs the
 * logarithm of the heap, where keeping gains exact would cost a hub's degree each time a neighbour moves.
 *
 * <p>Never lifts a shard over a limit. O(m log n) per pass as a rule.
 */
final class Refinement {
    private static final int PASSES = 8;
    /** Another pass is not worth its time after one that gained less than this share of the cut. */
    private static final double WORTHWHILE = 0.0005;

    private static final int CHECK_EVERY = 1024;

    private final Assignment state;
    private final VertexHeap heap;
    private final Runnable check;
    private final boolean[] moved;
    private final int[] log;
    private final int[] origin;
    private int moves;

    Refinement(Assignment state, VertexHeap heap, Runnable check) {
        this.state = state;
        this.heap = heap;
        this.check = check;
        int n = state.shard.length;
        moved = new boolean[n];
        log = new int[n];
        origin = new int[n];
    }

    /** Passes until one gains next to nothing. */
    void run(Region region) {
        for (int pass = 0; pass < PASSES; pass++) {
            if (!pass(region, KeyHash.mix(region.purpose(), pass))) {
                return;
            }
        }
    }

    private boolean pass(Region region, long purpose) {
        check.run();
        long whole = fill(region, purpose);
        moves = 0;
        int patience = 100 + region.vertices().length / 50;
        long cut = 0;
        long spread = 0;
        long bestCut = 0;
        long bestSpread = 0;
        int best = 0;
        int fruitless = 0;
        int pops = 0;
        while (!heap.isEmpty() && fruitless < patience) {
            if (++pops % CHECK_EVERY == 0) {
                check.run();
            }
            int v = heap.pop();
            int to = target(v, region);
            if (to >= 0) {
                int gain = state.link(to) - state.link(state.shard[v]);
                if (!heap.isEmpty() && gain < heap.topGain()) {
                    heap.put(v, gain, tie(v, purpose));
                } else {
                    spread += spread(v, to);
                    cut -= gain;
                    follow(v, to, region, purpose);
                    fruitless++;
                    if (cut < bestCut || (cut == bestCut && spread < bestSpread)) {
                        fruitless = cut < bestCut ? 0 : fruitless;
                        bestCut = cut;
                        bestSpread = spread;
                        best = moves;
                    }
                }
            }
        }
        heap.clear();
        undo(best);
        return -bestCut > WORTHWHILE * whole;
    }

    /** Puts every vertex that touches another shard into the heap; returns the weight of the cut. */
    private long fill(Region region, long purpose) {
        long twice = 0;
        for (int v : region.vertices()) {
            state.look(v);
            int own = state.link(state.shard[v]);
            int most = 0;
            for (int i = 0; i < state.nearCount(); i++) {
                int s = state.near(i);
                if (s != state.shard[v] && region.holds(s)) {
                    most = Math.max(most, state.link(s));
                    twice += state.link(s);
                }
            }
            if (most > 0) {
                heap.put(v, most - own, tie(v, purpose));
            }
        }
        return twice / 2;
    }

    /** The shard around a vertex that it gains most by moving to, the lighter of two; -1 when it can move to none. */
    private int target(int v, Region region) {
        if (!state.canLeave(v)) {
            return -1;
        }
        state.look(v);
        int best = -1;
        for (int i = 0; i < state.nearCount(); i++) {
            int s = state.near(i);
            if (s != state.shard[v] && region.holds(s) && state.fits(v, s)) {
                int more = best < 0 ? 1 : Integer.compare(state.link(s), state.link(best));
                if (more > 0 || (more == 0 && state.size[s] < state.size[best])) {
                    best = s;
                }
            }
        }
        return best;
    }

    private void follow(int v, int to, Region region, long purpose) {
        int from = state.shard[v];
        log[moves] = v;
        origin[moves++] = from;
        moved[v] = true;
        state.move(v, to);
        var graph = state.graph;
        for (int e = graph.ptr()[v]; e < graph.ptr()[v + 1]; e++) {
            int u = graph.idx()[e];
            int own = state.shard[u];
            if (!moved[u] && own != to && region.holds(own)) {
                int raise = own == from ? 2 * graph.weight()[e] : graph.weight()[e];
                if (heap.contains(u)) {
                    heap.put(u, heap.gain(u) + raise, tie(u, purpose));
                } else {
                    state.look(u);
                    heap.put(u, state.link(to) - state.link(own), tie(u, purpose));
                }
            }
        }
    }

    /** By how much the sum of squared shard sizes would grow. */
    private long spread(int v, int to) {
        long size = state.graph.size()[v];
        return 2 * size * (state.size[to] - state.size[state.shard[v]] + size);
    }

    private void undo(int keep) {
        for (int i = moves - 1; i >= 0; i--) {
            moved[log[i]] = false;
            if (i >= keep) {
                state.move(log[i], origin[i]);
            }
        }
    }

    private int tie(int v, long purpose) {
        return (int) KeyHash.mix(purpose, state.graph.keys()[v]);
    }
}
