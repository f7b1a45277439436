package org.graphunlearning.testgraphs;

import java.util.Arrays;

/** A float array that grows by half, for counts not known before the last element. */
final class GrowingFloats {
    private float[] values = new float[64];
    private int size;

    void add(float value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    float[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
