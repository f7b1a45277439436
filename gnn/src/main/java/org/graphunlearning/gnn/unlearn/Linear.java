package org.graphunlearning.gnn.unlearn;

import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.linear.GraphChange;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.linear.LinearFit;
import org.graphunlearning.gnn.linear.RidgeEdit;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Exact unlearning of heads that are solved (the family of GraphEditor, Cong and Mahdavi 2023). A ridge head takes the rows that the
 * deletion changes out of its sums and solves again: the parameters equal, bit for bit, a fit on the remaining graph. A logistic
 * head has no such sums and is solved again on the remaining rows.
 *
 * <p>An edit of r training rows costs their propagation, at most r D^2 multiply-adds and D^3 / 3 for the solution; the sums must be
 * those of the graph before the deletion, otherwise the head is fitted again and the result says so.
 */
public record Linear() implements Strategy {
    static final String NAME = "linear";

    private static final String FITTED_AGAIN =
            "The model does not carry the sums of the graph it was asked to forget from; it was fitted again.";

    /** Share of a fit that finding out whom an edit reaches and checking the result take. */
    private static final double LEAST_SHARE = 0.05;

    /** How much more a row of an edit costs than one of a fit: it is propagated on two graphs, from its whole neighbourhood. */
    private static final double COST_OF_A_ROW = 3;

    /** Columns of Z where the config does not tell. */
    private static final int LIKELY_COLUMNS = 1024;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void requireFits(TrainingConfig training) {
        Fits.requireHead(this, training, HeadConfig.Kind.RIDGE, HeadConfig.Kind.LOGISTIC);
    }

    @Override
    public double predictedMillis(Workload workload) {
        if (!workload.reachesTraining()) {
            return 0;
        }
        var head = workload.training().head();
        boolean fits = head.kind() == HeadConfig.Kind.LOGISTIC || 3 * workload.affectedShare() >= 1;
        double share = LEAST_SHARE + solutionShare(workload) + COST_OF_A_ROW * workload.affectedShare();
        return workload.millis(fits ? 1 : Math.min(1, share));
    }

    /** What solving takes of a fit, {@code D^3 / 3} of {@code m D^2 / 2 + D^3 / 3}: an edit does that, too. */
    private static double solutionShare(Workload workload) {
        var training = workload.training();
        int hops = training.model().architecture() == Architecture.SIGN
                ? training.model().layers() + 1
                : 1;
        int projection = training.head().projection();
        double columns = projection > 0 ? hops * projection + 1.0 : LIKELY_COLUMNS;
        return columns / 3 / (workload.trainingNodes() / 2.0 + columns / 3);
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        requireFits(request.training());
        Trainer.requireLearnable(request.after(), request.training());
        var work = Work.of(request, compute);
        boolean current = request.trainedOnBefore();
        if (current && (request.forget().isEmpty() || !work.impact().reachesTraining())) {
            double loss = Scores.trainingLoss(request.model(), request.after(), compute);
            return result(
                    work,
                    request.model(),
                    List.of(),
                    Effect.none(loss, work.watch().seconds()));
        }
        work.watch().enter(Watch.Phase.SOLVE);
        var config = config(request.training());
        boolean edits = config.head().kind() == HeadConfig.Kind.RIDGE;
        if (edits && current && RidgeEdit.isPossible(request.model(), request.before(), config)) {
            var change = new GraphChange(request.before(), request.after(), request.forget(), false);
            var model = RidgeEdit.apply(request.model(), change, config, compute);
            return result(work, model, List.of(), effect(work, model));
        }
        var model = Trainer.fit(request.after(), request.training(), compute);
        return result(work, model, edits ? List.of(FITTED_AGAIN) : List.of(), effect(work, model));
    }

    private static LinearFit.Config config(TrainingConfig training) {
        return new LinearFit.Config(training.model(), training.head(), training.weightDecay(), training.seed());
    }

    private static UnlearningResult result(Work work, Gnn model, List<String> warnings, Effect effect) {
        return new UnlearningResult(
                model,
                Guarantee.EXACT,
                NAME,
                work.impact().affectedNodes(),
                work.impact().affectedTrainingNodes(),
                warnings,
                effect);
    }

    private static Effect effect(Work work, Gnn model) {
        var request = work.request();
        var compute = work.compute();
        work.watch().enter(Watch.Phase.EVALUATE);
        boolean comparable = request.model().classes().equals(model.classes());
        double before = comparable ? Scores.trainingLoss(request.model(), request.after(), compute) : Double.NaN;
        double after = Scores.trainingLoss(model, request.after(), compute);
        double shift = ParameterVector.distance(request.model(), model);
        return new Effect(shift, before, after, work.watch().seconds(), Map.of());
    }
}
