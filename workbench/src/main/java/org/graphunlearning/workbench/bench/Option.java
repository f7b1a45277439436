package org.graphunlearning.workbench.bench;

/**
 * Something a caller may set on the command line.
 *
 * @param name without the leading dashes
 * @param value what stands for the value in the help; empty for a flag, which has none
 * @param description one line of help
 */
record Option(String name, String value, String description) {
    boolean isFlag() {
        return value.isEmpty();
    }

    String usage() {
        return isFlag() ? "--" + name : "--" + name + " " + value;
    }
}
