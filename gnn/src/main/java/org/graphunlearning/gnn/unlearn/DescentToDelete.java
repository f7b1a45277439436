package org.graphunlearning.gnn.unlearn;

import java.util.List;
import java.util.TreeMap;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.linear.LogisticHead;
import org.graphunlearning.gnn.linear.LogisticLoss;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Descent-to-delete (Neel, Roth, Sharifi-Malvajerdi 2021) for logistic heads: full gradient steps on the remaining objective from the
 * present weights, and Gaussian noise on what is published if asked for.
 *
 * <p>With {@code mu = penalty} and {@code M = |Z|_2^2 / 4 + mu} each step of length {@code 2 / (M + mu)} brings the weights closer to
 * the optimum, and the gradient closer to zero, by {@code q = (M - mu) / (M + mu)}, so after I steps
 *
 * <pre>{@code
 * |w - w*| <= |grad L(w)| / mu <= q^I |grad L(w_0)| / mu
 *          <= q^I (left before + sum_touched |z_i| + decay k radius) / mu
 * }</pre>
 *
 * <p>These are {@code distanceBound}, {@code contractionBound} and {@code worstCaseBound}, over all classes together. The last needs no
 * gradient: the loss of a row has a gradient of at most its norm, before and after; k training nodes leave the penalty; and no
 * optimum is longer than the radius at which the penalty alone exceeds the objective at zero. It presumes a model that was fitted to the
 * graph before; the others do not.
 *
 * <p>With noise, the published parameters are (epsilon, delta)-indistinguishable from those of a retrained model with noise of the same
 * size. Its size follows from {@code distanceBound}, thus from the data, and is reported; who must not learn even that needs
 * {@code retrain}. The state that travels with the model keeps the weights without noise, from which the next request starts: it
 * must stay secret, and so must the training seed. Without noise nothing is hidden and the bound is only reported. A noise that would
 * leave a model worse than guessing is not published; the model is retrained instead.
 *
 * <p>{@code 2 m D} multiply-adds per step and class.
 *
 * @param steps I, 1 to 1,000,000
 * @param privacy epsilon, delta, and whether to add noise
 */
public record DescentToDelete(int steps, PrivacyBudget privacy) implements Strategy {
    static final String NAME = "descentToDelete";

    /** Of a wide fit, which is iterative itself, per step; measured. */
    private static final double SHARE_OF_WIDE_FIT = 0.015;

    /** Of a fit with dense Hessians, per step, times the width: a gradient against a few times half a Hessian. */
    private static final double SHARE_OF_DENSE_FIT = 0.5;

    private static final double SHARE_OF_SETUP = 0.2;

    /** Checks the range. */
    public DescentToDelete {
        if (steps < 1 || steps > 1_000_000) {
            throw new IllegalArgumentException("`steps` must lie between 1 and 1000000, not " + steps + ".");
        }
    }

    /** With the usual settings. */
    public static DescentToDelete usual() {
        return new DescentToDelete(100, PrivacyBudget.defaults());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void requireFits(TrainingConfig training) {
        Fits.requireHead(this, training, HeadConfig.Kind.LOGISTIC);
    }

    @Override
    public double predictedMillis(Workload workload) {
        double share = NewtonRemoval.isDense(workload)
                ? SHARE_OF_DENSE_FIT / workload.training().head().projection()
                : SHARE_OF_WIDE_FIT;
        return workload.reachesTraining() ? workload.millis(SHARE_OF_SETUP + steps * share) : 0;
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        return Attempt.of(this, request, compute, work -> LogisticWork.propose(work, this::descended));
    }

    /** Per class. */
    private record Descent(double[] weights, double[] first, double[] left, double[] worst) {}

    private Attempt.Proposal descended(LogisticWork work) {
        work.work().watch().enter(Watch.Phase.SOLVE);
        int classes = work.state().classes();
        var descent = new Descent(
                new double[work.state().weights().length],
                new double[classes],
                new double[classes],
                new double[classes]);
        double spectral = work.now().spectralBound();
        double strength = work.now().penalty();
        double smoothness = spectral * spectral / 4 + strength;
        double contraction = Math.pow((smoothness - strength) / (smoothness + strength), steps);
        work.each((cls, alone) -> {
            descend(work, cls, 2 / (smoothness + strength), descent, alone);
            descent.worst[cls] = contraction * work.worstGradient(cls);
        });
        var bounds = new TreeMap<String, Double>();
        double distance = LogisticWork.norm(descent.left) / strength;
        bounds.put("distanceBound", distance);
        bounds.put("contractionBound", contraction * LogisticWork.norm(descent.first) / strength);
        bounds.put("worstCaseBound", LogisticWork.norm(descent.worst) / strength);
        return privacy.noise()
                ? work.noisy(descent.weights, descent.left, distance, privacy, bounds)
                : new Attempt.Proposal(
                        work.model(descent.weights, descent.left),
                        Guarantee.APPROXIMATE,
                        List.of("Without noise the distance to the retrained model is bounded, but nothing is hidden."),
                        bounds,
                        false); // the objective of this head falls with every step; the softmax loss is another one
    }

    private void descend(LogisticWork work, int cls, double rate, Descent out, Compute alone) {
        LogisticLoss loss = work.now();
        var w = work.weights(cls);
        var noise = work.noise(cls);
        var gradient = new double[w.length];
        out.first[cls] = loss.gradient(cls, w, noise, gradient);
        for (int step = 0; step < steps; step++) {
            alone.check();
            for (int c = 0; c < w.length; c++) {
                w[c] = Math.fma(-rate, gradient[c], w[c]);
            }
            out.left[cls] = loss.gradient(cls, w, noise, gradient);
        }
        LogisticHead.put(w, out.weights, out.left.length, cls);
    }
}
