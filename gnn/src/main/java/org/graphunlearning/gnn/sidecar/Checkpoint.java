package org.graphunlearning.gnn.sidecar;

import java.util.List;

/**
 * The middle of a training: parameters and the optimiser's moments, so that running on from here takes the steps that the training
 * took. No array is to be written to.
 *
 * @param epoch epochs done, at least 1
 * @param parameters values of each parameter in the model's order, row-major
 * @param first Adam's running mean of the gradients, likewise
 * @param second Adam's running mean of their squares, likewise
 */
public record Checkpoint(int epoch, List<float[]> parameters, List<float[]> first, List<float[]> second) {
    /** Checks range and shape. */
    public Checkpoint {
        if (epoch < 1) {
            throw new IllegalArgumentException("A checkpoint needs at least one epoch, not " + epoch + ".");
        }
        parameters = List.copyOf(parameters);
        first = List.copyOf(first);
        second = List.copyOf(second);
        requireShape(parameters, first);
        requireShape(parameters, second);
    }

    private static void requireShape(List<float[]> parameters, List<float[]> moments) {
        boolean fits = parameters.size() == moments.size();
        for (int p = 0; fits && p < parameters.size(); p++) {
            fits = parameters.get(p).length == moments.get(p).length;
        }
        if (!fits) {
            throw new IllegalArgumentException("A checkpoint needs two moments for each value of each parameter.");
        }
    }
}
