package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Pairs that were never linked but look like a linked one: same pair of classes, both or neither with a common neighbour, and
 * product of degrees in the same third of those of all edges. Against other negatives an attack on edges scores homophily.
 *
 * <p>Drawn and rejected, with at most {@value #ATTEMPTS} draws per edge; memory is linear in nodes and edges once, not per pair.
 */
final class MatchedPairs {
    private static final int ATTEMPTS = 20_000;

    private final Graph graph;
    private final Adjacency in;
    private final Adjacency out;
    private final int[][] byLabel;
    private final Terciles terciles;
    private final long seed;

    MatchedPairs(Graph graph, long seed) {
        this.graph = graph;
        this.in = graph.adjacency();
        this.out = in.reversed();
        this.seed = seed;
        byLabel = byLabel();
        terciles = Terciles.of(products());
    }

    /** Rows of each label, ascending; the unlabelled first. */
    private int[][] byLabel() {
        var sizes = new int[graph.labels().vocabulary().size() + 1];
        for (int row = 0; row < graph.nodeCount(); row++) {
            sizes[label(row) + 1]++;
        }
        var rows = new int[sizes.length][];
        Arrays.setAll(rows, of -> new int[sizes[of]]);
        for (int row = graph.nodeCount() - 1; row >= 0; row--) {
            int of = label(row) + 1;
            rows[of][--sizes[of]] = row;
        }
        return rows;
    }

    private int label(int row) {
        return graph.labels().ofRow()[row];
    }

    private double product(int u, int v) {
        return (double) degree(u) * degree(v);
    }

    private int degree(int row) {
        return in.directed() ? in.degree(row) + out.degree(row) : in.degree(row);
    }

    private double[] products() {
        var values = new double[in.idx().length];
        for (int row = 0; row < in.nodeCount(); row++) {
            for (int k = in.ptr()[row]; k < in.ptr()[row + 1]; k++) {
                values[k] = product(row, in.idx()[k]);
            }
        }
        return values;
    }

    /** At most so many pairs for a linked one, all different; fewer where not enough were met. */
    List<ForgetSet.Edge> like(ForgetSet.Edge edge, int count) {
        int u = graph.requireRow(edge.source());
        int v = graph.requireRow(edge.target());
        boolean near = haveCommonNeighbour(u, v);
        int third = terciles.of(product(u, v));
        long purpose = CounterRng.purpose(seed, KeyHash.mix(edge.source(), edge.target()), 0);
        var found = new ArrayList<ForgetSet.Edge>();
        Set<Long> seen = new HashSet<>();
        for (int attempt = 0; attempt < ATTEMPTS && found.size() < count; attempt++) {
            int a = drawn(byLabel[label(u) + 1], purpose, 4L * attempt);
            int b = near
                    ? twoSteps(a, purpose, 4L * attempt + 1)
                    : drawn(byLabel[label(v) + 1], purpose, 4L * attempt + 1);
            if (b >= 0
                    && fits(a, b, label(v), third)
                    && haveCommonNeighbour(a, b) == near
                    && seen.add(((long) Math.min(a, b) << 32) | Math.max(a, b))) {
                found.add(new ForgetSet.Edge(graph.key(a), graph.key(b)));
            }
        }
        return found;
    }

    private static int drawn(int[] rows, long purpose, long index) {
        return rows[(int) (CounterRng.uniform(purpose, index) * rows.length)];
    }

    /** A node two steps away, or -1: without a guide, most draws would have no common neighbour. */
    private int twoSteps(int from, long purpose, long index) {
        int middle = step(from, purpose, index);
        return middle < 0 ? -1 : step(middle, purpose, index + 1);
    }

    private int step(int from, long purpose, long index) {
        int incoming = in.degree(from);
        int all = in.directed() ? incoming + out.degree(from) : incoming;
        if (all == 0) {
            return -1;
        }
        int at = (int) (CounterRng.uniform(purpose, index) * all);
        return at < incoming ? in.idx()[in.ptr()[from] + at] : out.idx()[out.ptr()[from] + at - incoming];
    }

    private boolean fits(int a, int b, int label, int third) {
        return a != b && label(b) == label && terciles.of(product(a, b)) == third && !areLinked(a, b);
    }

    private boolean areLinked(int a, int b) {
        return in.contains(a, b) || in.contains(b, a);
    }

    /** Whether some node is linked with both, whichever way the links point. */
    boolean haveCommonNeighbour(int a, int b) {
        boolean swap = degree(a) > degree(b);
        int few = swap ? b : a;
        int many = swap ? a : b;
        for (var side : in.directed() ? List.of(in, out) : List.of(in)) {
            for (int k = side.ptr()[few]; k < side.ptr()[few + 1]; k++) {
                if (side.idx()[k] != many && areLinked(side.idx()[k], many)) {
                    return true;
                }
            }
        }
        return false;
    }
}
