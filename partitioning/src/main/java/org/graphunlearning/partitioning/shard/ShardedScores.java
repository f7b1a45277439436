package org.graphunlearning.partitioning.shard;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.train.Scores;

/**
 * How a sharded model does on a graph, all shards answering together.
 *
 * @param trainLoss mean of {@code -log p} of the right class over labelled training rows; a class no answer knows counts with
 *     p = 1e-12
 * @param trainAccuracy share of training rows predicted right; NaN without such rows
 * @param validationAccuracy likewise
 * @param testAccuracy likewise
 */
public record ShardedScores(double trainLoss, double trainAccuracy, double validationAccuracy, double testAccuracy) {
    private static final double FLOOR = 1e-12;

    /** Scores a model on every labelled row. */
    public static ShardedScores of(ShardedModel model, Graph graph, ShardMap map, Compute compute) {
        var answers = model.probabilities(graph, map.homes(graph), compute);
        var classes = model.classes();
        return new ShardedScores(
                loss(model, graph, answers),
                Scores.accuracy(classes, graph, answers, Role.TRAIN),
                Scores.accuracy(classes, graph, answers, Role.VALIDATION),
                Scores.accuracy(classes, graph, answers, Role.TEST));
    }

    private static double loss(ShardedModel model, Graph graph, float[] answers) {
        var classes = model.classes();
        int[] rows = graph.trainingRows();
        double sum = 0;
        for (int row : rows) {
            int output = classes.indexOf(graph.classes().get(graph.targets()[row]));
            double p = output < 0 ? 0 : answers[row * classes.size() + output];
            sum -= StrictMath.log(Math.max(p, FLOOR));
        }
        return rows.length == 0 ? Double.NaN : sum / rows.length;
    }
}
