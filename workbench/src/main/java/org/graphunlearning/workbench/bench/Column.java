package org.graphunlearning.workbench.bench;

/**
 * A key of a result row.
 *
 * @param key in the JSON file
 * @param heading in the printed table; empty when only the file has it
 * @param meaning one sentence for the help
 */
record Column(String key, String heading, String meaning) {
    boolean isPrinted() {
        return !heading.isEmpty();
    }
}
