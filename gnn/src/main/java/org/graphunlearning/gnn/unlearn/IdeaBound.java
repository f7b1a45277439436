package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.linear.LogisticLoss;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;

/**
 * {@code alpha_1} of {@link Idea}: how far retraining can move the parameters.
 *
 * @param pull the a of the formula: m l and whatever else is linear in the distance
 * @param changed t, terms that change
 * @param loss c, the largest value of such a term
 * @param strength s, the modulus of strong convexity
 */
record IdeaBound(double pull, double changed, double loss, double strength) {
    double distance() {
        return (pull + Math.sqrt(pull * pull + 8 * strength * changed * loss)) / (2 * strength);
    }

    /** Proven; over all classes together. */
    static double ofHead(LogisticWork work) {
        var all = new double[work.state().classes()];
        for (int cls = 0; cls < all.length; cls++) {
            all[cls] = ofClass(work, cls).distance();
        }
        return LogisticWork.norm(all);
    }

    private static IdeaBound ofClass(LogisticWork work, int cls) {
        var w = work.weights(cls);
        double lipschitz = 0;
        for (int row = 0; row < work.gone().rows(); row++) {
            lipschitz += work.gone().rowNorm(row);
        }
        double length = LogisticWork.norm(w);
        double decay = work.gone().penalty() - work.now().penalty();
        double left = work.state().spent()[cls];
        double radius = Math.max(length, work.radius(cls));
        double norm =
                Math.max(largestNorm(work.stale(), all(work.stale().rows())), largestNorm(work.now(), work.changed()));
        double loss = Math.log1p(Math.exp(-norm * radius)) + norm * radius;
        return new IdeaBound(
                lipschitz + decay * length + left,
                work.changed().length,
                loss,
                work.now().penalty());
    }

    private static int[] all(int count) {
        var out = new int[count];
        Arrays.setAll(out, i -> i);
        return out;
    }

    private static double largestNorm(LogisticLoss loss, int[] rows) {
        double out = 0;
        for (int row : rows) {
            out = Math.max(out, loss.rowNorm(row));
        }
        return out;
    }

    /**
     * With constants measured at the present parameters, which bound nothing in a network; infinite without weight decay. Losses and
     * gradients are those of the mean, so counts are shares.
     */
    static double ofNetwork(UnlearningRequest request, Compute compute) {
        var training = request.training();
        var touched = TouchedRows.of(request);
        var model = request.model().copy();
        double pull = 0;
        if (touched.removed().length > 0) {
            var gone = Objective.ofRows(model, request.before(), training, touched.removed());
            var gradient = new double[gone.length()];
            gone.gradient(compute, gradient);
            pull = ParameterVector.norm(gradient);
        }
        double decay = training.weightDecay();
        double share = (double) touched.removed().length / request.before().trainingRows().length;
        double loss = Math.max(
                largestLoss(model, request.before(), touched.changedBefore(), compute),
                largestLoss(model, request.after(), rowsAfter(request, touched), compute));
        double changed =
                (double) touched.changedBefore().length / request.before().trainingRows().length;
        double length = ParameterVector.norm(ParameterVector.of(model));
        return new IdeaBound(pull + share * decay * length, changed, loss, decay * (1 - share)).distance();
    }

    private static int[] rowsAfter(UnlearningRequest request, TouchedRows touched) {
        int[] rows = request.after().trainingRows();
        return Arrays.stream(touched.changedAfter()).map(at -> rows[at]).toArray();
    }

    private static double largestLoss(Gnn model, Graph graph, int[] rows, Compute compute) {
        if (rows.length == 0) {
            return 0;
        }
        var probabilities = model.probabilities(graph, rows, compute);
        int classes = model.classes().size();
        int[] targets = Scores.targets(model, graph, rows);
        double out = 0;
        for (int i = 0; i < rows.length; i++) {
            out = Math.max(out, -Math.log(Math.max(probabilities[i * classes + targets[i]], Float.MIN_NORMAL)));
        }
        return out;
    }
}
