package org.graphunlearning.partitioning.partition;

import org.graphunlearning.gnn.graph.Adjacency;

/**
 * A cut of the rows of a graph into shards. The array is shared, never copied: nobody may write to it.
 *
 * @param shardCount number of shards, at least 1; a shard may be empty
 * @param shardOfRow the shard of each row, in {@code [0, shardCount)}
 */
public record Partition(int shardCount, int[] shardOfRow) {
    /** Checks that every row lies in a shard that exists. */
    public Partition {
        if (shardCount < 1) {
            throw new IllegalArgumentException("A partition needs at least one shard, not " + shardCount + ".");
        }
        for (int row = 0; row < shardOfRow.length; row++) {
            if (shardOfRow[row] < 0 || shardOfRow[row] >= shardCount) {
                throw new IllegalArgumentException("Row " + row + " lies in shard " + shardOfRow[row]
                        + "; shards run from 0 to " + (shardCount - 1) + ".");
            }
        }
    }

    /** Every row in one shard: what training without shards amounts to. */
    public static Partition single(int rows) {
        return new Partition(1, new int[rows]);
    }

    /** Rows per shard. */
    public int[] sizes() {
        var sizes = new int[shardCount];
        for (int shard : shardOfRow) {
            sizes[shard]++;
        }
        return sizes;
    }

    /**
     * Share of the edges whose two ends lie in one shard, in {@code [0, 1]}; a graph without edges keeps all of them.
     *
     * @throws IllegalArgumentException when the adjacency has another number of rows
     */
    public double keptEdges(Adjacency adjacency) {
        if (adjacency.nodeCount() != shardOfRow.length) {
            throw new IllegalArgumentException("A partition of " + shardOfRow.length + " rows cannot cut a graph of "
                    + adjacency.nodeCount() + ".");
        }
        long kept = 0;
        for (int row = 0; row < shardOfRow.length; row++) {
            for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
                kept += shardOfRow[row] == shardOfRow[adjacency.idx()[k]] ? 1 : 0;
            }
        }
        return adjacency.idx().length == 0 ? 1 : kept / (double) adjacency.idx().length;
    }

    /** Size of the largest shard over the mean size: 1 is even, {@code shardCount} the worst; 1 when there are no rows. */
    public double balance() {
        int largest = 0;
        for (int size : sizes()) {
            largest = Math.max(largest, size);
        }
        return shardOfRow.length == 0 ? 1 : largest * (double) shardCount / shardOfRow.length;
    }
}
