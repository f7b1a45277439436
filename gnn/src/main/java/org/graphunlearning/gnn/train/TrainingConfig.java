package org.graphunlearning.gnn.train;

import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.ModelConfig;

/**
 * How a model is trained. With the same graph, the same config gives the same bits.
 *
 * @param model shape of the model
 * @param seed of initial weights and dropout; any value
 * @param epochs full-batch steps, 1 to 1,000,000
 * @param learningRate of Adam, positive
 * @param schedule how the rate moves
 * @param weightDecay L2 penalty in the gradient, on all parameters, not negative
 * @param balancedClasses whether each class weighs the same in the loss, however many nodes it has
 * @param patience epochs without a lower validation loss before stopping with the best parameters; 0 trains all epochs
 * @param head what is fitted on top of the propagated features; only {@link HeadConfig#SOFTMAX} trains by epochs
 * @param checkpoints how many sets of parameters to keep on the way, evenly spaced, 0 to 20
 */
public record TrainingConfig(
        ModelConfig model,
        long seed,
        int epochs,
        double learningRate,
        LearningRateSchedule schedule,
        double weightDecay,
        boolean balancedClasses,
        int patience,
        HeadConfig head,
        int checkpoints) {
    /** Most checkpoints. */
    public static final int MAX_CHECKPOINTS = 20;

    /** Checks the ranges and combinations. */
    public TrainingConfig {
        if (epochs < 1 || epochs > 1_000_000) {
            throw new IllegalArgumentException("`epochs` must lie between 1 and 1000000, not " + epochs + ".");
        }
        if (!(learningRate > 0 && learningRate <= 1000)) {
            throw new IllegalArgumentException("`learningRate` must lie in (0, 1000], not " + learningRate + ".");
        }
        if (!(weightDecay >= 0 && weightDecay <= 1000)) {
            throw new IllegalArgumentException("`weightDecay` must lie in [0, 1000], not " + weightDecay + ".");
        }
        if (patience < 0) {
            throw new IllegalArgumentException("`patience` must not be negative, but is " + patience + ".");
        }
        if (checkpoints < 0 || checkpoints > MAX_CHECKPOINTS) {
            throw new IllegalArgumentException(
                    "`checkpoints` must lie between 0 and " + MAX_CHECKPOINTS + ", not " + checkpoints + ".");
        }
        head.requireFits(model);
        head.requireSolvable(weightDecay);
        if (!head.trainsByEpochs() && (patience > 0 || checkpoints > 0 || balancedClasses)) {
            throw new IllegalArgumentException("A head that is solved has no epochs: `patience`, `checkpoints` and"
                    + " `classWeights` belong to the head `softmax`.");
        }
    }

    /** The settings of the papers, for 200 epochs without early stopping. */
    public static TrainingConfig defaults(Architecture architecture) {
        boolean linear = architecture.isLinear();
        double rate = linear ? 0.2 : architecture == Architecture.GAT ? 0.005 : 0.01;
        double decay = linear ? 1e-4 : 5e-4;
        return new TrainingConfig(
                ModelConfig.defaults(architecture),
                42,
                200,
                rate,
                LearningRateSchedule.CONSTANT,
                decay,
                false,
                0,
                HeadConfig.SOFTMAX,
                0);
    }

    /**
     * The settings of the papers for a head; for those that are solved the penalty is another, because it weighs against a mean
     * over rows whose features are small: 3e-5 for SGC and 1e-4 for SIGN, measured on Cora, Citeseer, CS and Physics.
     */
    public static TrainingConfig defaults(Architecture architecture, HeadConfig.Kind kind) {
        var usual = defaults(architecture);
        return kind == HeadConfig.Kind.SOFTMAX
                ? usual
                : usual.withWeightDecay(architecture == Architecture.SIGN ? 1e-4 : 3e-5)
                        .withHead(HeadConfig.of(kind));
    }

    /** The same with another model shape. */
    public TrainingConfig withModel(ModelConfig value) {
        return new TrainingConfig(
                value, seed, epochs, learningRate, schedule, weightDecay, balancedClasses, patience, head, checkpoints);
    }

    /** The same with another seed. */
    public TrainingConfig withSeed(long value) {
        return new TrainingConfig(
                model,
                value,
                epochs,
                learningRate,
                schedule,
                weightDecay,
                balancedClasses,
                patience,
                head,
                checkpoints);
    }

    /** The same with another number of epochs. */
    public TrainingConfig withEpochs(int value) {
        return new TrainingConfig(
                model, seed, value, learningRate, schedule, weightDecay, balancedClasses, patience, head, checkpoints);
    }

    /** The same with another learning rate. */
    public TrainingConfig withLearningRate(double value) {
        return new TrainingConfig(
                model, seed, epochs, value, schedule, weightDecay, balancedClasses, patience, head, checkpoints);
    }

    /** The same with another schedule. */
    public TrainingConfig withSchedule(LearningRateSchedule value) {
        return new TrainingConfig(
                model, seed, epochs, learningRate, value, weightDecay, balancedClasses, patience, head, checkpoints);
    }

    /** The same with another weight decay. */
    public TrainingConfig withWeightDecay(double value) {
        return new TrainingConfig(
                model, seed, epochs, learningRate, schedule, value, balancedClasses, patience, head, checkpoints);
    }

    /** The same with or without balanced classes. */
    public TrainingConfig withBalancedClasses(boolean value) {
        return new TrainingConfig(
                model, seed, epochs, learningRate, schedule, weightDecay, value, patience, head, checkpoints);
    }

    /** The same with another patience. */
    public TrainingConfig withPatience(int value) {
        return new TrainingConfig(
                model, seed, epochs, learningRate, schedule, weightDecay, balancedClasses, value, head, checkpoints);
    }

    /** The same with another head. */
    public TrainingConfig withHead(HeadConfig value) {
        return new TrainingConfig(
                model,
                seed,
                epochs,
                learningRate,
                schedule,
                weightDecay,
                balancedClasses,
                patience,
                value,
                checkpoints);
    }

    /** The same with another number of checkpoints. */
    public TrainingConfig withCheckpoints(int value) {
        return new TrainingConfig(
                model, seed, epochs, learningRate, schedule, weightDecay, balancedClasses, patience, head, value);
    }
}
