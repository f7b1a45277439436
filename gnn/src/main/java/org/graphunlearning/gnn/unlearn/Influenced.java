package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;

/**
 * The remaining nodes that known wrong data influences most: those within as many hops as the model has layers whose class
 * probabilities change most, in the mean over classes, when the features of the wrong nodes are inverted.
 *
 * <p>The published inversion is {@code 1 - x}; with sparse features scaled to a sum of one that would turn a handful of words into
 * all others, so the inverse of being there is taken to be absence: features of the wrong nodes are set to zero.
 *
 * @param rows of the remaining graph, ascending
 * @param wrong rows of the graph before: nodes to forget, or whose label or features to forget, and ends of edges to forget; ascending
 */
record Influenced(int[] rows, int[] wrong) {
    static Influenced of(UnlearningRequest request, double percent, Compute compute) {
        var graph = request.before();
        int[] wrong = wrong(request);
        var columns = new int[wrong.length][0];
        var inverted = Graph.of(
                graph.keys(),
                graph.adjacency(),
                graph.features().withZeroed(wrong, columns),
                graph.labels(),
                graph.split());
        int[] near = near(request, wrong);
        float[] plain = request.model().probabilities(graph, near, compute);
        float[] changed = request.model().probabilities(inverted, near, compute);
        int classes = request.model().classes().size();
        var change = new double[near.length];
        for (int i = 0; i < near.length; i++) {
            for (int c = 0; c < classes; c++) {
                change[i] += Math.abs(plain[i * classes + c] - changed[i * classes + c]) / classes;
            }
        }
        return new Influenced(top(request, near, change, percent), wrong);
    }

    /**
     * The remaining graph without the labels of suspects: influenced training nodes that carry a label which a forgotten node, or a
     * node whose label is forgotten, carried. The whole of it where no training row would be left.
     */
    Graph withoutSuspects(UnlearningRequest request) {
        var graph = request.after();
        var labels = new BitSet();
        addLabels(labels, request.before(), request.forget().nodes());
        addLabels(labels, request.before(), request.forget().labels());
        var suspects = new long[rows.length];
        int found = 0;
        for (int row : rows) {
            int label = graph.labels().ofRow()[row];
            if (graph.split().role(row) == Role.TRAIN && label >= 0 && labels.get(label)) {
                suspects[found++] = graph.key(row);
            }
        }
        var left = graph.without(ForgetSet.ofLabels(Arrays.copyOf(suspects, found)));
        return left.trainingRows().length > 0 ? left : graph;
    }

    private static void addLabels(BitSet labels, Graph graph, long[] keys) {
        for (long key : keys) {
            int label = graph.labels().ofRow()[graph.row(key)];
            if (label >= 0) {
                labels.set(label);
            }
        }
    }

    private static int[] wrong(UnlearningRequest request) {
        var graph = request.before();
        var forget = request.forget();
        var out = new BitSet();
        for (long key : forget.nodes()) {
            out.set(graph.row(key));
        }
        for (long key : forget.labels()) {
            out.set(graph.row(key));
        }
        for (var cells : forget.features()) {
            out.set(graph.row(cells.node()));
        }
        for (var edge : forget.edges()) {
            out.set(graph.row(edge.source()));
            out.set(graph.row(edge.target()));
        }
        return out.stream().toArray();
    }

    /** Rows of the graph before within reach, those that are wrong excluded. */
    private static int[] near(UnlearningRequest request, int[] wrong) {
        var outgoing = request.before().adjacency().reversed();
        var reached = new BitSet();
        for (int row : wrong) {
            reached.set(row);
        }
        var own = (BitSet) reached.clone();
        for (int hop = 0; hop < request.training().model().layers(); hop++) {
            for (int row : reached.stream().toArray()) {
                for (int k = outgoing.ptr()[row]; k < outgoing.ptr()[row + 1]; k++) {
                    reached.set(outgoing.idx()[k]);
                }
            }
        }
        reached.andNot(own);
        return reached.stream().toArray();
    }

    /** The rows, in the remaining graph, of the share that changed most; of equals those in front. */
    private static int[] top(UnlearningRequest request, int[] near, double[] change, double percent) {
        if (near.length == 0) {
            return near;
        }
        double threshold = Largest.threshold(change, percent / 100);
        int left = Math.max(1, (int) Math.ceil(percent / 100 * near.length));
        for (double value : change) {
            left -= value > threshold ? 1 : 0;
        }
        var out = new int[near.length];
        int found = 0;
        for (int i = 0; i < near.length; i++) {
            boolean tie = change[i] == threshold && left > 0;
            left -= tie ? 1 : 0;
            if (change[i] > threshold || tie) {
                out[found++] = request.after().row(request.before().key(near[i]));
            }
        }
        return Arrays.copyOf(out, found);
    }
}
