package org.graphunlearning.procedures.projection;

/** What decides who trains and who tests. */
public sealed interface SplitSource {
    /**
     * A node property with {@code 'train'}, {@code 'val'} or {@code 'validation'}, {@code 'test'} or {@code 'none'}; absent
     * means none.
     */
    record Property(String key) implements SplitSource {}

    /**
     * A draw keyed by node, so that a deletion moves nobody else.
     *
     * @param test expected share of labelled nodes, in {@code [0, 1)}
     * @param validation likewise; the two sum to less than 1
     * @param seed of the draw
     */
    record Random(double test, double validation, long seed) implements SplitSource {
        /** Refuses shares that leave nothing to train on. */
        public Random {
            if (test + validation >= 1) {
                throw new IllegalArgumentException(
                        "Configuration values `testFraction` and `validationFraction` must sum to "
                                + "less than 1, not " + (test + validation) + ".");
            }
        }
    }
}
