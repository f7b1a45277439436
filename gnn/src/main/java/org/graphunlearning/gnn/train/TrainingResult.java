package org.graphunlearning.gnn.train;

import ai.djl.metric.Metrics;
import org.graphunlearning.gnn.model.Gnn;

/**
 * A trained model and how it scores on the graph it was trained on, without dropout.
 *
 * @param model the model
 * @param epochs epochs run; 0 for a head that is solved
 * @param trainLoss cross-entropy on training rows, penalty not included
 * @param trainAccuracy share of training rows predicted right
 * @param validationAccuracy likewise; NaN without validation rows
 * @param testAccuracy likewise; NaN without test rows; a label that no training row has counts as wrong
 * @param trainMillis wall time of the epochs, or of solving
 * @param metrics per epoch {@code trainLoss} (with dropout) and {@code epochMillis}
 */
public record TrainingResult(
        Gnn model,
        int epochs,
        double trainLoss,
        double trainAccuracy,
        double validationAccuracy,
        double testAccuracy,
        long trainMillis,
        Metrics metrics) {}
