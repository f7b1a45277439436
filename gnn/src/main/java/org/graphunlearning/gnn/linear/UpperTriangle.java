package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.compute.Compute;

/** Rows of tiles on and above the diagonal of a square matrix, shared out so that each thread has as many tiles. */
final class UpperTriangle {
    private final int size;
    private final int[] starts;

    /** {@code size} is a multiple of the tile size. */
    UpperTriangle(int size) {
        this.size = size;
        int tiles = size / Tiles.SIZE;
        this.starts = new int[tiles + 1];
        for (int row = 0; row < tiles; row++) {
            starts[row + 1] = starts[row] + tiles - row;
        }
    }

    /**
     * {@code out += scale * Z^T Z} on and above the diagonal, from row and column {@code first} on.
     *
     * @param z rows x size
     * @param rows where rows begin in z, all of them
     * @param first a multiple of the tile size
     */
    void add(double[] z, int[] rows, int first, double[] out, double scale, Compute compute) {
        int skip = first / Tiles.SIZE;
        var left = new int[starts.length - skip];
        for (int row = 0; row < left.length; row++) {
            left[row] = starts[skip + row] - starts[skip];
        }
        var tiles = new Tiles(z, z, out, size, scale);
        int perTile = Tiles.SIZE * Tiles.SIZE * rows.length;
        compute.rows(left, perTile, (from, to) -> {
            for (int row = from; row < to; row++) {
                int i = (skip + row) * Tiles.SIZE;
                for (int j = i; j < size; j += Tiles.SIZE) {
                    tiles.add(rows, rows.length, i, j);
                }
            }
        });
    }
}
