package org.graphunlearning.partitioning.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.partitioning.repair.GhostNodes;
import org.graphunlearning.partitioning.repair.Repair;

/**
 * What one shard is trained on: its own nodes, the edges among them, and ghosts. Nothing of other shards but the number of
 * ghosts is in it.
 *
 * @param own the shard's nodes and the edges among them
 * @param ghosts of each of its rows
 * @param repair what a ghost is
 * @param seed of the ghosts' draws
 */
record ShardGraph(Graph own, int[] ghosts, Repair repair, long seed) {
    private static final long SLICE = 0x534C494345L;

    static ShardGraph of(Graph graph, ShardMap map, int[] rows, Repair repair, long seed) {
        var ghosts = Arrays.stream(rows).map(row -> map.ghosts()[row]).toArray();
        boolean everything = rows.length == graph.nodeCount();
        return new ShardGraph(everything ? graph : graph.induced(rows), ghosts, repair, seed);
    }

    /** The graph with its ghosts. */
    Graph whole() {
        return repair.apply(own, ghosts, seed);
    }

    /** Slice of a node among {@code slices}: a hash of its key, so that no other node has a say in it. */
    static int slice(long key, int slices) {
        return (int) Long.remainderUnsigned(KeyHash.mix(key, SLICE), slices);
    }

    /** Nodes of the slices {@code 0..last} with their ghosts, and the edges among them. */
    ShardGraph upTo(int last, int slices) {
        if (last == slices - 1) {
            return this;
        }
        var rows = new int[own.nodeCount()];
        int length = 0;
        for (int row = 0; row < rows.length; row++) {
            if (slice(own.key(row), slices) <= last) {
                rows[length++] = row;
            }
        }
        int[] taken = Arrays.copyOf(rows, length);
        var left = Arrays.stream(taken).map(row -> ghosts[row]).toArray();
        return new ShardGraph(own.induced(taken), left, repair, seed);
    }

    /** The shard without its part of what is to be forgotten. */
    ShardGraph without(ShardPlan.Part part) {
        if (part.isEmpty()) {
            return this;
        }
        var left = own.without(part.own());
        var fewer = new int[left.nodeCount()];
        for (int row = 0; row < fewer.length; row++) {
            fewer[row] = ghosts[own.row(left.key(row))];
        }
        for (var drop : part.ghosts()) {
            fewer[left.row(drop.owner())] -= drop.count();
        }
        return new ShardGraph(left, fewer, repair, seed);
    }

    /** What {@link #without} takes from {@link #whole}: with a node go its ghosts, and of other ghosts the last ones. */
    ForgetSet forgottenOf(ShardPlan.Part part) {
        if (repair == Repair.NONE) {
            return part.own();
        }
        var gone = new ArrayList<Long>();
        for (long node : part.own().nodes()) {
            addLast(gone, node, ghosts[own.row(node)]);
        }
        for (var drop : part.ghosts()) {
            addLast(gone, drop.owner(), drop.count());
        }
        return part.own()
                .and(ForgetSet.ofNodes(gone.stream().mapToLong(Long::longValue).toArray()));
    }

    private void addLast(List<Long> keys, long owner, int count) {
        int all = ghosts[own.row(owner)];
        for (int number = all - count; number < all; number++) {
            keys.add(GhostNodes.key(owner, number));
        }
    }

    /** The first stage of training that sees anything of a part; an edge is seen by the stage of its later end. */
    int firstStage(ShardPlan.Part part, int slices) {
        int first = slices - 1;
        for (long node : part.own().nodes()) {
            first = Math.min(first, slice(node, slices));
        }
        for (long node : part.own().labels()) {
            first = Math.min(first, slice(node, slices));
        }
        for (var edge : part.own().edges()) {
            first = Math.min(first, Math.max(slice(edge.source(), slices), slice(edge.target(), slices)));
        }
        for (var cells : part.own().features()) {
            first = Math.min(first, slice(cells.node(), slices));
        }
        for (var drop : part.ghosts()) {
            first = Math.min(first, slice(drop.owner(), slices));
        }
        return first;
    }
}
