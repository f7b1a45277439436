package org.graphunlearning.gnn.train;

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
 */
public record TrainingConfig(
        ModelConfig model,
        long seed,
        int epochs,
        double learningRate,
        LearningRateSchedule schedule,
        double weightDecay,
        boolean balancedClasses,
        int patience) {
    /** Checks the ranges. */
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
    }

    /** The settings of the papers, for 200 epochs without early stopping. */
    public static TrainingConfig defaults(Architecture architecture) {
        double rate = architecture == Architecture.SGC ? 0.2 : architecture == Architecture.GAT ? 0.005 : 0.01;
        double decay = architecture == Architecture.SGC ? 1e-4 : 5e-4;
        return new TrainingConfig(
                ModelConfig.defaults(architecture), 42, 200, rate, LearningRateSchedule.CONSTANT, decay, false, 0);
    }

    /** The same with another model shape. */
    public TrainingConfig withModel(ModelConfig value) {
        return new TrainingConfig(value, seed, epochs, learningRate, schedule, weightDecay, balancedClasses, patience);
    }

    /** The same with another seed. */
    public TrainingConfig withSeed(long value) {
        return new TrainingConfig(model, value, epochs, learningRate, schedule, weightDecay, balancedClasses, patience);
    }

    /** The same with another number of epochs. */
    public TrainingConfig withEpochs(int value) {
        return new TrainingConfig(model, seed, value, learningRate, schedule, weightDecay, balancedClasses, patience);
    }

    /** The same with another learning rate. */
    public TrainingConfig withLearningRate(double value) {
        return new TrainingConfig(model, seed, epochs, value, schedule, weightDecay, balancedClasses, patience);
    }

    /** The same with another schedule. */
    public TrainingConfig withSchedule(LearningRateSchedule value) {
        return new TrainingConfig(model, seed, epochs, learningRate, value, weightDecay, balancedClasses, patience);
    }

    /** The same with another weight decay. */
    public TrainingConfig withWeightDecay(double value) {
        return new TrainingConfig(model, seed, epochs, learningRate, schedule, value, balancedClasses, patience);
    }

    /** The same with or without balanced classes. */
    public TrainingConfig withBalancedClasses(boolean value) {
        return new TrainingConfig(model, seed, epochs, learningRate, schedule, weightDecay, value, patience);
    }

    /** The same with another patience. */
    public TrainingConfig withPatience(int value) {
        return new TrainingConfig(model, seed, epochs, learningRate, schedule, weightDecay, balancedClasses, value);
    }
}
