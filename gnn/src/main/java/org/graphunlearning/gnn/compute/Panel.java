package org.graphunlearning.gnn.compute;

/**
 * A block of columns of a row-major matrix.
 *
 * @param data the matrix
 * @param stride distance between rows, at least {@code offset + width}
 * @param offset first column
 * @param width number of columns
 */
public record Panel(float[] data, int stride, int offset, int width) {
    /** All columns of a matrix. */
    public static Panel of(float[] data, int columns) {
        return new Panel(data, columns, 0, columns);
    }
}
