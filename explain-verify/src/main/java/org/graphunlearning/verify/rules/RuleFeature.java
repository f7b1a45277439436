package org.graphunlearning.verify.rules;

/** What a condition of a rule looks at. */
public sealed interface RuleFeature {
    /**
     * A value of the node itself.
     *
     * @param index column of the feature matrix
     */
    record Column(int index) implements RuleFeature {}

    /** The number of in-neighbours d, as floor(log2(d + 1)). */
    record Degree() implements RuleFeature {
        static int bucket(int degree) {
            return 31 - Integer.numberOfLeadingZeros(degree + 1);
        }

        /** The largest degree of a bucket. */
        static int largest(int bucket) {
            return (int) ((2L << bucket) - 2);
        }
    }

    /**
     * The share of surrounding nodes that the model itself answers a class for, in [0, 1]; 0 without such nodes. Surrounding are
     * the in-neighbours (one step), or the ends of all walks of two steps that do not return.
     *
     * @param steps 1 or 2
     * @param classIndex the class
     */
    record Share(int steps, int classIndex) implements RuleFeature {}
}
