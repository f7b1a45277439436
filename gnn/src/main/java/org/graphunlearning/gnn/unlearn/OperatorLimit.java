package org.graphunlearning.gnn.unlearn;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.NetworkPass;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.DeletionOperators;
import org.graphunlearning.gnn.train.CrossEntropy;
import org.graphunlearning.gnn.train.Scores;
import org.jspecify.annotations.Nullable;

/**
 * How far from the identity deletion operators may go: the largest of 1, 1/2, ... 1/16 of their way at which the loss on the remaining
 * training nodes is not above that of the parameters alone, and remaining edges around the deletion do not change their scores by
 * more than {@link #MOST_FORGETTING} on average.
 */
final class OperatorLimit {
    /** Bound of the over-forgetting index of Tan et al. (UtU, 2024). */
    static final double MOST_FORGETTING = 0.05;

    private static final int HALVINGS = 4;

    private final OperatorSolver solver;
    private final Compute compute;
    private final CrossEntropy loss;
    private final @Nullable NetworkPass network;
    private final double untouched;

    /** Where no training row is in the region, no operator can change the loss, and it is not computed. */
    OperatorLimit(Gnn frozen, Graph graph, OperatorSolver solver, Compute compute) {
        this.solver = solver;
        this.compute = compute;
        int[] rows = graph.trainingRows();
        int classes = frozen.classes().size();
        this.loss = new CrossEntropy(Scores.targets(frozen, graph, rows), classes, false);
        boolean reached = Arrays.stream(rows).anyMatch(solver.region()::get);
        this.network = reached ? frozen.into(graph, rows) : null;
        this.untouched = network == null ? 0 : loss.loss(network.forward(compute, Pass.inference()));
    }

    /**
     * What is left of some operators, and what it does.
     *
     * @param operators scaled, or without matrices where nothing is left
     * @param share of their way, 0 to 1
     * @param overForgetting {@link OperatorSolver#overForgetting}
     */
    record Allowed(DeletionOperators operators, double share, double overForgetting) {}

    /** Up to five forward passes over the training rows' reach and as many over the region's. */
    Allowed allowed(DeletionOperators solved) {
        double share = 1;
        for (int halving = 0; halving <= HALVINGS; halving++, share /= 2) {
            var operators = share == 1 ? solved : solved.scaled(share);
            if (network == null
                    || loss.loss(network.operating(operators).forward(compute, Pass.inference())) <= untouched) {
                double forgetting = solver.overForgetting(operators, compute);
                if (Math.abs(forgetting) <= MOST_FORGETTING) {
                    return new Allowed(operators, share, forgetting);
                }
            }
        }
        return new Allowed(solved.withoutMatrices(), 0, 0);
    }
}
