package org.graphunlearning.verify.evidence;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.verdict.ModelRole;
import org.graphunlearning.verify.verdict.VerificationCase;
import org.jspecify.annotations.Nullable;

/**
 * What the models of one deletion answer for every node of its graphs. A model is asked when somebody first wants to know, and once
 * per graph; models with the same bits count as one. Keeps nodes times classes floats per answer. For one thread.
 */
final class Answers {
    /** Asks a model about every row of a graph: logits, rows times classes. */
    interface Forward {
        float[] logits(Gnn model, Graph graph);
    }

    private final Graph before;
    private final Graph after;
    private final Forward forward;
    private final Map<ModelRole, Gnn> models = new EnumMap<>(ModelRole.class);
    private final Map<ModelRole, float[]> onBefore = new EnumMap<>(ModelRole.class);
    private final Map<ModelRole, float[]> onAfter = new EnumMap<>(ModelRole.class);

    /**
     * Of a deletion; nobody is asked yet.
     *
     * @param reference the retrained model; null without one
     */
    Answers(VerificationCase subject, @Nullable Gnn reference, Forward forward) {
        this.before = subject.before();
        this.after = subject.after();
        this.forward = forward;
        models.put(ModelRole.PRE, subject.pre());
        add(ModelRole.POST, subject.post());
        if (reference != null) {
            add(ModelRole.REFERENCE, reference);
        }
    }

    /** Adds a model, or the one known that has the same bits: then its answers are known as well. */
    private void add(ModelRole role, Gnn model) {
        byte[] bits = model.sha256();
        var twin = models.values().stream()
                .filter(known -> Arrays.equals(known.sha256(), bits))
                .findFirst();
        models.put(role, twin.orElse(model));
    }

    boolean has(ModelRole role) {
        return models.containsKey(role);
    }

    Gnn model(ModelRole role) {
        var model = models.get(role);
        if (model == null) {
            throw new IllegalStateException("This deletion has no model " + role + "; ask `has` first.");
        }
        return model;
    }

    Graph graph(View view) {
        return view == View.PROBE ? before : after;
    }

    /** Logits of every row, rows times classes of the model; not to be written to. */
    float[] logits(ModelRole role, View view) {
        var model = model(role);
        var known = view == View.PROBE ? onBefore : onAfter;
        for (var entry : known.entrySet()) {
            if (models.get(entry.getKey()) == model) {
                return entry.getValue();
            }
        }
        float[] out = forward.logits(model, graph(view));
        known.put(role, out);
        return out;
    }

    /** Index of the class answered per row, the first of equals. */
    int[] classes(ModelRole role, View view) {
        int width = model(role).classes().size();
        float[] logits = logits(role, view);
        var out = new int[graph(view).nodeCount()];
        Arrays.setAll(out, row -> Scores.argMax(logits, row * width, width));
        return out;
    }

    /** Share of the remaining labelled test nodes answered right, in [0, 1]; null without such nodes or such a model. */
    @Nullable
    Double accuracy(ModelRole role) {
        boolean any = Arrays.stream(after.split().rows(Role.TEST))
                .anyMatch(row -> after.labels().isLabelled(row));
        if (!any || !has(role)) {
            return null;
        }
        return Scores.accuracy(model(role).classes(), after, logits(role, View.PROD), Role.TEST);
    }
}
