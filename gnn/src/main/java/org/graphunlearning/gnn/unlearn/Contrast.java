package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.NetworkPass;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.model.Gnn;

/**
 * The contrastive loss of {@link Cognac} on class probabilities: for each influenced node v, with a clean neighbour u and a wrong
 * node w, {@code -log(p_v . p_u) - log(1 - p_v . p_w)}: it should answer as u does and not as w did. The neighbour and the wrong
 * node are drawn anew in each step, keyed by the node; wrong nodes answer in the graph they were part of. The other side of each
 * product counts as fixed. A node without clean neighbours is only pushed.
 */
final class Contrast {
    private static final int DRAWS = 0xC0;
    private static final double SMALLEST = 1e-6;

    private final Graph graph;
    private final BitSet avoided;
    private final long seed;
    private final int classes;
    private final int[] influenced;
    private final int[] rows;
    private final NetworkPass network;
    private final NetworkPass wrong;
    private final int wrongs;
    private final float[] upstream;

    Contrast(Gnn model, UnlearningRequest request, Influenced nodes) {
        this.graph = request.after();
        this.seed = request.training().seed();
        this.classes = model.classes().size();
        this.influenced = nodes.rows();
        this.avoided = new BitSet();
        for (int row : nodes.wrong()) {
            int now = graph.row(request.before().key(row));
            if (now >= 0) {
                avoided.set(now);
            }
        }
        this.rows = withNeighbours();
        this.network = model.into(graph, rows);
        this.wrong = model.into(request.before(), nodes.wrong());
        this.wrongs = nodes.wrong().length;
        this.upstream = new float[rows.length * classes];
    }

    private int[] withNeighbours() {
        var out = new BitSet();
        for (int row : influenced) {
            out.set(row);
            for (int k = graph.adjacency().ptr()[row]; k < graph.adjacency().ptr()[row + 1]; k++) {
                out.set(graph.adjacency().idx()[k]);
            }
        }
        return out.stream().toArray();
    }

    /** Overwrites the model's gradients with those of one step's mean over the influenced nodes; false, and nothing, without any. */
    boolean gradient(Compute compute, int step) {
        if (influenced.length == 0 || wrongs == 0) {
            return false;
        }
        compute.check();
        var bad = Gnn.softmax(wrong.forward(compute, Pass.inference()).clone(), classes);
        var all = Gnn.softmax(network.forward(compute, Pass.inference()).clone(), classes);
        Arrays.fill(upstream, 0f);
        long purpose = CounterRng.purpose(seed, step, DRAWS);
        for (int row : influenced) {
            int draw = CounterRng.node(purpose, graph.key(row));
            int own = Arrays.binarySearch(rows, row);
            int neighbour = neighbour(row, draw);
            if (neighbour >= 0) {
                double same = dot(all, own, all, neighbour);
                add(all, own, all, neighbour, -1 / Math.max(SMALLEST, same), same);
            }
            int other = CounterRng.bits(draw, 1) % wrongs;
            double same = dot(all, own, bad, other);
            add(all, own, bad, other, 1 / Math.max(SMALLEST, 1 - same), same);
        }
        network.backward(compute, upstream);
        return true;
    }

    /** Position of a clean in-neighbour, or -1. */
    private int neighbour(int row, int draw) {
        int start = graph.adjacency().ptr()[row];
        int degree = graph.adjacency().degree(row);
        int first = degree == 0 ? 0 : CounterRng.bits(draw, 0) % degree;
        for (int i = 0; i < degree; i++) {
            int candidate = graph.adjacency().idx()[start + (first + i) % degree];
            if (!avoided.get(candidate)) {
                return Arrays.binarySearch(rows, candidate);
            }
        }
        return -1;
    }

    private double dot(float[] a, int i, float[] b, int j) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += (double) a[i * classes + c] * b[j * classes + c];
        }
        return sum;
    }

    /** Adds {@code factor d(p_i . q_j) / dz_i / nodes} to row i. */
    private void add(float[] p, int i, float[] q, int j, double factor, double same) {
        for (int c = 0; c < classes; c++) {
            double slope = p[i * classes + c] * (q[j * classes + c] - same);
            upstream[i * classes + c] += (float) (factor * slope / influenced.length);
        }
    }
}
