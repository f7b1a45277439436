package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.Drift;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingDivergedException;
import org.jspecify.annotations.Nullable;

/**
 * What every strategy that changes parameters without retraining has in common: it does nothing where nothing was learned, works on
 * a copy, and publishes only what is finite and no worse on the remaining data than the untouched parameters; lost confidence is
 * made up for by {@link Sharpening}, a step that goes too far is shortened. Otherwise the model is retrained, and the result says so.
 */
final class Attempt {
    private static final int MOST_REQUESTS = 20;
    private static final double MOST_SHIFT = 0.5;
    private static final double MOST_FORGOTTEN = 0.1;

    private Attempt() {}

    /** The part that differs. */
    interface Body {
        /**
         * Proposes a model; the watch stands at {@link Watch.Phase#GRADIENT}.
         *
         * @throws TrainingDivergedException when a loss stopped being finite
         */
        Proposal propose(Work work);
    }

    /**
     * A model to publish if it stands the check.
     *
     * @param model a model of its own, with the sidecar it shall have; the drift is added here
     * @param guarantee what it is worth
     * @param warnings sentences the caller should see
     * @param bounds see {@link Effect}
     * @param keptLoss whether it must not be worse on the remaining data; an exact or certified one need not
     */
    record Proposal(
            Gnn model, Guarantee guarantee, List<String> warnings, Map<String, Double> bounds, boolean keptLoss) {
        static Proposal approximate(Gnn model, String... warnings) {
            return new Proposal(model, Guarantee.APPROXIMATE, List.of(warnings), Map.of(), true);
        }

        private Proposal with(Gnn other, String warning) {
            var all = new ArrayList<>(warnings);
            all.add(warning);
            return new Proposal(other, guarantee, all, bounds, keptLoss);
        }
    }

    static UnlearningResult of(Strategy strategy, UnlearningRequest request, Compute compute, Body body) {
        strategy.requireFits(request.training());
        if (!(strategy instanceof GnnDelete)) {
            Fits.requireNoOperators(strategy, request.model());
        }
        Trainer.requireLearnable(request.after(), request.training());
        if (!request.model().classes().equals(request.after().classes())) {
            return retrained(
                    request,
                    compute,
                    "The deletion changed the set of classes, which `" + strategy.name() + "` cannot",
                    Effect.Seconds.ZERO);
        }
        var work = Work.of(request, compute);
        double untouched = Scores.trainingLoss(untouched(request), request.after(), compute);
        if (request.forget().isEmpty()
                || (request.trainedOnBefore() && !work.impact().reachesTraining())) {
            return unchanged(strategy, work, untouched);
        }
        work.watch().enter(Watch.Phase.GRADIENT);
        var proposal = proposed(work, body);
        work.watch().enter(Watch.Phase.EVALUATE);
        double loss = proposal == null || !proposal.model().isFinite()
                ? Double.NaN
                : Scores.trainingLoss(proposal.model(), request.after(), compute);
        if (proposal == null || !Double.isFinite(loss)) {
            return retrained(work, "The strategy `" + strategy.name() + "` did not give a finite model");
        }
        if (!proposal.keptLoss() || loss <= untouched) {
            return published(strategy, work, proposal, untouched, loss);
        }
        return mended(strategy, work, proposal, untouched);
    }

    private static UnlearningResult mended(Strategy strategy, Work work, Proposal proposal, double untouched) {
        var sharper = proposal.model().copy();
        double factor = sharpened(work, sharper, untouched);
        double loss = Scores.trainingLoss(sharper, work.request().after(), work.compute());
        if (loss <= untouched) {
            return published(strategy, work, proposal.with(sharper, Sharpening.sentence(factor)), untouched, loss);
        }
        var shorter = ShortenedStep.of(work.request(), proposal.model(), untouched, work.compute());
        return shorter == null
                ? retrained(
                        work, "The strategy `" + strategy.name() + "` would have raised the loss on the remaining data")
                : published(
                        strategy, work, proposal.with(shorter.model(), shorter.sentence()), untouched, shorter.loss());
    }

