package org.graphunlearning.partitioning.partition;

import java.util.Arrays;
import java.util.Random;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.NodeSplit;

/** Graphs to cut, whose keys are far from their rows, and measures of cuts. */
public final class Cuts {
    private Cuts() {}

    public static Partition cut(Partitioner partitioner, Graph graph, int shards, long seed) {
        try (var compute = Compute.withThreads(1)) {
            return partitioner.partition(graph, new Partitioner.Cut(shards, seed), compute);
        }
    }

    /** The graph with its published split. */
    public static Graph graph(GraphData data) {
        var roles = new Role[data.nodeCount()];
        Arrays.setAll(roles, i -> data.split()[i] == NodeSplit.TRAIN ? Role.TRAIN : Role.TEST);
        return graph(data, data.labels(), roles);
    }

    /** Other labels, -1 for none, and other roles. */
    public static Graph graph(GraphData data, long[] labels, Role[] roles) {
        return graph(
                Adjacency.of(data.nodeCount(), data.sources(), data.targets(), data.edgeCount(), data.directed()),
                labels,
                roles);
    }

    /** One class, every node trained on. */
    public static Graph taught(Adjacency adjacency) {
        var roles = new Role[adjacency.nodeCount()];
        Arrays.fill(roles, Role.TRAIN);
        return graph(adjacency, new long[adjacency.nodeCount()], roles);
    }

    public static Graph graph(Adjacency adjacency, long[] labels, Role[] roles) {
        int n = adjacency.nodeCount();
        var keys = new long[n];
        var raw = new Object[n];
        var ordinals = new byte[n];
        for (int i = 0; i < n; i++) {
            keys[i] = 1337 + 3L * i;
            raw[i] = labels[i] < 0 ? null : (Object) labels[i];
            ordinals[i] = (byte) roles[i].ordinal();
        }
        var features = new SparseFeatures(1, new int[n + 1], new int[0], new float[0]);
        return Graph.of(keys, adjacency, features, Labels.of(raw), new Split(ordinals));
    }

    /** Random edges, a share of the nodes isolated; the first few nodes train, in two classes. */
    public static Graph random(int nodes, int edges, int training, boolean directed, long seed) {
        var random = new Random(seed);
        var from = random.ints(edges, 0, nodes).toArray();
        var to = random.ints(edges, 0, Math.max(1, nodes * 3 / 4)).toArray();
        var labels = new long[nodes];
        var roles = new Role[nodes];
        for (int i = 0; i < nodes; i++) {
            labels[i] = i % 2;
            roles[i] = i < training ? Role.TRAIN : Role.TEST;
        }
        return graph(Adjacency.of(nodes, from, to, edges, directed), labels, roles);
    }

    /** Share of the nodes whose shard is that of most of their block, when no two blocks share a shard; else less. */
    public static double recovered(Partition partition, long[] blocks) {
        int k = partition.shardCount();
        int blockCount = (int) Arrays.stream(blocks).max().orElse(0) + 1;
        var count = new int[blockCount][k];
        for (int i = 0; i < blocks.length; i++) {
            count[(int) blocks[i]][partition.shardOfRow()[i]]++;
        }
        var taken = new boolean[k];
        int right = 0;
        for (int step = 0; step < Math.min(k, blockCount); step++) {
            int block = -1;
            int shard = -1;
            for (int b = 0; b < blockCount; b++) {
                for (int s = 0; s < k; s++) {
                    if (count[b][s] >= 0 && !taken[s] && (block < 0 || count[b][s] > count[block][shard])) {
                        block = b;
                        shard = s;
                    }
                }
            }
            right += count[block][shard];
            taken[shard] = true;
            Arrays.fill(count[block], -1);
        }
        return right / (double) blocks.length;
    }

    /** Labelled training nodes of each shard. */
    public static int[] training(Partition partition, Graph graph) {
        var out = new int[partition.shardCount()];
        for (int row : graph.trainingRows()) {
            out[partition.shardOfRow()[row]]++;
        }
        return out;
    }
}
