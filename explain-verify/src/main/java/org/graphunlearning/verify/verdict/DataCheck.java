package org.graphunlearning.verify.verdict;

/**
 * One check of the data, by name.
 *
 * @param name what was checked, in lower camel case, e.g. {@code nodesAbsent}
 * @param passed whether it holds
 */
public record DataCheck(String name, boolean passed) {}
