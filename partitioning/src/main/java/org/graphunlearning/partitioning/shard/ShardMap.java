package org.graphunlearning.partitioning.shard;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.partitioning.aggregate.Homes;
import org.graphunlearning.partitioning.partition.Partition;

/**
 * Which shard each row of a graph belongs to, and how many ghosts it has there. The arrays are shared, never copied: nobody
 * may write to them.
 *
 * @param shards number of shards
 * @param shardOfRow shard of each row, or {@link #NONE}
 * @param ghosts ghosts of each row: the cut edges it had when they were counted; 0 everywhere without a repair
 */
public record ShardMap(int shards, int[] shardOfRow, int[] ghosts) {
    /** Shard of a row that no shard was trained with, such as a node added since. */
    public static final int NONE = -1;

    /** Checks lengths and ranges. */
    public ShardMap {
        if (shardOfRow.length != ghosts.length) {
            throw new IllegalArgumentException(
                    "There are shards for " + shardOfRow.length + " rows and ghosts for " + ghosts.length + ".");
        }
        for (int row = 0; row < shardOfRow.length; row++) {
            if (shardOfRow[row] < NONE || shardOfRow[row] >= shards || ghosts[row] < 0) {
                throw new IllegalArgumentException("Row " + row + " lies in shard " + shardOfRow[row] + " with "
                        + ghosts[row] + " ghosts; there are " + shards + " shards.");
            }
        }
    }

    /** Every row in one shard. */
    public static ShardMap single(int rows) {
        return new ShardMap(1, new int[rows], new int[rows]);
    }

    /** A cut with no ghosts. */
    public static ShardMap of(Partition partition) {
        return new ShardMap(partition.shardCount(), partition.shardOfRow(), new int[partition.shardOfRow().length]);
    }

    /** The same shards with a ghost for each edge that arrives from another shard. */
    public ShardMap withGhosts(Adjacency adjacency) {
        var counts = new int[shardOfRow.length];
        for (int row = 0; row < counts.length; row++) {
            for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
                counts[row] += crosses(adjacency.idx()[k], row) ? 1 : 0;
            }
        }
        return new ShardMap(shards, shardOfRow, counts);
    }

    /** Whether an edge between two rows joins two shards. */
    boolean crosses(int a, int b) {
        return shardOfRow[a] != shardOfRow[b] && shardOfRow[a] != NONE && shardOfRow[b] != NONE;
    }

    /** The map of another graph whose nodes are some of this one's: what a deletion leaves. */
    public ShardMap following(Graph before, Graph after) {
        var shardOf = new int[after.nodeCount()];
        var ghostsOf = new int[after.nodeCount()];
        for (int row = 0; row < shardOf.length; row++) {
            int old = before.row(after.key(row));
            shardOf[row] = shardOfRow[old];
            ghostsOf[row] = ghosts[old];
        }
        return new ShardMap(shards, shardOf, ghostsOf);
    }

    /** The same map with the rows of all but some shards living nowhere. */
    public ShardMap only(BitSet wanted) {
        var shardOf = shardOfRow.clone();
        for (int row = 0; row < shardOf.length; row++) {
            if (shardOf[row] != NONE && !wanted.get(shardOf[row])) {
                shardOf[row] = NONE;
            }
        }
        return new ShardMap(shards, shardOf, ghosts);
    }

    /** Rows of each shard, ascending; one pass. */
    public int[][] rowsByShard() {
        var length = sizes();
        var rows = new int[shards][];
        Arrays.setAll(rows, shard -> new int[length[shard]]);
        Arrays.fill(length, 0);
        for (int row = 0; row < shardOfRow.length; row++) {
            if (shardOfRow[row] != NONE) {
                rows[shardOfRow[row]][length[shardOfRow[row]]++] = row;
            }
        }
        return rows;
    }

    /** Rows per shard. */
    public int[] sizes() {
        var sizes = new int[shards];
        for (int shard : shardOfRow) {
            if (shard != NONE) {
                sizes[shard]++;
            }
        }
        return sizes;
    }

    /** Whether a shard has more than 1.5 times or less than half the mean size, so that a new cut is due. */
    public static boolean isLopsided(int[] sizes) {
        double mean = Arrays.stream(sizes).average().orElse(0);
        return Arrays.stream(sizes).anyMatch(size -> size > 1.5 * mean || size < 0.5 * mean);
    }

    /** What aggregation needs to know; training rows are those whose role is training. */
    public Homes homes(Graph graph) {
        var trains = new BitSet();
        for (int row : graph.split().rows(Role.TRAIN)) {
            trains.set(row);
        }
        return new Homes(shards, shardOfRow, trains);
    }
}
