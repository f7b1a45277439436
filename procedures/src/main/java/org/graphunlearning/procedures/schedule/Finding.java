package org.graphunlearning.procedures.schedule;

/**
 * What one check came to.
 *
 * @param check name of the check
 * @param subject the model, or {@code *} where the check is about all of them
 * @param state how it ended
 * @param detail one sentence without personal data
 */
record Finding(String check, String subject, State state, String detail) {
    /** How a check ended, the mildest first. */
    enum State {
        /** Nothing could be checked; no evidence of anything. */
        SKIPPED,
        /** Checked, and right. */
        PASSED,
        /** The check itself broke down; no evidence of anything. */
        ERROR,
        /** Checked, and wrong. */
        FAILED
    }
}
