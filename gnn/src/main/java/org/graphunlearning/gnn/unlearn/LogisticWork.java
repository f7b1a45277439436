package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.linear.LinearFit;
import org.graphunlearning.gnn.linear.LogisticHead;
import org.graphunlearning.gnn.linear.LogisticLoss;
import org.graphunlearning.gnn.linear.LogisticNoise;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.LogisticState;
import org.graphunlearning.gnn.train.Scores;

/**
 * A deletion from a logistic head under way: what the certified strategies share.
 *
 * @param work the request
 * @param config how the head was fitted
 * @param state weights in double, noise and spent budget as the last fit or deletion left them
 * @param gone terms of removed training nodes, on the graph before
 * @param stale terms of changed training nodes, on the graph before
 * @param now the objective on the remaining graph
 * @param changed positions in {@code now} of the rows of {@code stale}
 */
record LogisticWork(
        Work work,
        LinearFit.Config config,
        LogisticState state,
        LogisticLoss gone,
        LogisticLoss stale,
        LogisticLoss now,
        int[] changed) {
    /** What a certificate counts on. */
    static final String SECRETS =
            "The certificate counts on noise that is drawn from the training seed, and on the state that travels"
                    + " with the model; keep both secret.";

    /** Why bounds that start from the old optimum do not hold. */
    static final String STALE = "The model is not what its training on this graph gives";

    /** What to do with one class. */
    interface PerClass {
        /** Does it; {@code alone} computes on the calling thread. */
        void run(int cls, Compute alone);
    }

    /** Hands the work to a body, or retrains where the model does not carry the state of a head of this shape. */
    static Attempt.Proposal propose(Work work, Function<LogisticWork, Attempt.Proposal> body) {
        var request = work.request();
        var config = config(request);
        var state = request.model().sidecar().logistic();
        boolean known = state != null
                && request.model().classes().equals(request.before().classes());
        if (state == null || !known) {
            return retrained(
                    work, config, 0, "The model does not carry the state of a logistic head fitted to this graph");
        }
        var now = LogisticLoss.of(request.after(), config, work.compute());
        if (state.columns() != now.columns()
                || state.classes() != request.model().classes().size()) {
            return retrained(work, config, state.round() + 1, "The state of the logistic head has another shape");
        }
        var touched = TouchedRows.of(request);
        var gone = LogisticLoss.ofRows(request.before(), touched.removed(), config, work.compute());
        var stale = LogisticLoss.ofRows(request.before(), touched.changedBefore(), config, work.compute());
        return body.apply(new LogisticWork(work, config, state, gone, stale, now, touched.changedAfter()));
    }

    private static LinearFit.Config config(UnlearningRequest request) {
        var training = request.training();
        return new LinearFit.Config(training.model(), training.head(), training.weightDecay(), training.seed());
    }

    /** Every class, several at once. */
    void each(PerClass body) {
        work.compute().each(state.classes(), body::run);
    }

    /** Weights of a class. */
    double[] weights(int cls) {
        return LogisticHead.column(state.weights(), state.classes(), cls);
    }

    /** Noise in the objective of a class. */
    double[] noise(int cls) {
        return LogisticHead.column(state.noise(), state.classes(), cls);
    }

    /**
     * {@code grad L(w; before) - grad L(w; after)} of a class at its weights, from the terms that differ: what is removed, what is
     * changed, and the penalty, which counts training rows. The noise cancels.
     */
    double[] difference(int cls) {
        var w = weights(cls);
        var out = new double[w.length];
        gone.addGradients(all(gone), cls, w, 1, out);
        stale.addGradients(all(stale), cls, w, 1, out);
        now.addGradients(changed, cls, w, -1, out);
        double decay = gone.penalty() - now.penalty();
        for (int c = 0; c < out.length; c++) {
            out[c] = Math.fma(decay, w[c], out[c]);
        }
        return out;
    }

    private static int[] all(LogisticLoss loss) {
        return IntStream.range(0, loss.rows()).toArray();
    }

    /** A gradient norm of the remaining objective. */
    double residual(int cls, double[] w) {
        return now.gradient(cls, w, noise(cls), new double[w.length]);
    }

    /** Norm that no minimiser of the remaining objective exceeds: its value there is at most that at zero, {@code m ln 2}. */
    double radius(int cls) {
        return radius(cls, now.penalty());
    }

    private double radius(int cls, double penalty) {
        double rows = penalty / config.weightDecay();
        double b = norm(noise(cls));
        return (b + Math.sqrt(b * b + 2 * penalty * rows * Math.log(2))) / penalty;
    }

    /**
     * A bound on the gradient of the remaining objective at the present weights, from row norms and counts alone: the loss of a row
     * has a gradient of at most its norm.
     */
    double worstGradient(int cls) {
        double sum = state.spent()[cls] + (gone.penalty() - now.penalty()) * radiusBefore(cls);
        for (int row = 0; row < gone.rows(); row++) {
            sum += gone.rowNorm(row);
        }
        for (int i = 0; i < changed.length; i++) {
            sum += stale.rowNorm(i) + now.rowNorm(changed[i]);
        }
        return sum;
    }

    /** Of the present weights, which are within {@code spent / penalty} of the optimum before. */
    private double radiusBefore(int cls) {
        return radius(cls, gone.penalty()) + state.spent()[cls] / gone.penalty();
    }

    /** The model of new weights, published as they are. */
    Gnn model(double[] weights, double[] spent) {
        return model(weights, weights, spent, state.round());
    }

    /**
     * Publishes weights with the Gaussian noise that a distance from the optimum needs, and keeps them without it for the next request;
     * retrains where that noise would leave nothing of use. A retrained model is itself off its optimum by what the solver tolerates.
     */
    Attempt.Proposal noisy(
            double[] weights, double[] spent, double distance, PrivacyBudget privacy, Map<String, Double> bounds) {
        double tolerated = Math.sqrt(state.classes()) * now.tolerance() / now.penalty();
        double sigma = privacy.sigma(distance + tolerated);
        int round = state.round() + 1;
        var published = LogisticNoise.forPublication(config, state.columns(), state.classes(), round, sigma);
        for (int i = 0; i < published.length; i++) {
            published[i] += weights[i];
        }
        var model = model(published, weights, spent, round);
        if (worseThanGuessing(model)) {
            return retrained("Noise with a standard deviation of " + (float) sigma
                    + ", which the bound asks for, would have left a model worse than guessing");
        }
        var all = new TreeMap<>(bounds);
        all.put("noiseSigma", sigma);
        all.put("epsilon", privacy.epsilon());
        all.put("delta", privacy.delta());
        return new Attempt.Proposal(model, Guarantee.CERTIFIED, List.of(SECRETS), all, false);
    }

    private Gnn model(double[] published, double[] weights, double[] spent, int round) {
        var next = new LogisticState(state.columns(), state.classes(), weights, state.noise(), spent, round);
        var model = LogisticHead.model(work.request().after(), config, published, next);
        return model.with(
                model.sidecar().withDrift(work.request().model().sidecar().drift()));
    }

    /** Whether a model is worse on the remaining training nodes than one that finds all classes equally likely. */
    private boolean worseThanGuessing(Gnn model) {
        return !(Scores.trainingLoss(model, work.request().after(), work.compute()) <= Math.log(state.classes()));
    }

    /** Retrains, with noise that was not used before if there is any. */
    Attempt.Proposal retrained(String why) {
        return retrained(work, config, state.round() + 1, why);
    }

    private static Attempt.Proposal retrained(Work work, LinearFit.Config config, int round, String why) {
        work.watch().enter(Watch.Phase.SOLVE);
        boolean perturbed = config.head().perturbation() > 0;
        var model = LogisticHead.fit(work.request().after(), config, perturbed ? round : 0, work.compute());
        double left = largest(Objects.requireNonNull(model.sidecar().logistic()).spent());
        return new Attempt.Proposal(
                model,
                perturbed && round > 0 ? Guarantee.CERTIFIED : Guarantee.EXACT,
                List.of(why + "; the model was retrained" + (perturbed && round > 0 ? " with new noise." : ".")),
                Map.of("residualBound", left),
                false);
    }

    static double largest(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    static double norm(double[] v) {
        double sum = 0;
        for (double x : v) {
            sum = Math.fma(x, x, sum);
        }
        return Math.sqrt(sum);
    }
}
