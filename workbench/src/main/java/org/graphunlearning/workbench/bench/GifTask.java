package org.graphunlearning.workbench.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;

/**
 * A deletion as the graph influence function (Wu et al., 2023) sees it: training rows whose loss it changes, before and after.
 *
 * @param request the deletion, on a graph whose keys are its rows
 * @param before affected training rows, those of forgotten nodes included
 * @param after the rows of what remains of them, in the remaining graph
 */
record GifTask(UnlearningRequest request, int[] before, int[] after) {
    /** As published for Cora, with a loss that is summed. */
    static final int ITERATIONS = 100;

    static final int SCALE = 500;

    /** Bias gradients, whose terms all but cancel, keep the fewest digits. */
    private static final double TOLERANCE = 1e-3;

    static GifTask of(UnlearningRequest request) {
        var graph = request.before();
        var affected = AffectedNodes.of(
                graph, request.forget(), request.training().model().reach());
        var forgotten = new BitSet();
        LongStream.of(request.forget().nodes()).forEach(key -> forgotten.set(graph.row(key)));
        var before = Arrays.stream(graph.trainingRows())
                .filter(row -> affected.get(row) || forgotten.get(row))
                .toArray();
        var after = Arrays.stream(before)
                .filter(row -> !forgotten.get(row))
                .map(row -> request.after().row(graph.key(row)))
                .toArray();
        return new GifTask(request, before, after);
    }

    /** For the other side: lists of rows of the graph before, a name and its numbers per line. */
    String text() {
        var graph = request.before();
        var forget = request.forget();
        int[] remaining = Arrays.stream(after)
                .map(row -> graph.row(request.after().key(row)))
                .toArray();
        var edges = forget.edges().stream().flatMapToLong(edge -> LongStream.of(edge.source(), edge.target()));
        var features = forget.features().stream().mapToLong(cells -> cells.node());
        return lists("training", graph.trainingRows())
                + lists("before", before)
                + lists("after", remaining)
                + list("nodes", LongStream.of(forget.nodes()))
                + list("edges", edges)
                + list("features", features);
    }

    private String lists(String name, int[] rows) {
        var targets = IntStream.of(rows).mapToLong(row -> request.before().targets()[row]);
        return list(name, IntStream.of(rows).asLongStream()) + list(name + "Targets", targets);
    }

    private static String list(String name, LongStream numbers) {
        return numbers.mapToObj(Long::toString).collect(Collectors.joining(" ", name + " ", "\n"));
    }

    /** Difference of the summed gradients before and after, by the product's own passes. */
    double[] difference(Compute compute) {
        var old = gradient(request.before(), before, compute);
        var now = gradient(request.after(), after, compute);
        for (int i = 0; i < old.length; i++) {
            old[i] -= now[i];
        }
        return old;
    }

    /** The objective shares a row's loss among all training rows; the published loss is a sum. */
    private double[] gradient(Graph graph, int[] rows, Compute compute) {
        var objective = Objective.ofRows(request.model().copy(), graph, request.training(), rows);
        var out = new double[objective.length()];
        objective.gradient(compute, out);
        int all = graph.trainingRows().length;
        for (int i = 0; i < out.length; i++) {
            out[i] *= all;
        }
        return out;
    }

    /** Whether the other side starts from the same difference, within a share of its largest entry. */
    boolean agrees(float[] theirs, Compute compute) {
        var ours = difference(compute);
        double largest = Arrays.stream(ours).map(Math::abs).max().orElse(0);
        return theirs.length >= ours.length
                && IntStream.range(0, ours.length).allMatch(i -> Math.abs(ours[i] - theirs[i]) <= TOLERANCE * largest);
    }
}
