package org.graphunlearning.partitioning.shard;

import java.util.BitSet;
import java.util.List;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.repair.Repair;

/**
 * What a deletion means for each shard; nothing has been computed yet.
 *
 * @param parts shards that hold something of it, ascending; all others keep their bytes
 * @param crossingEdges edges between two shards: no shard was trained with them
 * @param staleGhosts ghosts that go on standing for something deleted, because ghosts are not {@link Sharding#strict}
 * @param staleShards shards that hold those
 * @param workShare nodes in the shards of {@link #parts} over nodes in all shards, in {@code [0, 1]}: the expected share of a full
 *     retraining
 */
public record ShardPlan(List<Part> parts, int crossingEdges, int staleGhosts, int staleShards, double workShare) {
    /**
     * One shard's share.
     *
     * @param shard the shard
     * @param own nodes, inner edges, cells and labels of its own
     * @param ghosts ghosts to take away from nodes that stay, by ascending owner
     */
    public record Part(int shard, ForgetSet own, List<GhostDrop> ghosts) {
        /** Keeps the list unmodifiable. */
        public Part {
            ghosts = List.copyOf(ghosts);
        }

        /** Whether the shard's graph stays as it is. */
        public boolean isEmpty() {
            return own.isEmpty() && ghosts.isEmpty();
        }
    }

    /**
     * Ghosts one node loses.
     *
     * @param owner key of the node
     * @param count how many, at least 1
     */
    public record GhostDrop(long owner, int count) {}

    /** Keeps the list unmodifiable. */
    public ShardPlan {
        parts = List.copyOf(parts);
    }

    /**
     * Plans. Linear in the rows and the edges of what is deleted.
     *
     * @throws IllegalArgumentException when a key or an edge is not in the graph
     */
    public static ShardPlan of(Graph graph, ShardMap map, Sharding sharding, ForgetSet forget) {
        return of(graph, map, sharding, forget, new BitSet());
    }

    /**
     * The same with further shards to work on: those that learned something the graph no longer shows.
     *
     * @param also shards
     */
    public static ShardPlan of(Graph graph, ShardMap map, Sharding sharding, ForgetSet forget, BitSet also) {
        return new ShardPlanner(graph, map, sharding.repair() != Repair.NONE, sharding.strict()).plan(forget, also);
    }

    /** The shards touched. */
    public int[] touched() {
        return parts.stream().mapToInt(Part::shard).toArray();
    }

    /** Nodes per shard once the deletion is done. */
    public int[] sizesAfter(ShardMap map) {
        int[] sizes = map.sizes();
        for (var part : parts) {
            sizes[part.shard()] -= part.own().nodes().length;
        }
        return sizes;
    }

    /** The map of the same graph with the ghosts that go taken off. */
    public ShardMap lessGhosts(ShardMap map, Graph before) {
        var ghosts = map.ghosts().clone();
        for (var part : parts) {
            for (var drop : part.ghosts()) {
                ghosts[before.row(drop.owner())] -= drop.count();
            }
        }
        return new ShardMap(map.shards(), map.shardOfRow(), ghosts);
    }

    /** The map of what remains, with the ghosts that go taken off. */
    public ShardMap after(ShardMap map, Graph before, Graph after) {
        return lessGhosts(map, before).following(before, after);
    }
}
