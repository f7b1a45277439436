package org.graphunlearning.partitioning.guide;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Graph;

/**
 * What GUIDE maximises over orthonormal {@code H}: {@code tr(H'WH) - a |F'H - B|^2}. {@code W} is the symmetric
 * normalised adjacency of the nodes with an edge, row {@code i} of {@code F} marks the class of node {@code i} if it is
 * a labelled training node and is zero otherwise, and every column of {@code B} is the class counts over {@code n}, times
 * {@code sqrt(n/k)}: what {@code F'H} is when {@code H} is an even and fair cut. Matrices are row-major; nothing is
 * {@code n x n}.
 */
final class Guidance {
    /** Weight of fairness. At ten times as much the blocks of a planted graph begin to dissolve. */
    static final double FAIRNESS = 1e-3;

    private static final int NONE = -1;

    private final double fairness;
    private final int[] rows;
    private final long[] keys;
    private final int[] ptr;
    private final int[] idx;
    /** One over the root of the degree. */
    private final double[] scale;

    private final int[] colour;
    private final int[] classCount;

    private Guidance(Graph graph, double fairness, int[] rows, Edges edges) {
        this.fairness = fairness;
        this.rows = rows;
        ptr = edges.ptr();
        idx = edges.idx();
        int n = rows.length;
        keys = new long[n];
        scale = new double[n];
        colour = new int[n];
        classCount = new int[graph.classes().size()];
        var colours = colours(graph);
        for (int i = 0; i < n; i++) {
            keys[i] = graph.key(rows[i]);
            scale[i] = 1 / Math.sqrt(ptr[i + 1] - ptr[i]);
            colour[i] = colours[rows[i]];
            if (colour[i] != NONE) {
                classCount[colour[i]]++;
            }
        }
    }

    /** Neighbours of the rows that take part, a directed edge in the rows of both its ends. */
    private record Edges(int[] ptr, int[] idx) {}

    /**
     * The problem of a graph; its rows without an edge take no part.
     *
     * @param fairness the weight {@code a}
     */
    static Guidance of(Graph graph, double fairness) {
        var in = graph.adjacency();
        var out = in.reversed();
        int n = in.nodeCount();
        var place = new int[n];
        var rows = new int[n];
        int count = 0;
        for (int row = 0; row < n; row++) {
            place[row] = count;
            if (in.degree(row) + out.degree(row) > 0) {
                rows[count++] = row;
            }
        }
        long entries = in.directed() ? 2L * in.idx().length : in.idx().length;
        var ptr = new int[count + 1];
        var idx = new int[Math.toIntExact(entries)];
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = append(in, rows[i], place, idx, length);
            length = in.directed() ? append(out, rows[i], place, idx, length) : length;
            ptr[i + 1] = length;
        }
        return new Guidance(graph, fairness, Arrays.copyOf(rows, count), new Edges(ptr, idx));
    }

    private static int append(Adjacency adjacency, int row, int[] place, int[] idx, int from) {
        int length = from;
        for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
            idx[length++] = place[adjacency.idx()[k]];
        }
        return length;
    }

    /** Per row of a graph its class when it is a labelled training row, else -1. */
    static int[] colours(Graph graph) {
        var colours = new int[graph.nodeCount()];
        Arrays.fill(colours, NONE);
        for (int row : graph.trainingRows()) {
            colours[row] = graph.targets()[row];
        }
        return colours;
    }

    int size() {
        return rows.length;
    }

    /** Rows of the graph that take part, ascending. */
    int[] rows() {
        return rows;
    }

    long[] keys() {
        return keys;
    }

    /** A shift that makes {@code eta I + W - a FF'} positive semidefinite: without it the iteration may descend. */
    double eta() {
        return fairness * Arrays.stream(classCount).max().orElse(0) + 1;
    }

    /** {@code W h}; both ways of a directed edge count a half, which cancels against the halved degrees. */
    double[] spread(double[] h, int k) {
        var out = new double[h.length];
        for (int i = 0; i < rows.length; i++) {
            for (int e = ptr[i]; e < ptr[i + 1]; e++) {
                int j = idx[e];
                double w = scale[i] * scale[j];
                for (int c = 0; c < k; c++) {
                    out[i * k + c] += w * h[j * k + c];
                }
            }
        }
        return out;
    }

    /** {@code F'h}, a row per class. */
    double[] byClass(double[] h, int k) {
        var out = new double[classCount.length * k];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; colour[i] != NONE && c < k; c++) {
                out[colour[i] * k + c] += h[i * k + c];
            }
        }
        return out;
    }

    /** An entry of {@code B}. */
    private double fair(int label, int k) {
        double n = rows.length;
        return classCount[label] / n * Math.sqrt(n / k);
    }

    /** The objective at {@code h}, given {@code W h} and {@code F'h}. */
    double objective(double[] h, double[] spread, double[] byClass) {
        double sum = 0;
        for (int i = 0; i < h.length; i++) {
            sum += h[i] * spread[i];
        }
        int k = h.length / rows.length;
        for (int i = 0; i < byClass.length; i++) {
            double off = byClass[i] - fair(i / k, k);
            sum -= fairness * off * off;
        }
        return sum;
    }

    /** {@code 2 (eta I + W - a FF') h + 2a FB}, given {@code W h} and {@code F'h}. */
    double[] gradient(double[] h, double[] spread, double[] byClass) {
        int k = h.length / rows.length;
        double eta = eta();
        var out = new double[h.length];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < k; c++) {
                int at = i * k + c;
                double pull = colour[i] == NONE ? 0 : fairness * (fair(colour[i], k) - byClass[colour[i] * k + c]);
                out[at] = 2 * (eta * h[at] + spread[at] + pull);
            }
        }
        return out;
    }
}
