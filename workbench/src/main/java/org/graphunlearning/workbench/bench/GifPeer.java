package org.graphunlearning.workbench.bench;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.jspecify.annotations.Nullable;

/** The published GIF in PyTorch, for the requests of one row: what it took, and how far its answers are from a retraining. */
final class GifPeer {
    /** What takes longer is measured once. */
    private static final double SHORT_SECONDS = 10;

    private static final List<Architecture> KNOWN = List.of(Architecture.GCN, Architecture.GAT, Architecture.SGC);

    private final PyTorchPeer process;
    private final Tally tally = new Tally();
    private boolean agrees = true;
    private String form = "";

    GifPeer(PyTorchPeer process) {
        this.process = process;
    }

    static boolean knows(TrainingConfig training) {
        return training.head().trainsByEpochs()
                && KNOWN.contains(training.model().architecture());
    }

    void round(UnlearningRequest request, Answers gold, Compute compute) {
        var known = tally.median("peerSeconds");
        if (known != null && known > SHORT_SECONDS) {
            return;
        }
        var task = GifTask.of(request);
        var model = request.model();
        var answer = process.gif(model.config(), model.classes().size(), model.parameters(), task.text());
        agrees &= task.agrees(answer.values(), compute);
        form = answer.form();
        tally.add("peerSeconds", answer.seconds());
        tally.add("peerAgreement", agreement(model, answer.values(), request, gold, compute));
    }

    /** 0 when a parameter is no finite number any more: such a model answers nothing. */
    private static double agreement(
            Gnn model, float[] values, UnlearningRequest request, Answers gold, Compute compute) {
        var changed = model.copy();
        var vector = new double[ParameterVector.length(model)];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values[vector.length + i];
        }
        ParameterVector.assign(changed, vector);
        return changed.isFinite()
                ? Answers.of(changed, request.after(), compute).agreement(gold)
                : 0;
    }

    ProcessHandle handle() {
        return process.handle();
    }

    @Nullable
    Double seconds() {
        return tally.median("peerSeconds");
    }

    @Nullable
    Double agreement() {
        return tally.mean("peerAgreement");
    }

    /** Whether both sides started from the same gradients every time. */
    boolean agrees() {
        return agrees;
    }

    /** The variant that was fastest. */
    String form() {
        return form;
    }
}
