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
        return dot(row, other.values, otherRow * other.stride + other.offset);
    }

    /** Inner product of a row with {@code other[from...]}, in four sums, because one would wait for each addition. */
    double dot(int row, double[] other, int from) {
        int start = row * stride + offset;
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int c = 0;
        for (; c + 3 < width; c += 4) {
            sum0 += values[start + c] * other[from + c];
            sum1 += values[start + c + 1] * other[from + c + 1];
            sum2 += values[start + c + 2] * other[from + c + 2];
            sum3 += values[start + c + 3] * other[from + c + 3];
        }
        for (; c < width; c++) {
            sum0 += values[start + c] * other[from + c];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
