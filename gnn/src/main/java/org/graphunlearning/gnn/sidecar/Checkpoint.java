package org.graphunlearning.gnn.sidecar;

import java.util.List;

/**
 * Parameters in the middle of a training.
 *
 * @param epoch epochs done, at least 1
 * @param parameters values of each parameter in the model's order, row-major; not to be written to
 */
public record Checkpoint(int epoch, List<float[]> parameters) {
    /** Checks the range. */
    public Checkpoint {
        if (epoch < 1) {
            throw new IllegalArgumentException("A checkpoint needs at least one epoch, not " + epoch + ".");
        }
        parameters = List.copyOf(parameters);
    }
}
