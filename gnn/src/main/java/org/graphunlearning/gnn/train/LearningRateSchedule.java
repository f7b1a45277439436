package org.graphunlearning.gnn.train;

import ai.djl.training.tracker.Tracker;

/** How the learning rate moves over the epochs; the curves are those of DJL's trackers. */
public enum LearningRateSchedule {
    /** The same in every epoch. */
    CONSTANT,
    /** Half a cosine from the base rate to a hundredth of it. */
    COSINE,
    /** Linear from a tenth of the base rate over the first tenth of the epochs, then constant. */
    WARMUP;

    Tracker tracker(double baseRate, int epochs) {
        float base = (float) baseRate;
        return switch (this) {
            case CONSTANT -> Tracker.fixed(base);
            case COSINE ->
                Tracker.cosine()
                        .setBaseValue(base)
                        .optFinalValue(base / 100)
                        .setMaxUpdates(Math.max(1, epochs))
                        .build();
            case WARMUP ->
                Tracker.warmUp()
                        .setMainTracker(Tracker.fixed(base))
                        .optWarmUpBeginValue(base / 10)
                        .optWarmUpSteps(Math.max(1, epochs / 10))
                        .build();
        };
    }
}
