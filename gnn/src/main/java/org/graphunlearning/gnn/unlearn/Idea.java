package org.graphunlearning.gnn.unlearn;

import java.util.List;
import java.util.TreeMap;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * IDEA (Dong et al. 2024): an influence step and a bound on the distance from the retrained model,
 * {@code alpha_1 + alpha_2}, where {@code alpha_2} is the length of the step and {@code alpha_1} bounds how far retraining moves.
 *
 * <p>For an objective with modulus of strong convexity s on the remaining data, m removed terms that are l-Lipschitz and t changed
 * terms with values in [0, c] before and after, adding {@code L(w_1) >= L(w_0) + s_0 x^2 / 2 - left x} and
 * {@code L'(w_0) >= L'(w_1) + s x^2 / 2} gives, with {@code s_0 = s + decay m} and {@code x = |w_1 - w_0|},
 *
 * <pre>{@code
 * s x^2 <= (m l + decay m |w_0| + left) x + 2 t c
 * x <= (a + sqrt(a^2 + 8 s t c)) / (2 s),   a = m l + decay m |w_0| + left
 * }</pre>
 *
 * <p>which is the published form with its slip ({@code m^2 + l^2} for {@code m^2 l^2}) and a factor put right, and with what the
 * penalty loses and the gradient left at {@code w_0} added.
 *
 * <p>On a logistic head the step is Newton's ({@link NewtonRemoval}; halved until the objective does not rise), all constants
 * are computed from rows and from a ball that must contain both optima, and the sum is a proven {@code distanceBound}. It is
 * loose; {@code gradientDistanceBound}, the gradient left over the modulus, is proven too and much smaller. Noise, if asked for, is
 * sized by the smaller one and makes the result certified, with the reservations of {@link DescentToDelete}.
 *
 * <p>On a network trained by epochs the step is that of {@link Gif} and the same formula, with losses and gradients measured at the
 * present parameters, is reported as {@code heuristicDistanceBound}: such networks are not convex, so it proves nothing, and noise is
 * refused.
 *
 * @param influence how a network's step is found; of no meaning for a logistic head
 * @param privacy epsilon, delta, and whether to add noise
 */
public record Idea(InfluenceOptions influence, PrivacyBudget privacy) implements Strategy {
    static final String NAME = "idea";

    /** With the usual settings. */
    public static Idea usual() {
        return new Idea(InfluenceOptions.defaults(InfluenceOptions.Solver.CG), PrivacyBudget.defaults());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void requireFits(TrainingConfig training) {
        Fits.requireHead(this, training, HeadConfig.Kind.SOFTMAX, HeadConfig.Kind.LOGISTIC);
        if (privacy.noise() && training.head().trainsByEpochs()) {
            throw new IllegalArgumentException("Strategy `idea` adds noise only where its bound is proven, on the head"
                    + " `logistic`, and this model has `softmax`; set `noise` to false, or use `retrain`.");
        }
    }

    @Override
    public double predictedMillis(Workload workload) {
        if (!workload.training().head().trainsByEpochs()) {
            return NewtonRemoval.predictedMillis(workload);
        }
        // Beside the step: losses of the changed rows and the gradient of the removed ones.
        return new Gif(influence).predictedMillis(workload)
                + workload.calibration().times(workload.affectedShare()).epochMillis();
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        requireFits(request.training());
        return request.training().head().trainsByEpochs()
                ? withHeuristicBound(new Gif(influence).unlearn(request, compute), request, compute)
                : Attempt.of(this, request, compute, work -> LogisticWork.propose(work, this::stepped));
    }

    private static UnlearningResult withHeuristicBound(
            UnlearningResult result, UnlearningRequest request, Compute compute) {
        if (!result.strategy().equals(Gif.NAME)) {
            return result; // retrained, and the result says so
        }
        var effect = result.effect();
        var bounds = new TreeMap<>(effect.bounds());
        if (result.model() != request.model()) {
            bounds.put("heuristicDistanceBound", IdeaBound.ofNetwork(request, compute) + effect.parameterShift());
        }
        return new UnlearningResult(
                result.model(),
                result.guarantee(),
                NAME,
                result.affectedNodes(),
                result.affectedTrainingNodes(),
                result.warnings(),
                new Effect(effect.parameterShift(), effect.lossBefore(), effect.lossAfter(), effect.seconds(), bounds));
    }

    private Attempt.Proposal stepped(LogisticWork work) {
        work.work().watch().enter(Watch.Phase.SOLVE);
        var full = NewtonRemoval.of(work);
        if (!full.holds(work)) {
            return work.retrained(LogisticWork.STALE);
        }
        var step = full.withoutRise(work);
        var bounds = new TreeMap<String, Double>();
        double published = IdeaBound.ofHead(work) + LogisticWork.norm(step.step());
        double gradient = LogisticWork.norm(step.measured()) / work.now().penalty();
        bounds.put("distanceBound", published);
        bounds.put("gradientDistanceBound", gradient);
        return privacy.noise()
                ? work.noisy(step.weights(), step.measured(), Math.min(published, gradient), privacy, bounds)
                : new Attempt.Proposal(
                        work.model(step.weights(), step.measured()),
                        Guarantee.APPROXIMATE,
                        List.of("Without noise the distance to the retrained model is bounded, but nothing is hidden."),
                        bounds,
                        false); // the objective of this head did not rise; the softmax loss is another one
    }
}
