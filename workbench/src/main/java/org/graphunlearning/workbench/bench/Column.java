package org.graphunlearning.workbench.bench;

/**
 * A key of a result row.
 *
 * @param key in the JSON file
 * @param heading in the printed table; empty when only the file has it
 * @param meaning one sentence for the help
 * @param width least characters in the table
 */
record Column(String key, String heading, String meaning, int width) {
    private static final int NUMBER = 8;

    /** A column of numbers, or of text no longer than those. */
    Column(String key, String heading, String meaning) {
        this(key, heading, meaning, NUMBER);
    }

    boolean isPrinted() {
        return !heading.isEmpty();
    }
}
