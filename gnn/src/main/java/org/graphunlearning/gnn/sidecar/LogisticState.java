package org.graphunlearning.gnn.sidecar;

/**
 * State of a one-vs-rest logistic head with objective perturbation (Guo et al. 2020; Chien, Pan, Milenkovic 2022).
 *
 * @param columns D, the constant column included
 * @param classes c
 * @param weights optimum of each class, D x c, row-major
 * @param noise b of each class, D x c, row-major: drawn once per training, part of the objective
 * @param spent bound on the gradient residual that removals have used up, per class; 0 after a training
 * @param round how many times the noise was drawn
 */
public record LogisticState(int columns, int classes, double[] weights, double[] noise, double[] spent, int round) {
    /** Checks the shapes. */
    public LogisticState {
        if (weights.length != columns * classes || noise.length != weights.length || spent.length != classes) {
            throw new IllegalArgumentException("The state of a logistic head does not fit its shape.");
        }
    }
}
