package org.graphunlearning.partitioning.multilevel;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Cuts a small graph into shards by cutting it in two, and each part in two again. A half grows from a drawn vertex,
 * always by the vertex that adds least to the cut (Karypis and Kumar, A fast and high quality multilevel scheme, 1998),
 * and is then refined; several vertices are tried.
 */
final class Bisection {
    private static final int TRIES = 6;

    private final Assignment state;
    private final Limits halves;
    private final Limits wanted;
    private final VertexHeap heap;
    private final Refinement refinement;
    private final Relief relief;

    private Bisection(WeightedGraph graph, Limits wanted, VertexHeap heap, Runnable check) {
        int k = wanted.most().length;
        this.wanted = wanted;
        this.halves = new Limits(new int[k], new int[k], new int[k], new int[k]);
        this.state = new Assignment(graph, halves, new int[graph.vertices()]);
        this.heap = heap;
        refinement = new Refinement(state, heap, check);
        relief = new Relief(state, heap, check);
    }

    /** The shard of each vertex; limits are kept where the sizes of vertices allow it. */
    static int[] cut(WeightedGraph graph, Limits limits, Runnable check, long purpose) {
        var bisection = new Bisection(graph, limits, new VertexHeap(graph.vertices()), check);
        bisection.split(new Region(graph.shuffled(purpose), 0, limits.most().length, purpose));
        return bisection.state.shard;
    }

    private void split(Region region) {
        int count = region.to() - region.from();
        if (count == 1) {
            return;
        }
        int middle = region.from() + count / 2;
        int goal = limit(region, middle);
        var pair = new int[region.vertices().length];
        long bestExcess = Long.MAX_VALUE;
        long bestCut = Long.MAX_VALUE;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            var draw =
                    new Region(region.vertices(), region.from(), region.to(), KeyHash.mix(region.purpose(), attempt));
            grow(draw, middle, goal);
            relief.run(draw);
            refinement.run(draw);
            long excess = (long) state.excess(region.from()) + state.excess(middle);
            long cut = cut(region);
            if (excess < bestExcess || (excess == bestExcess && cut < bestCut)) {
                bestExcess = excess;
                bestCut = cut;
                Arrays.setAll(pair, i -> state.shard[region.vertices()[i]]);
            }
        }
        for (int i = 0; i < pair.length; i++) {
            state.move(region.vertices()[i], pair[i]);
        }
        split(part(region, region.from(), middle));
        split(part(region, middle, region.to()));
    }

    /** Sets what each half may hold, leaving the cuts below it a share of the slack; returns how much the second wants. */
    private int limit(Region region, int middle) {
        int count = region.to() - region.from();
        long nodes = 0;
        long training = 0;
        for (int v : region.vertices()) {
            nodes += state.graph.size()[v];
            training += state.graph.training()[v];
        }
        int levels = 32 - Integer.numberOfLeadingZeros(count - 1);
        limitHalf(region.from(), middle - region.from(), new double[] {nodes, training, count, levels});
        limitHalf(middle, region.to() - middle, new double[] {nodes, training, count, levels});
        return (int) (nodes * (region.to() - middle) / count);
    }

    private void limitHalf(int half, int shards, double[] whole) {
        double even = whole[0] / whole[2];
        double evenTraining = whole[1] / whole[2];
        double slack = Math.max(0, wanted.most()[half] - even) / whole[3];
        double slackTraining = Math.max(0, wanted.mostTraining()[half] - evenTraining) / whole[3];
        halves.most()[half] = (int) Math.min((double) shards * wanted.most()[half], Math.ceil(shards * (even + slack)));
        halves.least()[half] = Math.min(shards * wanted.least()[half], (int) (shards * even));
        halves.mostTraining()[half] = (int) Math.ceil(shards * (evenTraining + slackTraining));
        halves.leastTraining()[half] = shards * wanted.leastTraining()[half];
    }

    private void grow(Region region, int half, int goal) {
        for (int v : region.vertices()) {
            state.move(v, region.from());
        }
        var order = region.vertices();
        int next = (int) Long.remainderUnsigned(region.purpose(), order.length);
        for (int tried = 0; state.size[half] < goal && tried < order.length; ) {
            if (heap.isEmpty()) {
                int v = order[next];
                next = next + 1 == order.length ? 0 : next + 1;
                tried++;
                if (state.shard[v] == region.from()) {
                    heap.put(v, 0, 0);
                }
            } else {
                int v = heap.pop();
                if (state.fits(v, half)) {
                    state.move(v, half);
                    reach(v, region, half);
                }
            }
        }
        heap.clear();
    }

    private void reach(int v, Region region, int half) {
        var graph = state.graph;
        for (int e = graph.ptr()[v]; e < graph.ptr()[v + 1]; e++) {
            int u = graph.idx()[e];
            if (state.shard[u] == region.from()) {
                int tie = (int) KeyHash.mix(region.purpose(), graph.keys()[u]);
                if (heap.contains(u)) {
                    heap.put(u, heap.gain(u) + 2 * graph.weight()[e], tie);
                } else {
                    state.look(u);
                    heap.put(u, state.link(half) - state.link(region.from()), tie);
                }
            }
        }
    }

    private long cut(Region region) {
        long cut = 0;
        for (int v : region.vertices()) {
            state.look(v);
            for (int i = 0; i < state.nearCount(); i++) {
                int s = state.near(i);
                cut += region.holds(s) && s != state.shard[v] ? state.link(s) : 0;
            }
        }
        return cut / 2;
    }

    private Region part(Region region, int from, int to) {
        var vertices = Arrays.stream(region.vertices())
                .filter(v -> state.shard[v] == from)
                .toArray();
        return new Region(vertices, from, to, KeyHash.mix(region.purpose(), from));
    }
}
