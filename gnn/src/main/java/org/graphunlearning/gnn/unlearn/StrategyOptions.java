package org.graphunlearning.gnn.unlearn;

/**
 * Settings of strategies that have some.
 *
 * @param epochs steps of {@code finetune}, 1 to 1,000,000
 * @param learningRate of {@code finetune}, in (0, 1000]
 */
public record StrategyOptions(int epochs, double learningRate) {
    /** Checks the ranges. */
    public StrategyOptions {
        if (epochs < 1 || epochs > 1_000_000) {
            throw new IllegalArgumentException("`epochs` must lie between 1 and 1000000, not " + epochs + ".");
        }
        if (!(learningRate > 0 && learningRate <= 1000)) {
            throw new IllegalArgumentException("`learningRate` must lie in (0, 1000], not " + learningRate + ".");
        }
    }

    /** 50 steps at a rate of 0.01. */
    public static StrategyOptions defaults() {
        return new StrategyOptions(50, 0.01);
    }
}
