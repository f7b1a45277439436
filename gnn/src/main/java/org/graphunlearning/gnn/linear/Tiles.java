package org.graphunlearning.gnn.linear;

/**
 * The innermost loop of everything quadratic: {@code out += scale * sum_r left_r^T right_r} in 4 x 4 tiles, each kept in registers
 * over all rows. The rows of a tile are summed in the order they are named.
 *
 * @param left rows anywhere
 * @param right rows at the same places
 * @param out square
 * @param stride width of {@code out}
 * @param scale factor of the sum
 */
record Tiles(double[] left, double[] right, double[] out, int stride, double scale) {
    static final int SIZE = 4;

    /** The next multiple of the tile size. */
    static int padded(int columns) {
        return (columns + SIZE - 1) / SIZE * SIZE;
    }

    /**
     * Adds one tile.
     *
     * @param starts where the rows begin
     * @param count how many of them
     * @param i first column of {@code left}, row of {@code out}
     * @param j first column of {@code right}, column of {@code out}
     */
    void add(int[] starts, int count, int i, int j) {
        double s00 = 0;
        double s01 = 0;
        double s02 = 0;
        double s03 = 0;
        double s10 = 0;
        double s11 = 0;
        double s12 = 0;
        double s13 = 0;
        double s20 = 0;
        double s21 = 0;
        double s22 = 0;
        double s23 = 0;
        double s30 = 0;
        double s31 = 0;
        double s32 = 0;
        double s33 = 0;
        for (int r = 0; r < count; r++) {
            int l = starts[r] + i;
            int p = starts[r] + j;
            double x0 = left[l];
            double x1 = left[l + 1];
            double x2 = left[l + 2];
            double x3 = left[l + 3];
            double y0 = right[p];
            double y1 = right[p + 1];
            double y2 = right[p + 2];
            double y3 = right[p + 3];
            s00 = Math.fma(x0, y0, s00);
            s01 = Math.fma(x0, y1, s01);
            s02 = Math.fma(x0, y2, s02);
            s03 = Math.fma(x0, y3, s03);
            s10 = Math.fma(x1, y0, s10);
            s11 = Math.fma(x1, y1, s11);
            s12 = Math.fma(x1, y2, s12);
            s13 = Math.fma(x1, y3, s13);
            s20 = Math.fma(x2, y0, s20);
            s21 = Math.fma(x2, y1, s21);
            s22 = Math.fma(x2, y2, s22);
            s23 = Math.fma(x2, y3, s23);
            s30 = Math.fma(x3, y0, s30);
            s31 = Math.fma(x3, y1, s31);
            s32 = Math.fma(x3, y2, s32);
            s33 = Math.fma(x3, y3, s33);
        }
        int at = i * stride + j;
        put(at, s00, s01, s02, s03);
        put(at + stride, s10, s11, s12, s13);
        put(at + 2 * stride, s20, s21, s22, s23);
        put(at + 3 * stride, s30, s31, s32, s33);
    }

    private void put(int at, double v0, double v1, double v2, double v3) {
        out[at] = Math.fma(scale, v0, out[at]);
        out[at + 1] = Math.fma(scale, v1, out[at + 1]);
        out[at + 2] = Math.fma(scale, v2, out[at + 2]);
        out[at + 3] = Math.fma(scale, v3, out[at + 3]);
    }
}
