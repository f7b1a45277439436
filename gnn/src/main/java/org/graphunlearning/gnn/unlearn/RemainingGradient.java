package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.model.Gnn;

/**
 * The gradient of the mean cross-entropy on the remaining training rows, put together from that of all rows before the deletion
 * (Yang et al., ETR, 2024): {@code g' = (m g - sum_changed old + sum_changed new) / m'}. Exact, up to the rounding of floats: once
 * {@code g} is there it costs a gradient over what flows into the changed rows, twice. Classes are not balanced in it.
 */
final class RemainingGradient {
    private RemainingGradient() {}

    /**
     * Turns one gradient into the other.
     *
     * @param model at the parameters of {@code whole}; its gradients are overwritten
     * @param whole gradient of the mean cross-entropy on all training rows of the graph before, without the weight penalty; overwritten
     *     with that on the rows of the graph after
     */
    static void assemble(Gnn model, UnlearningRequest request, ChangedRows rows, double[] whole, Compute compute) {
        var training = request.training().withBalancedClasses(false);
        double m = request.before().trainingRows().length;
        double left = request.after().trainingRows().length;
        var part = new double[whole.length];
        Objective.ofRows(model, request.before(), training, rows.before()).gradient(compute, part);
        for (int i = 0; i < whole.length; i++) {
            whole[i] = m * (whole[i] - part[i]) / left;
        }
        Objective.ofRows(model, request.after(), training, rows.after()).gradient(compute, part);
        for (int i = 0; i < whole.length; i++) {
            whole[i] += part[i];
        }
    }
}
