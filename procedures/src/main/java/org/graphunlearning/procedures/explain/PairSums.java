package org.graphunlearning.procedures.explain;

import java.util.Arrays;

/** Sums of scores that are named by two numbers, ascending by both: linear in the scores for each addition. */
final class PairSums {
    private long[] first = new long[0];
    private long[] second = new long[0];
    private double[] values = new double[0];

    long[] first() {
        return first;
    }

    long[] second() {
        return second;
    }

    double[] values() {
        return values;
    }

    /** Adds {@code factor} times some scores; names strictly ascend. */
    void add(double factor, long[] otherFirst, long[] otherSecond, double[] others) {
        if (!Arrays.equals(first, otherFirst) || !Arrays.equals(second, otherSecond)) {
            union(otherFirst, otherSecond);
        }
        for (int at = 0, k = 0; k < others.length; at++) {
            if (first[at] == otherFirst[k] && second[at] == otherSecond[k]) {
                values[at] += factor * others[k++];
            }
        }
    }

    private void union(long[] otherFirst, long[] otherSecond) {
        var oldFirst = first;
        var oldSecond = second;
        var oldValues = values;
        first = new long[oldFirst.length + otherFirst.length];
        second = new long[first.length];
        values = new double[first.length];
        int length = 0;
        int a = 0;
        int b = 0;
        while (a < oldFirst.length || b < otherFirst.length) {
            int order = a == oldFirst.length
                    ? 1
                    : b == otherFirst.length ? -1 : compare(oldFirst[a], oldSecond[a], otherFirst[b], otherSecond[b]);
            first[length] = order <= 0 ? oldFirst[a] : otherFirst[b];
            second[length] = order <= 0 ? oldSecond[a] : otherSecond[b];
            values[length++] = order <= 0 ? oldValues[a] : 0;
            a += order <= 0 ? 1 : 0;
            b += order >= 0 ? 1 : 0;
        }
        first = Arrays.copyOf(first, length);
        second = Arrays.copyOf(second, length);
        values = Arrays.copyOf(values, length);
    }

    private static int compare(long first, long second, long otherFirst, long otherSecond) {
        int order = Long.compare(first, otherFirst);
        return order != 0 ? order : Long.compare(second, otherSecond);
    }
}
