package org.graphunlearning.verify.explain;

import java.util.Arrays;

/** Integers whose number is not known beforehand. */
final class Ints {
    private int[] values = new int[32];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int get(int at) {
        return values[at];
    }

    int size() {
        return size;
    }

    /** Sorts what was added from {@code from} on. */
    void sortFrom(int from) {
        Arrays.sort(values, from, size);
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
