package org.graphunlearning.verify.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.explain.Explainer;
import org.graphunlearning.verify.explain.Targets;
import org.jspecify.annotations.Nullable;

/**
 * What every model of a run is asked, fixed before the first answers: if each model explained the class it predicts itself, a change
 * of mind would pass for a change of reasons.
 *
 * @param targets keys of nodes to explain, ascending
 * @param asked per target the class whose logit is explained: the one the untouched model predicts on the graph before
 * @param rows keys of nodes whose posteriors are compared, ascending: the targets, and the nodes whose data or label is deleted
 * @param classes all classes of all models, those of the untouched model first
 */
record Questions(long[] targets, List<Object> asked, long[] rows, List<Object> classes) {
    static Questions of(VerificationCase subject, TargetSample sample, List<Gnn> models, Compute compute) {
        var before = subject.before();
        long[] targets = sample.keys();
        var pre = subject.pre();
        int width = pre.classes().size();
        float[] scores = pre.probabilities(before, rowsOf(before, targets), compute);
        var asked = new ArrayList<Object>();
        for (int i = 0; i < targets.length; i++) {
            asked.add(pre.classes().get(Scores.argMax(scores, i * width, width)));
        }
        var classes = new LinkedHashSet<>(pre.classes());
        models.forEach(model -> classes.addAll(model.classes()));
        return new Questions(targets, asked, rows(targets, subject.forget()), List.copyOf(classes));
    }

    private static long[] rows(long[] targets, ForgetSet forget) {
        return Stream.of(targets, forget.nodes(), forget.labels())
                .flatMapToLong(LongStream::of)
                .sorted()
                .distinct()
                .toArray();
    }

    private static int[] rowsOf(Graph graph, long[] keys) {
        return Arrays.stream(keys).mapToInt(graph::row).toArray();
    }

    /** Class probabilities, {@link #rows} x {@link #classes}; 0 for a class the model does not know. */
    double[][] posteriors(Gnn model, Graph graph, Compute compute) {
        int width = model.classes().size();
        float[] values = model.probabilities(graph, rowsOf(graph, rows), compute);
        var column = model.classes().stream().mapToInt(classes::indexOf).toArray();
        var out = new double[rows.length][classes.size()];
        for (int row = 0; row < rows.length; row++) {
            for (int c = 0; c < width; c++) {
                out[row][column[c]] = values[row * width + c];
            }
        }
        return out;
    }

    /** One attribution per target; {@code null} where the graph lacks the node or the model the class. */
    List<@Nullable Attribution> explain(Gnn model, Graph graph, Explainer explainer, Compute compute) {
        var can = new ArrayList<Integer>();
        for (int i = 0; i < targets.length; i++) {
            if (graph.row(targets[i]) >= 0 && model.classes().contains(asked.get(i))) {
                can.add(i);
            }
        }
        var out = new ArrayList<@Nullable Attribution>();
        for (int i = 0; i < targets.length; i++) {
            out.add(null);
        }
        if (!can.isEmpty()) {
            var keys = can.stream().mapToLong(i -> targets[i]).toArray();
            var indices = can.stream()
                    .mapToInt(i -> model.classes().indexOf(asked.get(i)))
                    .toArray();
            var answers = explainer.explain(model, graph, new Targets(keys, indices), compute);
            for (int k = 0; k < keys.length; k++) {
                out.set(can.get(k), answers.get(k));
            }
        }
        return out;
    }
}
