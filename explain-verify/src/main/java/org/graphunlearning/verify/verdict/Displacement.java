package org.graphunlearning.verify.verdict;

/**
 * The four sums that a {@link Movement} is made of; they add up over parts of the vectors, so a resampled set of targets needs no
 * vectors.
 *
 * @param way squared distance of reference and untouched model
 * @param along inner product of the way with the movement of the candidate
 * @param moved squared distance of candidate and untouched model
 * @param left squared distance of candidate and reference
 */
record Displacement(double way, double along, double moved, double left) {
    static final Displacement NONE = new Displacement(0, 0, 0, 0);

    static Displacement of(double[] untouched, double[] reference, double[] candidate) {
        if (untouched.length != reference.length || untouched.length != candidate.length) {
            throw new IllegalArgumentException("Vectors of one run share a layout, but these have " + untouched.length
                    + ", " + reference.length + " and " + candidate.length + " entries.");
        }
        double way = 0;
        double along = 0;
        double moved = 0;
        double left = 0;
        for (int i = 0; i < untouched.length; i++) {
            double there = reference[i] - untouched[i];
            double gone = candidate[i] - untouched[i];
            double rest = candidate[i] - reference[i];
            way += there * there;
            along += gone * there;
            moved += gone * gone;
            left += rest * rest;
        }
        return new Displacement(way, along, moved, left);
    }

    Displacement plus(Displacement other) {
        return new Displacement(way + other.way, along + other.along, moved + other.moved, left + other.left);
    }
}
