package org.graphunlearning.gnn.compute;

/**
 * Is told how far a piece of work has come: once per epoch, shard or item, never inside a loop over rows. It only listens; what is
 * computed does not depend on it.
 *
 * <p>May be called by any thread of the work. Reports need not grow: a strategy that gives up for another begins again at 0.
 */
@FunctionalInterface
public interface Progress {
    /** Listens to nothing. */
    Progress NONE = share -> {};

    /**
     * The work has come so far.
     *
     * @param share what is done of it, in [0, 1]
     */
    void reached(double share);

    /**
     * So many equal parts are done, for work that has parts.
     *
     * @param done from 0
     * @param all at least 1
     */
    default void parts(int done, int all) {}

    /**
     * The work enters a step, whose length in proportion to others nobody knows.
     *
     * @param name of the step: a verb, in lower case
     * @return what is to be told how far the step has come
     */
    default Progress step(String name) {
        return this; // a part of a step has no steps
    }

    /** What is to be told how far a stretch of this work has come, which begins at one share and ends at another. */
    default Progress between(double from, double to) {
        return share -> reached(from + share * (to - from));
    }
}
