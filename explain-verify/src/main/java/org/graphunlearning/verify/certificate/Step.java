package org.graphunlearning.verify.certificate;

import org.jspecify.annotations.Nullable;

/**
 * One step of a check.
 *
 * @param step its name
 * @param ok whether it held; null when there was nothing to check it against
 * @param detail what was found, in a sentence
 */
public record Step(String step, @Nullable Boolean ok, String detail) {
    /** A step that held. */
    public static Step held(String step, String detail) {
        return new Step(step, true, detail);
    }

    /** A step that did not hold. */
    public static Step failed(String step, String detail) {
        return new Step(step, false, detail);
    }

    /** A step that could not be made. */
    public static Step open(String step, String detail) {
        return new Step(step, null, detail);
    }

    /** Whether it held or could not be made. */
    public boolean isNotFailed() {
        return !Boolean.FALSE.equals(ok);
    }
}
