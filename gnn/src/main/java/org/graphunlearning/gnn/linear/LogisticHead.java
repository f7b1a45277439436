package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.LogisticState;
import org.graphunlearning.gnn.sidecar.Sidecar;

/**
 * One logistic regression per class on propagated features, with a penalty and, on request, a random linear term in each objective
 * (Guo, Goldstein, Hannun, van der Maaten 2020; Chien, Pan, Milenkovic 2022): {@link LogisticLoss}, solved to its optimum.
 *
 * <p>The optimum is kept in double beside the model, with the noise and the gradient norm that is left; whatever is proven about
 * forgetting is proven about these weights. The parameters of the model are the same weights rounded to float (and multiplied by the
 * projection, if there is one): a function of them that reads no data, so that every statement about how well the weights hide
 * something holds for the parameters too.
 *
 * <p>Newton steps cost {@code m D^2 / 2 + D^3 / 6} per class up to {@value LogisticHessian#MOST_DENSE_COLUMNS} columns and
 * {@code 2 m D} per inner iteration above; classes run in parallel. Same bits at any thread count.
 */
public final class LogisticHead {
    private LogisticHead() {}

    /**
     * Fits from nothing but the graph.
     *
     */
    public static Gnn fit(Graph graph, LinearFit.Config config, Compute compute) {
        return fit(graph, config, 0, compute);
    }

    /** The same with the noise of another round; without a perturbation rounds do not differ. */
    public static Gnn fit(Graph graph, LinearFit.Config config, int round, Compute compute) {
        var loss = LogisticLoss.of(graph, config, compute);
        int classes = graph.classes().size();
        var noise = LogisticNoise.ofObjective(config, loss.columns(), classes, round);
        var weights = new double[noise.length];
        var left = new double[classes];
        compute.each(classes, (cls, alone) -> {
            var optimum = LogisticNewton.minimum(loss, cls, column(noise, classes, cls), alone);
            put(optimum.weights(), weights, classes, cls);
            left[cls] = optimum.residual();
        });
        return model(graph, config, weights, new LogisticState(loss.columns(), classes, weights, noise, left, round));
    }

    /**
     * The model of some weights.
     *
     * @param graph whose feature width and classes it has
     * @param weights D x classes, row-major; not those of the state where noise was added for publication
     * @param state what it carries on
     */
    public static Gnn model(Graph graph, LinearFit.Config config, double[] weights, LogisticState state) {
        return FoldedWeights.model(graph, config, weights).with(Sidecar.empty().withLogistic(state));
    }

    /** The column of one class of a D x classes matrix. */
    public static double[] column(double[] matrix, int classes, int cls) {
        var out = new double[matrix.length / classes];
        for (int row = 0; row < out.length; row++) {
            out[row] = matrix[row * classes + cls];
        }
        return out;
    }

    /** Overwrites the column of one class. */
    public static void put(double[] column, double[] matrix, int classes, int cls) {
        for (int row = 0; row < column.length; row++) {
            matrix[row * classes + cls] = column[row];
        }
    }
}
