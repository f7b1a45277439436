package org.graphunlearning.workbench.bench;

import java.util.List;

/**
 * Whether two programs run the same model: same parameters in, same logits and same gradients out, within a share of the
 * largest entry of each array. Rounding differs, because they sum in other orders; bias gradients, whose terms all but cancel,
 * keep the fewest digits.
 */
final class Agreement {
    /** Arrays that are all but zero beside the largest gradient are compared with this share of it. */
    private static final double FLOOR = 1e-2;

    private static final double OF_LOGITS = 1e-4;
    private static final double OF_GRADIENTS = 1e-3;

    private Agreement() {}

    /**
     * Compares.
     *
     * @param ours logits, then one gradient per parameter
     * @param theirs the same, one after the other
     */
    static boolean holds(List<float[]> ours, float[] theirs) {
        int length = ours.stream().mapToInt(part -> part.length).sum();
        if (theirs.length != length) {
            return false;
        }
        double floor = 0;
        for (var gradient : ours.subList(1, ours.size())) {
            floor = Math.max(floor, FLOOR * largest(gradient));
        }
        int at = 0;
        for (var part : ours) {
            boolean logits = at == 0;
            double allowed = logits ? OF_LOGITS * largest(part) : OF_GRADIENTS * Math.max(floor, largest(part));
            for (int i = 0; i < part.length; i++) {
                if (!(Math.abs(part[i] - theirs[at++]) <= allowed)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double largest(float[] values) {
        double out = 0;
        for (float value : values) {
            out = Math.max(out, Math.abs(value));
        }
        return out;
    }
}
