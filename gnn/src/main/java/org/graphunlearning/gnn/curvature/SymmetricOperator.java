package org.graphunlearning.gnn.curvature;

/** A symmetric matrix that nobody writes down: all there is of it are its products. */
@FunctionalInterface
public interface SymmetricOperator {
    /**
     * Multiplies.
     *
     * @param vector what is multiplied; must not be written to
     * @param out takes the product, same length, every entry overwritten; never the same array as {@code vector}
     */
    void apply(double[] vector, double[] out);
}
