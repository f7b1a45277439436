package org.graphunlearning.partitioning.multilevel;

import java.util.Arrays;

/** A binary heap of vertices, greatest gain first, whose gains may change; ties go by a draw, so order is total. */
final class VertexHeap {
    private final int[] heap;
    private final int[] place;
    private final long[] priority;
    private int length;

    VertexHeap(int vertices) {
        heap = new int[vertices];
        place = new int[vertices];
        priority = new long[vertices];
        Arrays.fill(place, -1);
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean contains(int vertex) {
        return place[vertex] >= 0;
    }

    /** Gain of the vertex that {@link #pop} would return. */
    int topGain() {
        return gain(heap[0]);
    }

    int gain(int vertex) {
        return (int) (priority[vertex] >> 32);
    }

    /** Adds a vertex, or changes its gain. */
    void put(int vertex, int gain, int tie) {
        priority[vertex] = ((long) gain << 32) | (tie & 0xFFFFFFFFL);
        if (place[vertex] < 0) {
            place[vertex] = length;
            heap[length++] = vertex;
        }
        up(place[vertex]);
        down(place[vertex]);
    }

    int pop() {
        int top = heap[0];
        int last = heap[--length];
        place[top] = -1;
        if (length > 0) {
            heap[0] = last;
            place[last] = 0;
            down(0);
        }
        return top;
    }

    void clear() {
        while (length > 0) {
            place[heap[--length]] = -1;
        }
    }

    private void up(int from) {
        int at = from;
        int vertex = heap[at];
        while (at > 0 && before(vertex, heap[(at - 1) / 2])) {
            set(at, heap[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        set(at, vertex);
    }

    private void down(int from) {
        int at = from;
        int vertex = heap[at];
        for (int child = 2 * at + 1; child < length; child = 2 * at + 1) {
            if (child + 1 < length && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], vertex)) {
                break;
            }
            set(at, heap[child]);
            at = child;
        }
        set(at, vertex);
    }

    private void set(int at, int vertex) {
        heap[at] = vertex;
        place[vertex] = at;
    }

    private boolean before(int one, int other) {
        return priority[one] > priority[other] || (priority[one] == priority[other] && one < other);
    }
}
