package org.graphunlearning.partitioning.repair;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;

/**
 * Joins ghosts to a graph. A ghost's key is a hash of its owner's key and its number among the owner's ghosts, so that taking
 * the last ghost of one node away leaves every other ghost, and every draw, as it was.
 */
public final class GhostNodes {
    private static final long GHOST = 0x67686F7374L;

    private final Graph shard;
    private final int[] origin;
    private final int[] ghostRows;
    private final long[] keys;

    private GhostNodes(Graph shard, int[] ghosts) {
        this.shard = shard;
        int count = Arrays.stream(ghosts).sum();
        long[] ghostKeys = new long[count];
        int next = 0;
        for (int row = 0; row < ghosts.length; row++) {
            for (int g = 0; g < ghosts[row]; g++) {
                ghostKeys[next++] = key(shard.key(row), g);
            }
        }
        this.keys = new long[shard.nodeCount() + count];
        System.arraycopy(shard.keys(), 0, keys, 0, shard.nodeCount());
        System.arraycopy(ghostKeys, 0, keys, shard.nodeCount(), count);
        Arrays.sort(keys);
        this.origin = new int[keys.length];
        this.ghostRows = new int[count];
        for (int row = 0; row < ghosts.length; row++) {
            origin[row(shard.key(row))] = row;
        }
        next = 0;
        for (int row = 0; row < ghosts.length; row++) {
            for (int g = 0; g < ghosts[row]; g++) {
                ghostRows[next] = row(ghostKeys[next]);
                origin[ghostRows[next++]] = row;
            }
        }
    }

    /** Key of a ghost. Two nodes collide with probability 2^-64; then the graph refuses the repeated key. */
    public static long key(long owner, int number) {
        return KeyHash.mix(KeyHash.mix(owner, GHOST), number);
    }

    private int row(long key) {
        return Arrays.binarySearch(keys, key);
    }

    static Graph join(Graph shard, int[] ghosts, Repair repair, long seed) {
        if (ghosts.length != shard.nodeCount()) {
            throw new IllegalArgumentException(
                    "There are ghost counts for " + ghosts.length + " nodes of " + shard.nodeCount() + ".");
        }
        if (Arrays.stream(ghosts).allMatch(count -> count == 0)) {
            return shard;
        }
        var joined = new GhostNodes(shard, ghosts);
        return Graph.of(joined.keys, joined.edges(), joined.features(repair, seed), joined.labels(), joined.roles());
    }

    private Adjacency edges() {
        var adjacency = shard.adjacency();
        int n = shard.nodeCount();
        var rowOf = new int[n];
        for (int row = 0; row < n; row++) {
            rowOf[row] = row(shard.key(row));
        }
        var sources = new int[adjacency.idx().length + ghostRows.length];
        var targets = new int[sources.length];
        int length = 0;
        for (int row = 0; row < n; row++) {
            for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
                if (adjacency.directed() || adjacency.idx()[k] < row) {
                    sources[length] = rowOf[adjacency.idx()[k]];
                    targets[length++] = rowOf[row];
                }
            }
        }
        for (int ghost : ghostRows) {
            sources[length] = ghost;
            targets[length++] = rowOf[origin[ghost]];
        }
        return Adjacency.of(keys.length, sources, targets, length, adjacency.directed());
    }

    private Features features(Repair repair, long seed) {
        var copied = shard.features().select(origin);
        if (repair == Repair.ZERO) {
            return copied.withZeroed(ghostRows, new int[ghostRows.length][0]);
        }
        return repair == Repair.MIXUP ? scaled(copied, seed) : copied;
    }

    private Features scaled(Features features, long seed) {
        long purpose = KeyHash.mix(seed, GHOST);
        var factor = new float[keys.length];
        Arrays.fill(factor, 1f);
        for (int ghost : ghostRows) {
            factor[ghost] = (float) CounterRng.uniform(purpose, keys[ghost]);
        }
        if (features instanceof SparseFeatures sparse) {
            var val = sparse.val().clone();
            for (int row = 0; row < keys.length; row++) {
                for (int k = sparse.ptr()[row]; k < sparse.ptr()[row + 1]; k++) {
                    val[k] *= factor[row];
                }
            }
            return new SparseFeatures(sparse.columns(), sparse.ptr(), sparse.idx(), val);
        }
        var dense = (DenseFeatures) features;
        var values = dense.values().clone();
        for (int at = 0; at < values.length; at++) {
            values[at] *= factor[at / dense.columns()];
        }
        return new DenseFeatures(dense.columns(), values);
    }

    private Labels labels() {
        var ofRow = new int[keys.length];
        Arrays.setAll(ofRow, row -> shard.labels().ofRow()[origin[row]]);
        for (int ghost : ghostRows) {
            ofRow[ghost] = Graph.UNLABELLED;
        }
        return new Labels(shard.labels().vocabulary(), ofRow);
    }

    private Split roles() {
        var roles = new byte[keys.length];
        for (int row = 0; row < roles.length; row++) {
            roles[row] = shard.split().roles()[origin[row]];
        }
        for (int ghost : ghostRows) {
            roles[ghost] = 0;
        }
        return new Split(roles);
    }
}
