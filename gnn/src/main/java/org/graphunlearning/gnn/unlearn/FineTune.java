package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Approximate unlearning: trains the present parameters for some more epochs on the remaining graph. What was learned from
 * the forgotten parts fades; nothing bounds how much of it stays.
 *
 * <p>Adam steps are those of {@link org.graphunlearning.gnn.train.Trainer#fitFurther}, with a fresh optimiser and dropout draws of
 * their own; an epoch costs one of training. The second-order steps follow the gradient without dropout, whose noise an inverse
 * curvature would blow up: a natural step costs about {@value #NATURAL_EPOCHS} epochs, a Fisher-scaled one {@value #FISHER_EPOCHS};
 * each is halved until the objective falls and never moves parameters by more than the rate in root mean square. On Cora and
 * Citeseer they reach a lower loss than Adam, further from a retrained model rather than closer.
 *
 * <p>What is forgotten are, for the saliency mask and the second optimiser, the training nodes that leave the loss, as they stood in
 * the graph before; where none leaves it, those whose output the deletion changes. The second optimiser takes its steps, towards
 * saying nothing of them, in the first half of the epochs, until their labels are no more likely than chance.
 *
 * <p>Falls back to {@link Retrain}, and says so, when a class vanished with the deletion or when the result is not finite or
 * has a higher loss on the remaining training nodes than the untouched parameters. Checkpoints are dropped.
 *
 * @param options how
 */
public record FineTune(Options options) implements Strategy {
    static final String NAME = "finetune";

    /** What a step costs, in epochs. */
    private static final double NATURAL_EPOCHS = 8;

    private static final double FISHER_EPOCHS = 2;

    /** What a step follows. */
    public enum Step {
        /** Adam on the gradient. */
        ADAM,
        /** The natural gradient: the gradient times the inverse of the damped Gauss-Newton matrix, by conjugate gradients. */
        NATURAL,
        /** The gradient divided by the damped diagonal of the Fisher matrix. */
        FISHER
    }

    /**
     * How to fine-tune.
     *
     * @param epochs steps, 1 to 1,000,000
     * @param learningRate in (0, 1000]
     * @param step what a step follows
     * @param saliencyTopPercent share of parameters, those with the largest gradient of what is forgotten, that may move, in (0, 100]
     *     (Fan et al., SalUn, 2024); 100 moves all
     * @param dualOptimizer whether steps away from what is forgotten, with an optimiser of their own, alternate with steps on what
     *     remains (Zhong et al., DualOptim, 2025)
     */
    public record Options(
            int epochs, double learningRate, Step step, double saliencyTopPercent, boolean dualOptimizer) {
        /** Checks the ranges. */
        public Options {
            if (epochs < 1 || epochs > 1_000_000) {
                throw new IllegalArgumentException("`epochs` must lie between 1 and 1000000, not " + epochs + ".");
            }
            if (!(learningRate > 0 && learningRate <= 1000)) {
                throw new IllegalArgumentException("`learningRate` must lie in (0, 1000], not " + learningRate + ".");
            }
            if (!(saliencyTopPercent > 0 && saliencyTopPercent <= 100)) {
                throw new IllegalArgumentException(
                        "`saliencyTopPercent` must lie in (0, 100], not " + saliencyTopPercent + ".");
            }
        }

        /** 50 Adam steps at a rate of 0.01 on all parameters. */
        public static Options defaults() {
            return new Options(50, 0.01, Step.ADAM, 100, false);
        }

        /** Plain Adam steps. */
        public static Options of(int epochs, double learningRate) {
            return new Options(epochs, learningRate, Step.ADAM, 100, false);
        }
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
        double step =
                switch (options.step()) {
                    case ADAM -> 1;
                    case NATURAL -> NATURAL_EPOCHS;
                    case FISHER -> FISHER_EPOCHS;
                };
        double away = options.dualOptimizer() ? 0.5 : 0;
        double once = options.step() == Step.FISHER ? Tuning.FISHER_ROUNDS / 2.0 : 0;
        return workload.millis(options.epochs() * (step + away) + once + 2);
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        return Attempt.of(this, request, compute, work -> {
            var copy = work.bareCopy();
            var training = request.training()
                    .withEpochs(options.epochs())
                    .withLearningRate(options.learningRate())
                    .withPatience(0)
                    .withCheckpoints(0)
                    .withSeed(KeyHash.mix(request.training().seed(), 1));
            Tuning.run(copy, work, options, training);
            return Attempt.Proposal.approximate(
                    copy, "Fine-tuning proves nothing about what the parameters still carry.");
        });
    }
}
