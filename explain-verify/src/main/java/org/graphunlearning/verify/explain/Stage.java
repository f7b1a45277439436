package org.graphunlearning.verify.explain;

/**
 * Where in a ball a layer works.
 *
 * @param ball the ball
 * @param mask one factor per edge
 * @param reach rounds left before the target's output, this layer's included
 */
record Stage(Ball ball, double[] mask, int reach) {
    /** Positions that hold values before a round of the layer. */
    int sources(int round) {
        return ball.within()[reach - round];
    }

    /** Positions that hold values after it. */
    int targets(int round) {
        return ball.within()[reach - round - 1];
    }

    Round round(int number) {
        return new Round(ball.messages(), targets(number), mask);
    }

    /** Rows that all start as {@code bias}. */
    static double[] filled(int rows, double[] bias) {
        var out = new double[rows * bias.length];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(bias, 0, out, row * bias.length, bias.length);
        }
        return out;
    }
}
