package org.graphunlearning.gnn.compute;

/** What to do with rows {@code [from, to)}; runs on any thread and writes only what belongs to those rows. */
@FunctionalInterface
public interface RowRange {
    /** Does it. */
    void run(int from, int to);
}
