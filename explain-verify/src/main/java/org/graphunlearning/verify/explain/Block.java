package org.graphunlearning.verify.explain;

/** Some columns of a row-major matrix: {@code width} of {@code stride}, from {@code offset} on. */
record Block(double[] values, int stride, int offset, int width) {
    static Block of(double[] values, int width) {
        return new Block(values, width, 0, width);
    }

    /** {@code row += factor * other row}. */
    void add(int row, double factor, Block other, int otherRow) {
        int to = row * stride + offset;
        int from = otherRow * other.stride + other.offset;
        for (int c = 0; c < width; c++) {
            values[to + c] += factor * other.values[from + c];
        }
    }

    double dot(int row, Block other, int otherRow) {
        int left = row * stride + offset;
        int right = otherRow * other.stride + other.offset;
        double sum = 0;
        for (int c = 0; c < width; c++) {
            sum += values[left + c] * other.values[right + c];
        }
        return sum;
    }
}
