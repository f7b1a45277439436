package org.graphunlearning.testgraphs;

import java.util.Arrays;

/** A long array that grows by half, for counts not known before the last element. */
final class GrowingLongs {
    private long[] values = new long[64];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
