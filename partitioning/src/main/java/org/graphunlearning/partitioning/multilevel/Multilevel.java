package org.graphunlearning.partitioning.multilevel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.partitioning.partition.Partition;
import org.graphunlearning.partitioning.partition.Partitioner;
import org.jspecify.annotations.Nullable;

/**
 * Cuts few edges: the cut recommended for everyday use. The scheme of Karypis and Kumar (Multilevel k-way partitioning
 * scheme for irregular graphs, 1998), coarsening by clusters (Meyerhenke, Sanders, Schulz, Partitioning complex networks
 * via size-constrained clustering, 2014): merge vertices until few are left, cut those, undo the merging step by step and
 * refine each time. Three times from scratch, and then three times the best is coarsened within its shards and refined
 * again; once each beyond a million edges.
 *
 * <p>No shard gets more than {@link Cut#capacity} nodes, nor, as far as that allows, more than a like share of the
 * labelled training nodes. Every shard gets at least half an even share of those, and one if there is one for each.
 * Edges of directed graphs count whichever way they lead. Draws depend on seed and node keys; O((n + m) log n) time as a
 * rule, linear memory; runs on the calling thread. Does not guarantee the fewest edges: finding those is NP-hard.
 *
 * <p>It looks at which nodes are training nodes and whether those have a label, never at what the label is.
 */
public final class Multilevel implements Partitioner {
    private static final int RUNS = 3;
    /** Neighbour entries of a graph that one run of each kind takes seconds for. */
    private static final int LARGE = 2_000_000;

    /** Vertices per shard, and at least, of the coarsest graph. */
    private static final int COARSEST_PER_SHARD = 20;

    private static final int COARSEST = 200;
    /** Coarsening has stalled when it leaves more than this share of the vertices. */
    private static final double STALLED = 0.95;

    @Override
    public String name() {
        return "multilevel";
    }

    @Override
    public Set<Reads> reads() {
        return EnumSet.of(Reads.EDGES, Reads.LABELS);
    }

    @Override
    public Partition partition(Graph graph, Cut cut, Compute compute) {
        cut.requireFits(graph.nodeCount());
        var finest = WeightedGraph.of(graph);
        int training = IntStream.of(finest.training()).sum();
        var search = new Search(finest, Limits.of(cut, finest.vertices(), training), training, compute::check);
        int runs = finest.idx().length > LARGE ? 1 : RUNS;
        int[] best = search.cycle(KeyHash.mix(cut.seed(), 0), null);
        for (int run = 1; run < runs; run++) {
            best = search.better(best, search.cycle(KeyHash.mix(cut.seed(), run), null));
        }
        for (int run = runs; run < 2 * runs; run++) {
            best = search.better(best, search.cycle(KeyHash.mix(cut.seed(), run), best));
        }
        return new Partition(cut.shards(), best);
    }

    /** One graph and its limits. */
    private record Search(WeightedGraph finest, Limits limits, int training, Runnable check) {
        /** Down and up again, from scratch or from a cut that is kept on the way down. */
        int[] cycle(long purpose, int @Nullable [] start) {
            var graphs = new ArrayList<WeightedGraph>();
            var maps = new ArrayList<int[]>();
            graphs.add(finest);
            var kept = start;
            for (var graph = finest; graph.vertices() > fewest(); ) {
                check.run();
                var step = Coarsening.step(graph, caps(), KeyHash.mix(purpose, graphs.size()), kept);
                if (step.graph().vertices() > STALLED * graph.vertices()) {
                    break;
                }
                kept = kept == null ? null : coarser(kept, step);
                graph = step.graph();
                graphs.add(graph);
                maps.add(step.coarse());
            }
            int level = graphs.size() - 1;
            int[] shard = kept == null ? Bisection.cut(graphs.get(level), limits, check, purpose) : kept.clone();
            refine(graphs.get(level), shard, KeyHash.mix(purpose, -level));
            while (--level >= 0) {
                shard = finer(shard, maps.get(level));
                refine(graphs.get(level), shard, KeyHash.mix(purpose, -level));
            }
            return shard;
        }

        private int fewest() {
            return Math.max(COARSEST, COARSEST_PER_SHARD * limits.most().length);
        }

        /** Half as much again as a vertex of the coarsest graph would hold were all alike. */
        private Coarsening.Caps caps() {
            int size = (int) (1.5 * finest.vertices() / fewest());
            int rows = (int) (1.5 * training / fewest());
            return new Coarsening.Caps(Math.max(2, size), Math.max(2, rows), fewest());
        }

        private void refine(WeightedGraph graph, int[] shard, long purpose) {
            var state = new Assignment(graph, limits, shard);
            var heap = new VertexHeap(graph.vertices());
            var region = new Region(IntStream.range(0, graph.vertices()).toArray(), 0, limits.most().length, purpose);
            var refinement = new Refinement(state, heap, check);
            var relief = new Relief(state, heap, check);
            relief.run(region);
            refinement.run(region);
            if (graph.vertices() == finest.vertices()) {
                new Refill(state, heap, check).run();
                relief.run(region);
                refinement.run(region);
            }
        }

        private int[] better(int[] one, int[] other) {
            return new Assignment(finest, limits, other).cutWeight() < new Assignment(finest, limits, one).cutWeight()
                    ? other
                    : one;
        }

        private static int[] coarser(int[] shard, Coarsening.Step step) {
            var out = new int[step.graph().vertices()];
            for (int v = 0; v < shard.length; v++) {
                out[step.coarse()[v]] = shard[v];
            }
            return out;
        }

        private static int[] finer(int[] shard, int[] coarse) {
            return Arrays.stream(coarse).map(c -> shard[c]).toArray();
        }
    }
}
