package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.linear.LinearFit;
import org.graphunlearning.gnn.linear.LogisticHead;
import org.graphunlearning.gnn.linear.LogisticLoss;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.sidecar.LogisticState;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;

/** Logistic heads on small graphs, deletions of every kind, and their objective in plain arithmetic. */
final class LogisticCases {
    private LogisticCases() {}

    static Graph graph(long seed) {
        return TestGraphs.random(120, 240, seed % 2 == 1, seed);
    }

    static TrainingConfig config(double weightDecay, double perturbation) {
        return TrainingConfig.defaults(Architecture.SGC)
                .withModel(ModelConfig.defaults(Architecture.SGC).withNormalizeFeatures(false))
                .withWeightDecay(weightDecay)
                .withHead(new HeadConfig(HeadConfig.Kind.LOGISTIC, 0, perturbation));
    }

    static LinearFit.Config linear(TrainingConfig training) {
        return new LinearFit.Config(training.model(), training.head(), training.weightDecay(), training.seed());
    }

    /** A request on a model that was just fitted. */
    static UnlearningRequest request(Graph graph, ForgetSet forget, TrainingConfig training, Compute compute) {
        return UnlearningRequest.of(Trainer.fit(graph, training, compute), graph, forget, training, true);
    }

    static LogisticState state(Gnn model) {
        return Objects.requireNonNull(model.sidecar().logistic());
    }

    /** Four of each kind, and mixtures. */
    static List<ForgetSet> deletions(Graph graph, long seed) {
        var random = new Random(seed);
        var out = new ArrayList<ForgetSet>();
        for (int i = 0; i < 4; i++) {
            var node = ForgetSet.ofNodes(trainingKey(graph, random));
            var edge = edge(graph, random);
            var features =
                    ForgetSet.ofFeatures(trainingKey(graph, random), i % 2 == 0 ? new int[] {} : new int[] {1, 5});
            var label = ForgetSet.ofLabels(trainingKey(graph, random));
            out.addAll(List.of(
                    node,
                    edge,
                    features,
                    label,
                    node.and(edge(graph, random)).and(features).and(label)));
        }
        return out;
    }

    private static long trainingKey(Graph graph, Random random) {
        return graph.key(graph.trainingRows()[random.nextInt(graph.trainingRows().length)]);
    }

    private static ForgetSet edge(Graph graph, Random random) {
        while (true) {
            int target = random.nextInt(graph.nodeCount());
            if (graph.adjacency().degree(target) > 0) {
                int source = graph.adjacency().idx()[graph.adjacency().ptr()[target]];
                return ForgetSet.ofEdge(graph.key(source), graph.key(target));
            }
        }
    }

    /** Norm of the gradient of a class at some weights, from the definition; rows are read one unit vector at a time. */
    static double gradientNorm(Graph graph, TrainingConfig training, int cls, double[] w, double[] b, Compute compute) {
        var loss = LogisticLoss.of(graph, linear(training), compute);
        int[] rows = graph.trainingRows();
        var z = new double[w.length][];
        var margins = new double[rows.length];
        for (int c = 0; c < w.length; c++) {
            var unit = new double[w.length];
            unit[c] = 1;
            z[c] = loss.times(unit);
            for (int i = 0; i < rows.length; i++) {
                margins[i] += z[c][i] * w[c];
            }
        }
        double squares = 0;
        for (int c = 0; c < w.length; c++) {
            double sum = training.weightDecay() * rows.length * w[c] + b[c];
            for (int i = 0; i < rows.length; i++) {
                double y = graph.targets()[rows[i]] == cls ? 1 : -1;
                sum -= y * z[c][i] / (1 + Math.exp(y * margins[i]));
            }
            squares += sum * sum;
        }
        return Math.sqrt(squares);
    }

    /** Distance of some weights from the optimum on a graph with the noise of a round. */
    static double fromOptimum(double[] weights, Graph graph, TrainingConfig training, int round, Compute compute) {
        var best =
                state(LogisticHead.fit(graph, linear(training), round, compute)).weights();
        double squares = 0;
        for (int i = 0; i < best.length; i++) {
            squares += (best[i] - weights[i]) * (best[i] - weights[i]);
        }
        return Math.sqrt(squares);
    }
}
