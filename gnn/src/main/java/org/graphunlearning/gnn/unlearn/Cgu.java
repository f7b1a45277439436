package org.graphunlearning.gnn.unlearn;

import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Certified graph unlearning (Chien, Pan, Milenkovic 2022, after Guo, Goldstein, Hannun, van der Maaten 2020) for logistic heads
 * that were trained with noise in their objective: one Newton step per class towards the optimum on the remaining graph, for any
 * mixture of nodes, edges, features and labels.
 *
 * <p>What is proven: each class stays within its own budget of gradient residual ({@link NewtonRemoval} bounds it,
 * {@link PrivacyBudget} sizes it, with epsilon and delta shared out over classes), and by theorem 3 of Guo et al. the weights are then
 * (epsilon, delta)-indistinguishable from those of training on the remaining graph with noise of its own. The bound adds up over
 * requests; when a class would exceed its budget, the model is retrained with new noise and starts at zero again. Rounding to float,
 * and folding a projection in, reads no data and weakens nothing.
 *
 * <p>What is not: whoever knows the training seed, or the state that travels with the model, knows the noise and is not covered;
 * neither is whoever compares the model with an earlier release of it. The graph itself is not hidden: answers are computed on
 * the remaining one. The theorem is taken as published.
 *
 * <p>One propagation, one Hessian and one solve per class: {@code m D^2 / 2 + D^3 / 6} multiply-adds each, or {@code 2 m D} per
 * iteration in wide heads.
 *
 * @param privacy epsilon and delta; its {@code noise} is of no meaning here, where noise is part of the training
 */
public record Cgu(PrivacyBudget privacy) implements Strategy {
    static final String NAME = "cgu";

    /** With the usual settings. */
    public static Cgu usual() {
        return new Cgu(PrivacyBudget.defaults());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void requireFits(TrainingConfig training) {
        Fits.requireHead(this, training, HeadConfig.Kind.LOGISTIC);
        if (training.head().perturbation() == 0) {
            throw new IllegalArgumentException(
                    "Strategy `cgu` certifies by the noise in the objective, and this model was"
                            + " trained with `perturbation` 0; train it with one above 0, or use `linear` or `retrain`.");
        }
    }

    @Override
    public double predictedMillis(Workload workload) {
        return NewtonRemoval.predictedMillis(workload);
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        return Attempt.of(this, request, compute, work -> LogisticWork.propose(work, this::removed));
    }

    private Attempt.Proposal removed(LogisticWork work) {
        work.work().watch().enter(Watch.Phase.SOLVE);
        double budget = privacy.residualBudget(
                work.config().head().perturbation(), work.state().classes());
        var removal = NewtonRemoval.of(work);
        if (!removal.holds(work)) {
            return work.retrained(LogisticWork.STALE);
        }
        double bound = LogisticWork.largest(removal.bound());
        if (!(bound <= budget)) {
            return work.retrained("A class would have left a gradient of up to " + (float) bound
                    + ", more than the budget of " + (float) budget + " that its noise hides");
        }
        return new Attempt.Proposal(
                work.model(removal.weights(), removal.bound()),
                Guarantee.CERTIFIED,
                List.of(LogisticWork.SECRETS),
                Map.of(
                        "residualBound", bound,
                        "residualBudget", budget,
                        "residualNorm", LogisticWork.largest(removal.measured()),
                        "epsilon", privacy.epsilon(),
                        "delta", privacy.delta()),
                false);
    }
}