    private static double sharpened(Work work, Gnn model, double limit) {
        var request = work.request();
        var training = request.training().withWeightDecay(0).withBalancedClasses(false);
        return Sharpening.apply(model, Objective.of(model, request.after(), training), limit, work.compute());
    }

    /** Deletion operators are solved anew from the parameters alone: it is those that a result must not be worse than. */
    private static Gnn untouched(UnlearningRequest request) {
        var model = request.model();
        return request.forget().isEmpty() ? model : model.with(model.sidecar().withOperators(null));
    }

    private static @Nullable Proposal proposed(Work work, Body body) {
        try {
            return body.propose(work);
        } catch (TrainingDivergedException diverged) {
            return null;
        }
    }

    /** Exact only if the model is what training gives; after other deletions it stays worth as little as it was. */
    private static UnlearningResult unchanged(Strategy strategy, Work work, double loss) {
        boolean operated = work.request().model().sidecar().operators() != null;
        var guarantee = work.request().trainedOnBefore()
                ? Guarantee.EXACT
                : operated ? Guarantee.OUTPUT_ONLY : Guarantee.APPROXIMATE;
        return new UnlearningResult(
                work.request().model(),
                guarantee,
                strategy.name(),
                work.impact().affectedNodes(),
                work.impact().affectedTrainingNodes(),
                List.of(),
                Effect.none(loss, work.watch().seconds()));
    }

    private static UnlearningResult retrained(Work work, String why) {
        return retrained(work.request(), work.compute(), why, work.watch().seconds());
    }

    private static UnlearningResult retrained(
            UnlearningRequest request, Compute compute, String why, Effect.Seconds wasted) {
        if (!request.mayRetrain()) {
            throw new GaveUpException(why, wasted);
        }
        return new Retrain().unlearn(request, compute).after(why + "; the model was retrained.", wasted);
    }

    private static UnlearningResult published(
            Strategy strategy, Work work, Proposal proposal, double lossBefore, double lossAfter) {
        var request = work.request();
        double shift = ParameterVector.distance(request.model(), proposal.model());
        var warnings = new ArrayList<>(proposal.warnings());
        var model = proposal.model();
        if (proposal.guarantee() == Guarantee.APPROXIMATE) {
            var drift = drifted(work, shift);
            model = model.with(model.sidecar().withDrift(drift));
            warnings.addAll(advice(drift, request));
        }
        return new UnlearningResult(
                model,
                proposal.guarantee(),
                strategy.name(),
                work.impact().affectedNodes(),
                work.impact().affectedTrainingNodes(),
                warnings,
                new Effect(shift, lossBefore, lossAfter, work.watch().seconds(), proposal.bounds()));
    }

    private static Drift drifted(Work work, double shift) {
        var request = work.request();
        double size = ParameterVector.norm(ParameterVector.of(request.model()));
        int forgotten = request.before().trainingRows().length - request.after().trainingRows().length;
        return request.model().sidecar().drift().plus(size > 0 ? shift / size : 0, forgotten);
    }

    private static List<String> advice(Drift drift, UnlearningRequest request) {
        long learned = request.after().trainingRows().length + drift.forgottenTrainingNodes();
        boolean spent = drift.requests() >= MOST_REQUESTS
                || drift.shift() >= MOST_SHIFT
                || drift.forgottenTrainingNodes() >= MOST_FORGOTTEN * learned;
        return spent
                ? List.of("Since the last exact training, " + drift.requests() + " approximate deletions took "
                        + drift.forgottenTrainingNodes() + " of " + learned
                        + " training nodes and moved the parameters by "
                        + Math.round(100 * drift.shift()) + " % in all; the strategy `retrain` is advised.")
                : List.of();
    }
}
