package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * By how much a deletion changes the gradient of the training objective at some parameters, without dropout: the right-hand side of
 * every influence function. Only labelled training rows take part, never a validation or test label.
 *
 * <p>With {@code l_i} the loss of a row, m rows before and m' after, stationary parameters satisfy
 * {@code sum_i grad l_i + m decay theta = 0} on the old graph. Outside the affected rows the terms are the same on both graphs, so
 * minus the gradient of the new objective is {@code (sum_A grad l_i(old) - sum_A' grad l_i(new) + (m - m') decay theta) / m'}, with A
 * the affected training rows, the forgotten ones and those that lose their label, and A' what is left of them. Costs a gradient over
 * the reach of A and one over that of A'.
 */
final class GradientChange {
    private final UnlearningRequest request;
    private final Gnn model;
    private final Compute compute;

    GradientChange(UnlearningRequest request, Gnn model, Compute compute) {
        this.request = request;
        this.model = model;
        this.compute = compute;
    }

    /** Minus the change, from the affected rows only; exactly zero where none is affected. */
    double[] fromAffectedRows() {
        if (request.training().balancedClasses()) {
            return fromAllRows(); // every row's share changes with the number of rows of its class
        }
        var rows = ChangedRows.of(request);
        var out = gradient(request.before(), rows.before(), request.training());
        var remaining = gradient(request.after(), rows.after(), request.training());
        double m = request.before().trainingRows().length;
        double left = request.after().trainingRows().length;
        double decay = request.training().weightDecay() * (m - left) / left;
        var theta = decay == 0 ? out : ParameterVector.of(model);
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.fma(decay, theta[i], m / left * out[i] - remaining[i]);
        }
        return out;
    }

    /** The same from all rows of both graphs, where each objective is a mean of its own; the penalties cancel. */
    double[] fromAllRows() {
        var training = request.training().withWeightDecay(0);
        var out = new double[ParameterVector.length(model)];
        var after = new double[out.length];
        Objective.of(model, request.before(), training).gradient(compute, out);
        Objective.of(model, request.after(), training).gradient(compute, after);
        for (int i = 0; i < out.length; i++) {
            out[i] -= after[i];
        }
        return out;
    }

    /** The own terms of what leaves the loss, as the old objective weighs them, without a look at neighbours. */
    double[] fromForgottenRows() {
        return gradient(request.before(), ChangedRows.of(request).forgotten(), request.training());
    }

    private double[] gradient(Graph graph, int[] rows, TrainingConfig training) {
        var out = new double[ParameterVector.length(model)];
        if (rows.length > 0) {
            Objective.ofRows(model, graph, training, rows).gradient(compute, out);
        }
        return out;
    }
}
