package org.graphunlearning.partitioning.partition;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Graph;

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
     * The rows of a shard, ascending.
     *
     * @throws IllegalArgumentException when there is no such shard
     */
    public int[] rows(int shard) {
        if (shard < 0 || shard >= shardCount) {
            throw new IllegalArgumentException(
                    "Shard " + shard + " does not exist; shards run from 0 to " + (shardCount - 1) + ".");
        }
        return IntStream.range(0, shardOfRow.length)
                .filter(row -> shardOfRow[row] == shard)
                .toArray();
    }

    /** The rows of each shard, ascending; linear in the rows, whatever the number of shards. */
    public int[][] rowsByShard() {
        int[] sizes = sizes();
        var rows = new int[shardCount][];
        Arrays.setAll(rows, shard -> new int[sizes[shard]]);
        for (int row = shardOfRow.length - 1; row >= 0; row--) {
            rows[shardOfRow[row]][--sizes[shardOfRow[row]]] = row;
        }
        return rows;
    }

    /**
     * Share of the edges whose two ends lie in one shard, in {@code [0, 1]}; a graph without edges keeps all of them.
     *
     * @throws IllegalArgumentException when the adjacency has another number of rows
     */
    public double keptEdges(Adjacency adjacency) {
        requireRows(adjacency.nodeCount());
        long kept = 0;
        for (int row = 0; row < shardOfRow.length; row++) {
            for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
                kept += shardOfRow[row] == shardOfRow[adjacency.idx()[k]] ? 1 : 0;
            }
        }
        return adjacency.idx().length == 0 ? 1 : kept / (double) adjacency.idx().length;
    }

    /**
     * How uneven the sizes are: {@code sum_s |n_s - n/k| / (2n)}, the share of rows in the wrong shard, in
     * {@code [0, 1 - 1/k]}. 0 is even, and so is a cut of no rows.
     */
    public double balance() {
        double mean = (double) shardOfRow.length / shardCount;
        double off = 0;
        for (int size : sizes()) {
            off += Math.abs(size - mean);
        }
        return shardOfRow.length == 0 ? 0 : off / (2 * shardOfRow.length);
    }

    /**
     * How far the classes of a shard are from those of the graph: {@code 1/2 sum_c |n_sc/n_s - n_c/n|}, meant over shards,
     * in {@code [0, 1]}. Only labelled training rows count. 0 is the same mixture everywhere; shards without such rows are
     * left out, and a graph without any scores 0.
     *
     * @throws IllegalArgumentException when the graph has another number of rows
     */
    public double fairness(Graph graph) {
        requireRows(graph.nodeCount());
        int classes = graph.classes().size();
        int[] training = graph.trainingRows();
        var ofGraph = new int[classes];
        var ofShard = new int[shardCount][classes];
        for (int row : training) {
            ofGraph[graph.targets()[row]]++;
            ofShard[shardOfRow[row]][graph.targets()[row]]++;
        }
        double sum = 0;
        int shards = 0;
        for (int[] counts : ofShard) {
            int size = Arrays.stream(counts).sum();
            if (size > 0) {
                sum += distance(counts, size, ofGraph, training.length);
                shards++;
            }
        }
        return shards == 0 ? 0 : sum / shards;
    }

    private static double distance(int[] counts, int size, int[] otherCounts, int otherSize) {
        double sum = 0;
        for (int c = 0; c < counts.length; c++) {
            sum += Math.abs(counts[c] / (double) size - otherCounts[c] / (double) otherSize);
        }
        return sum / 2;
    }

    private void requireRows(int rows) {
        if (rows != shardOfRow.length) {
            throw new IllegalArgumentException(
                    "A partition of " + shardOfRow.length + " rows cannot cut a graph of " + rows + ".");
        }
    }
}
