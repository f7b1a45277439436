package org.graphunlearning.verify.verdict;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.Sidecar;
import org.graphunlearning.gnn.tensor.Adam;
import org.graphunlearning.gnn.train.CrossEntropy;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;

/**
 * Models that forgot nothing, a known part, or too much. Between paired models the straight way is meaningful because they share a
 * basin of the loss.
 */
public final class GradedControls {
    private static final int ASCENT_STEPS = 3;
    private static final int FINE_TUNE_EPOCHS = 10;

    private GradedControls() {}

    /**
     * All controls that make sense for a case, in the order of {@link Control}: no graded ones where the reference knows other
     * classes or deletion operators act, no fine-tuning and no ascent of a head that is solved, no ascent where the deletion reaches
     * no training row.
     */
    public static Map<Control, Gnn> of(VerificationCase subject, Gnn reference, Compute compute) {
        var out = new EnumMap<Control, Gnn>(Control.class);
        var noop = subject.pre();
        out.put(Control.NO_OP, noop);
        out.put(Control.REFERENCE, reference);
        if (noop.classes().equals(reference.classes()) && !operated(noop) && !operated(reference)) {
            out.put(Control.QUARTER, between(noop, reference, 0.25));
            out.put(Control.HALF, between(noop, reference, 0.5));
            out.put(Control.THREE_QUARTERS, between(noop, reference, 0.75));
        }
        if (subject.training().head().trainsByEpochs()) {
            out.put(Control.FINE_TUNE, fineTuned(subject, compute));
            int[] rows = forgottenRows(subject);
            if (rows.length > 0) {
                out.put(Control.ASCENT, ascended(subject, rows, compute));
            }
        }
        return out;
    }

    private static boolean operated(Gnn model) {
        var operators = model.sidecar().operators();
        return operators != null && operators.act();
    }

    /**
     * The parameters {@code noop + share (reference - noop)}.
     *
     * @throws IllegalArgumentException when the models differ in size
     */
    public static Gnn between(Gnn noop, Gnn reference, double share) {
        var from = ParameterVector.of(noop);
        var to = ParameterVector.of(reference);
        if (from.length != to.length) {
            throw new IllegalArgumentException("There is no way between models of " + from.length + " and " + to.length
                    + " parameters; both must have the same shape.");
        }
        for (int i = 0; i < from.length; i++) {
            from[i] += share * (to[i] - from[i]);
        }
        var out = noop.copy().with(Sidecar.empty());
        ParameterVector.assign(out, from);
        return out;
    }

    /** Ten more epochs on the remaining graph, as anybody would do who hopes that it fades. */
    static Gnn fineTuned(VerificationCase subject, Compute compute) {
        var training = subject.training()
                .withEpochs(FINE_TUNE_EPOCHS)
                .withPatience(0)
                .withSeed(KeyHash.mix(subject.training().seed(), 1));
        var out = subject.pre().copy().with(Sidecar.empty());
        Trainer.fitFurther(out, subject.after(), training, compute);
        return out;
    }

    /**
     * Three Adam steps up the loss of some rows, in the graph before and at the rate of the training.
     *
     * @param rows labelled training rows of the graph before, ascending
     */
    static Gnn ascended(VerificationCase subject, int[] rows, Compute compute) {
        var out = subject.pre().copy().with(Sidecar.empty());
        int classes = out.classes().size();
        var network = out.into(subject.before(), rows);
        var loss = new CrossEntropy(Scores.targets(out, subject.before(), rows), classes, false);
        var adam = new Adam(out.parameters(), 0);
        var gradient = new float[rows.length * classes];
        for (int step = 0; step < ASCENT_STEPS; step++) {
            compute.check();
            loss.gradient(network.forward(compute, Pass.inference()), gradient);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = -gradient[i];
            }
            network.backward(compute, gradient);
            adam.step(subject.training().learningRate());
        }
        return out;
    }

    /** Training rows of the graph before that leave the loss; where none does, those whose output the deletion changes. */
    static int[] forgottenRows(VerificationCase subject) {
        var before = subject.before();
        int[] training = before.trainingRows();
        int[] still = subject.after().trainingRows();
        int[] leaving = Arrays.stream(training)
                .filter(row -> Arrays.binarySearch(still, subject.after().row(before.key(row))) < 0)
                .toArray();
        if (leaving.length > 0) {
            return leaving;
        }
        var affected = AffectedNodes.of(
                before, subject.forget(), subject.pre().config().reach());
        return Arrays.stream(training).filter(affected::get).toArray();
    }
}
