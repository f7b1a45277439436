package org.graphunlearning.verify.distance;

import java.util.Arrays;

/**
 * Bounds of the edit distance from an assignment of nodes with their incident edges (Riesen and Bunke 2009; lower bound in the
 * form "branch" of Blumenthal and Gamper 2020). Charging each end of an edge half of its cost gives a lower bound; the real cost
 * of any assignment is an upper bound. O((n1 + n2)^3).
 */
final class AssignmentBounds {
    private static final double FORBIDDEN = 1e9;

    private final LabelledGraph from;
    private final LabelledGraph to;

    AssignmentBounds(LabelledGraph from, LabelledGraph to) {
        this.from = from;
        this.to = to;
    }

    /** Lower and upper bound, in quarters. */
    record Bounds(int lower, int upper) {}

    Bounds find() {
        var half = Assignment.of(costs(1), size(), size());
        var whole = Assignment.of(costs(2), size(), size());
        int branch = ((int) Math.round(half.cost()) + 1) / 2 * 2; // distances are whole halves
        int upper = Math.min(EditCosts.of(from, to, map(half)), EditCosts.of(from, to, map(whole)));
        return new Bounds(Math.max(branch, labels()), upper);
    }

    /** Nodes that cannot keep a label and edges that cannot find a partner. */
    private int labels() {
        int larger = Math.max(from.nodeCount(), to.nodeCount());
        int edges = Math.abs(from.edgeCount() - to.edgeCount());
        return (larger - common(from.labels(), to.labels())) * EditCosts.NODE + edges * EditCosts.EDGE;
    }

    /** Size of the intersection of two multisets. */
    private static int common(int[] left, int[] right) {
        var one = left.clone();
        var other = right.clone();
        Arrays.sort(one);
        Arrays.sort(other);
        int common = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            int order = Integer.compare(one[i], other[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return common;
    }

    private int size() {
        return from.nodeCount() + to.nodeCount();
    }

    /** The square table: substitutions, then deletions and insertions on the diagonals; an edge counts so many halves at each end. */
    private double[] costs(int halves) {
        int n = from.nodeCount();
        int m = to.nodeCount();
        var costs = new double[size() * size()];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                costs[i * size() + j] = EditCosts.allows(from, i, to, j)
                        ? EditCosts.node(from.labels()[i], to.labels()[j]) + halves * edges(i, j) / 2.0
                        : FORBIDDEN;
            }
            Arrays.fill(costs, i * size() + m, (i + 1) * size(), FORBIDDEN);
            costs[i * size() + m + i] = i == from.root() ? FORBIDDEN : alone(from, i, halves);
        }
        for (int j = 0; j < m; j++) {
            Arrays.fill(costs, (n + j) * size(), (n + j) * size() + m, FORBIDDEN);
            costs[(n + j) * size() + j] = j == to.root() ? FORBIDDEN : alone(to, j, halves);
        }
        return costs;
    }

    private static double alone(LabelledGraph graph, int node, int halves) {
        return EditCosts.NODE + halves * graph.degree(node) * EditCosts.EDGE / 2.0;
    }

    /** Least cost of turning the edges of one node into those of another, whatever lies at their other ends. */
    private int edges(int node, int other) {
        int cost = strengths(node, other, true);
        return from.directed() ? cost + strengths(node, other, false) : cost;
    }

    private int strengths(int node, int other, boolean outgoing) {
        var left = histogram(from, node, outgoing);
        var right = histogram(to, other, outgoing);
        int leftCount = left[1] + left[2] + left[3];
        int rightCount = right[1] + right[2] + right[3];
        int same = Math.min(left[1], right[1]) + Math.min(left[2], right[2]) + Math.min(left[3], right[3]);
        return Math.abs(leftCount - rightCount) * EditCosts.EDGE
                + (Math.min(leftCount, rightCount) - same) * EditCosts.STRENGTH;
    }

    private static int[] histogram(LabelledGraph graph, int node, boolean outgoing) {
        var count = new int[4];
        for (int other = 0; other < graph.nodeCount(); other++) {
            count[outgoing ? graph.strength(node, other) : graph.strength(other, node)]++;
        }
        return count;
    }

    private int[] map(Assignment assignment) {
        var map = Arrays.copyOf(assignment.columnOf(), from.nodeCount());
        for (int i = 0; i < map.length; i++) {
            map[i] = map[i] < to.nodeCount() ? map[i] : -1;
        }
        return map;
    }
}
