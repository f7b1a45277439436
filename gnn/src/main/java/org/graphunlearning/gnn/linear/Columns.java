package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.model.Architecture;

/**
 * How the columns of Z are laid out: for SGC the features after the last round, for SIGN those after 0, 1, .. K rounds side by
 * side, then a constant.
 *
 * @param projection of the features
 * @param firstHop the first round whose features count
 * @param lastHop the last, K
 */
record Columns(SignProjection projection, int firstHop, int lastHop) {
    /** Values of Z are multiples of this. */
    static final double RESOLUTION = 0x1p-14;

    private static final double PER_UNIT = 1 / RESOLUTION; // a power of two, so that multiplying is exact
    private static final int TAKEN_AS_THEY_ARE = 2048;
    private static final int USUAL_WIDTH = 512;
    private static final int USUAL_WIDTH_PER_HOP = 256;

    static Columns of(int inputs, LinearFit.Config config) {
        int rounds = config.model().layers();
        boolean all = config.model().architecture() == Architecture.SIGN;
        int projection = config.head().projection();
        if (projection == HeadConfig.AUTOMATIC) {
            long columns = (long) inputs * (all ? rounds + 1 : 1);
            projection = columns <= TAKEN_AS_THEY_ARE ? 0 : all ? USUAL_WIDTH_PER_HOP : USUAL_WIDTH;
        }
        return new Columns(SignProjection.of(inputs, projection, config.seed()), all ? 0 : rounds, rounds);
    }

    /** D, the constant included. */
    int count() {
        return Math.addExact(Math.multiplyExact(hops(), projection.width()), 1);
    }

    int hops() {
        return lastHop - firstHop + 1;
    }

    /** Where the columns of a hop begin. */
    int start(int hop) {
        return (hop - firstHop) * projection.width();
    }

    /** Rounds the features of one row after one hop into a row of Z. */
    void place(int hop, float[] values, int row, double[] z, int zStart) {
        int width = projection.width();
        int from = row * width;
        int to = zStart + start(hop);
        for (int c = 0; c < width; c++) {
            z[to + c] = Math.rint(values[from + c] * PER_UNIT) * RESOLUTION;
        }
    }

    /** Sets the constant of a row of Z. */
    void placeConstant(double[] z, int zStart) {
        z[zStart + count() - 1] = 1;
    }
}
