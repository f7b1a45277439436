package org.graphunlearning.partitioning.shard;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;

/** Deals a forget set out to shards. */
final class ShardPlanner {
    private final Graph graph;
    private final ShardMap map;
    private final boolean repaired;
    private final boolean strict;
    private final TreeMap<Integer, Dealt> dealt = new TreeMap<>();
    private final Set<Long> cut = new HashSet<>();
    private final TreeMap<Integer, Integer> ghostsLost = new TreeMap<>();
    private final Set<Integer> gone = new HashSet<>();
    private final Set<Long> crossed = new HashSet<>();
    private int crossing;

    ShardPlanner(Graph graph, ShardMap map, boolean repaired, boolean strict) {
        this.graph = graph;
        this.map = map;
        this.repaired = repaired;
        this.strict = strict;
    }

    /** What one shard has to forget. */
    private static final class Dealt {
        private final List<Long> nodes = new ArrayList<>();
        private final List<ForgetSet.Edge> edges = new ArrayList<>();
        private final List<ForgetSet.Cells> cells = new ArrayList<>();
        private final List<Long> labels = new ArrayList<>();
        private final List<ShardPlan.GhostDrop> ghosts = new ArrayList<>();

        ShardPlan.Part part(int shard) {
            return new ShardPlan.Part(shard, new ForgetSet(keys(nodes), edges, cells, keys(labels)), ghosts);
        }

        private static long[] keys(List<Long> keys) {
            return keys.stream().mapToLong(Long::longValue).toArray();
        }
    }

    ShardPlan plan(ForgetSet forget, BitSet also) {
        also.stream().forEach(this::shard);
        for (long key : forget.nodes()) {
            gone.add(graph.requireRow(key));
        }
        for (long key : forget.nodes()) {
            if (isHome(graph.requireRow(key))) {
                shardOf(graph.requireRow(key)).nodes.add(key);
            }
        }
        forget.edges().forEach(this::edge);
        for (var cells : forget.features()) {
            if (isHome(graph.requireRow(cells.node()))) {
                shardOf(graph.requireRow(cells.node())).cells.add(cells);
            }
        }
        for (long key : forget.labels()) {
            if (isHome(graph.requireRow(key))) {
                shardOf(graph.requireRow(key)).labels.add(key);
            }
        }
        if (repaired) {
            ghostsOfNeighbours();
        }
        return finished();
    }

    private void edge(ForgetSet.Edge edge) {
        int source = graph.requireRow(edge.source());
        int target = graph.requireRow(edge.target());
        if (!graph.adjacency().contains(source, target)) {
            throw new IllegalArgumentException(
                    "No edge runs from key " + edge.source() + " to key " + edge.target() + ".");
        }
        if (map.crosses(source, target)) {
            crossing += crossed.add(pair(source, target)) ? 1 : 0;
            lose(source, target);
            if (!graph.adjacency().directed()) {
                lose(target, source);
            }
        } else if (isHome(source) && isHome(target)) {
            shardOf(source).edges.add(edge);
        }
    }

    /** One number per edge, whichever end an undirected one is named by first. */
    private long pair(int source, int target) {
        boolean swap = !graph.adjacency().directed() && source > target;
        return swap ? ((long) target << 32) | source : ((long) source << 32) | target;
    }

    /** Nodes that heard from a deleted node across a cut. */
    private void ghostsOfNeighbours() {
        Adjacency out = graph.adjacency().reversed();
        for (int row : new TreeSet<>(gone)) {
            for (int k = out.ptr()[row]; k < out.ptr()[row + 1]; k++) {
                if (map.crosses(row, out.idx()[k])) {
                    lose(row, out.idx()[k]);
                }
            }
        }
    }

    /** The ghost that stands for {@code source} at {@code target}; each directed pair counts once. */
    private void lose(int source, int target) {
        boolean counted = repaired && !gone.contains(target) && map.ghosts()[target] > 0;
        if (counted && cut.add(((long) target << 32) | source)) {
            ghostsLost.merge(target, 1, Integer::sum);
        }
    }

    private ShardPlan finished() {
        int stale = 0;
        var staleShards = new TreeSet<Integer>();
        for (var lost : ghostsLost.entrySet()) {
            int row = lost.getKey();
            int count = Math.min(lost.getValue(), map.ghosts()[row]); // fewer were counted if edges came later
            if (strict) {
                shardOf(row).ghosts.add(new ShardPlan.GhostDrop(graph.key(row), count));
            } else {
                stale += count;
                staleShards.add(map.shardOfRow()[row]);
            }
        }
        var parts = new ArrayList<ShardPlan.Part>();
        dealt.forEach((shard, what) -> parts.add(what.part(shard)));
        int[] sizes = map.sizes();
        long touched = parts.stream().mapToLong(part -> sizes[part.shard()]).sum();
        long all = 0;
        for (int size : sizes) {
            all += size;
        }
        return new ShardPlan(parts, crossing, stale, staleShards.size(), all == 0 ? 0 : touched / (double) all);
    }

    private boolean isHome(int row) {
        return map.shardOfRow()[row] != ShardMap.NONE;
    }

    private Dealt shardOf(int row) {
        return shard(map.shardOfRow()[row]);
    }

    private Dealt shard(int shard) {
        return dealt.computeIfAbsent(shard, any -> new Dealt());
    }
}
