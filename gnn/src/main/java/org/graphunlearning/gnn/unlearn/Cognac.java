package org.graphunlearning.gnn.unlearn;

import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.tensor.Adam;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.train.TrainingLoss;

/**
 * Corrective unlearning with partial knowledge (Kolipaka et al., Cognac, 2024): what is asked for is the known part of data that is
 * wrong, and its effect is to go beyond that part.
 *
 * <p>Each of the {@code steps} first pulls the answers at the nodes that the known part influences most towards those of their
 * clean neighbours and pushes them from those of the known part, see {@link Contrast}; then it alternates a step towards the uniform
 * answer at the known training nodes (instead of the paper's unbounded ascent; it stops when their labels have become no more likely
 * than chance) with descent on the remaining graph. The two have optimisers of their own.
 *
 * <p>The known part leaves the graph, as with every strategy. Going beyond the paper, descent leaves out influenced training nodes
 * that carry a label of the known wrong nodes, see {@link Influenced#withoutSuspects}: otherwise it learns again what nobody named.
 * A final descent brings the loss on all remaining data, wrong labels among them, back to what it was, which limits what can be
 * corrected; where it does not get there, the model is retrained. Nothing bounds what stays. Costs about {@value #EPOCHS_PER_STEP}
 * epochs per step and leaves no checkpoint.
 *
 * @param steps outer rounds, 1 to 10,000
 * @param ascentRate Adam's rate away from the known part, in (0, 1000]
 * @param descentRate Adam's rate on what remains, in (0, 1000]
 * @param affectedPercent share of the nodes within reach of the known part that are corrected, in (0, 100]
 */
public record Cognac(int steps, double ascentRate, double descentRate, double affectedPercent) implements Strategy {
    static final String NAME = "cognac";

    private static final int INNER = 5;
    private static final int REPAIR = 50;
    private static final double EPOCHS_PER_STEP = 7;

    /** Checks the ranges. */
    public Cognac {
        if (steps < 1 || steps > 10_000) {
            throw new IllegalArgumentException("`steps` must lie between 1 and 10000, not " + steps + ".");
        }
        if (!(ascentRate > 0 && ascentRate <= 1000)) {
            throw new IllegalArgumentException("`ascentRate` must lie in (0, 1000], not " + ascentRate + ".");
        }
        if (!(descentRate > 0 && descentRate <= 1000)) {
            throw new IllegalArgumentException("`descentRate` must lie in (0, 1000], not " + descentRate + ".");
        }
        if (!(affectedPercent > 0 && affectedPercent <= 100)) {
            throw new IllegalArgumentException("`affectedPercent` must lie in (0, 100], not " + affectedPercent + ".");
        }
    }

    /** With the usual settings. */
    public static Cognac usual() {
        return new Cognac(10, 0.0025, 0.015, 50);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void requireFits(TrainingConfig training) {
        Fits.requireEpochs(this, training);
    }

    @Override
    public double predictedMillis(Workload workload) {
        return workload.millis(steps * EPOCHS_PER_STEP + 4);
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        return Attempt.of(this, request, compute, this::correct);
    }

    private Attempt.Proposal correct(Work work) {
        var request = work.request();
        var model = work.bareCopy();
        var influenced = Influenced.of(request, affectedPercent, work.compute());
        work.watch().enter(Watch.Phase.SOLVE);
        new Run(work, model, influenced).all();
        return new Attempt.Proposal(
                model,
                Guarantee.APPROXIMATE,
                List.of(
                        "Corrective unlearning proves nothing about what the parameters still carry, and wrong data that was"
                                + " not named remains in the graph."),
                Map.of("influencedNodes", (double) influenced.rows().length),
                true);
    }

    /** One correction under way. */
    private final class Run {
        private final Work work;
        private final Gnn model;
        private final Contrast contrast;
        private final UniformTarget known;
        private final TrainingLoss rest;
        private final TrainingLoss all;
        private final Adam contrasting;
        private final Adam ascent;
        private final Adam descent;
        private int epoch;

        Run(Work work, Gnn model, Influenced influenced) {
            var request = work.request();
            this.work = work;
            this.model = model;
            this.contrast = new Contrast(model, request, influenced);
            this.known = new UniformTarget(
                    model, request.before(), ChangedRows.of(request).target());
            var training = request.training()
                    .withEpochs(steps * INNER + REPAIR)
                    .withLearningRate(descentRate)
                    .withSeed(KeyHash.mix(request.training().seed(), 2));
            this.all = new TrainingLoss(model, request.after(), training);
            this.rest = new TrainingLoss(model, influenced.withoutSuspects(request), training);
            this.contrasting = new Adam(model.parameters(), 0);
            this.ascent = new Adam(model.parameters(), 0);
            this.descent = new Adam(model.parameters(), training.weightDecay());
        }

        void all() {
            double chance = 1.0 / model.classes().size();
            for (int step = 0; step < steps; step++) {
                if (contrast.gradient(work.compute(), step)) {
                    contrasting.step(ascentRate);
                }
                if (known.gradient(work.compute()) > chance) {
                    ascent.step(ascentRate);
                }
                for (int inner = 0; inner < INNER; inner++) {
                    descend(rest);
                }
            }
            repair();
        }

        private void descend(TrainingLoss loss) {
            loss.gradient(work.compute(), epoch);
            descent.step(loss.learningRate(epoch++));
        }

        /** Descends until the loss on the remaining data is what it was; looks after every fifth epoch. */
        private void repair() {
            var request = work.request();
            var plain = request.training().withWeightDecay(0).withBalancedClasses(false);
            double untouched =
                    Objective.of(request.model().copy(), request.after(), plain).crossEntropy(work.compute());
            var loss = Objective.of(model, request.after(), plain);
            for (int i = 0; i < REPAIR && !(loss.crossEntropy(work.compute()) <= untouched); i += INNER) {
                for (int inner = 0; inner < INNER; inner++) {
                    descend(i < REPAIR / 2 ? rest : all);
                }
            }
        }
    }
}
