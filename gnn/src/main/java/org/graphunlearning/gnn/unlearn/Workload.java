package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * The size of a deletion, as far as its cost depends on it.
 *
 * @param training how the model was trained
 * @param trainingNodes rows of the loss before the deletion
 * @param affectedTrainingNodes those of them that are affected, forgotten or lose their label
 * @param reachesTraining whether a row of the loss, or of the validation loss that decides when to stop, is reached at all
 * @param calibration what training cost
 */
public record Workload(
        TrainingConfig training,
        int trainingNodes,
        int affectedTrainingNodes,
        boolean reachesTraining,
        Calibration calibration) {
    /** Milliseconds of so many full gradients on top of one setup. */
    public double millis(double gradients) {
        return calibration.setupMillis() + gradients * calibration.epochMillis();
    }

    /** Share of training rows that are affected, in [0, 1]. */
    public double affectedShare() {
        return trainingNodes == 0 ? 0 : Math.min(1, (double) affectedTrainingNodes / trainingNodes);
    }
}
