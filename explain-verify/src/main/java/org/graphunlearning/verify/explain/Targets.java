package org.graphunlearning.verify.explain;

/**
 * Whose predictions are explained, and for which class: fixed once, so that all models of a comparison explain the same logit.
 *
 * @param keys node keys, strictly ascending
 * @param classes index of the class whose logit is explained, one per key
 */
public record Targets(long[] keys, int[] classes) {
    /** Checks the form. */
    public Targets {
        if (keys.length != classes.length) {
            throw new IllegalArgumentException("Each target needs one class, but there are " + keys.length
                    + " keys and " + classes.length + " classes.");
        }
        for (int i = 1; i < keys.length; i++) {
            if (keys[i - 1] >= keys[i]) {
                throw new IllegalArgumentException("Keys of targets must ascend strictly; number " + i + " does not.");
            }
        }
    }

    /** How many. */
    public int size() {
        return keys.length;
    }
}
