package org.graphunlearning.workbench.bench;

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
import org.graphunlearning.verify.verdict.Control;
import org.graphunlearning.verify.verdict.VerificationCase;

/**
 * The controls of a deletion as models that can be judged one by one, where {@code Verification.readControls} hands out readings
 * only. They are the same models: both give the same movements.
 */
final class ControlModels {
    private static final Map<Control, Double> SHARES =
            Map.of(Control.QUARTER, 0.25, Control.HALF, 0.5, Control.THREE_QUARTERS, 0.75);
    private static final int ASCENTS = 3;
    private static final int FURTHER_EPOCHS = 10;

    private ControlModels() {}

    /** Those that make sense for a deletion that takes no class away: a head that is solved is neither tuned nor driven up its loss. */
    static Map<Control, Gnn> of(VerificationCase subject, Gnn reference, Compute compute) {
        var out = new EnumMap<Control, Gnn>(Control.class);
        out.put(Control.NO_OP, subject.pre());
        out.put(Control.REFERENCE, reference);
        SHARES.forEach((control, share) -> out.put(control, between(subject.pre(), reference, share)));
        if (subject.training().head().trainsByEpochs()) {
            out.put(Control.FINE_TUNE, tuned(subject, compute));
            int[] rows = climbed(subject);
            if (rows.length > 0) {
                out.put(Control.ASCENT, ascended(subject, rows, compute));
            }
        }
        return out;
    }

    /** On the straight way between two models of one shape: 0 is the first, 1 the second. */
    static Gnn between(Gnn from, Gnn to, double share) {
        var values = ParameterVector.of(from);
        var goal = ParameterVector.of(to);
        for (int i = 0; i < values.length; i++) {
            values[i] += share * (goal[i] - values[i]);
        }
        var out = from.copy().with(Sidecar.empty());
        ParameterVector.assign(out, values);
        return out;
    }

    private static Gnn tuned(VerificationCase subject, Compute compute) {
        var out = subject.pre().copy().with(Sidecar.empty());
        var training = subject.training();
        var further = training.withEpochs(FURTHER_EPOCHS).withPatience(0).withSeed(KeyHash.mix(training.seed(), 1));
        Trainer.fitFurther(out, subject.after(), further, compute);
        return out;
    }

    private static Gnn ascended(VerificationCase subject, int[] rows, Compute compute) {
        var out = subject.pre().copy().with(Sidecar.empty());
        var graph = subject.before();
        var network = out.into(graph, rows);
        int width = out.classes().size();
        var loss = new CrossEntropy(Scores.targets(out, graph, rows), width, false);
        var adam = new Adam(out.parameters(), 0);
        var gradient = new float[rows.length * width];
        for (int step = 0; step < ASCENTS; step++) {
            loss.gradient(network.forward(compute, Pass.inference()), gradient);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = -gradient[i];
            }
            network.backward(compute, gradient);
            adam.step(subject.training().learningRate());
        }
        return out;
    }

    /** Training rows whose loss is driven up: those that leave, or else those whose output changes. */
    private static int[] climbed(VerificationCase subject) {
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
