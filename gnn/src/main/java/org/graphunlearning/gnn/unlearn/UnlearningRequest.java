package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * What to unlearn, from what.
 *
 * @param model the model as it is; strategies never write to it
 * @param before the graph with the parts to forget
 * @param after {@code before.without(forget)}
 * @param forget the parts
 * @param training how the model was trained
 * @param trainedOnBefore whether {@code model} is exactly what training on {@code before} gives, so that a deletion that
 *     reaches no training row needs no work
 */
public record UnlearningRequest(
        Gnn model, Graph before, Graph after, ForgetSet forget, TrainingConfig training, boolean trainedOnBefore) {
    /** A request whose remaining graph is computed here. */
    public static UnlearningRequest of(
            Gnn model, Graph before, ForgetSet forget, TrainingConfig training, boolean trainedOnBefore) {
        return new UnlearningRequest(model, before, before.without(forget), forget, training, trainedOnBefore);
    }
}
