package org.graphunlearning.gnn.unlearn;

import java.util.Random;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;

/** Deletions of every kind, drawn with a seed, that leave at least two classes to learn in the usual test graphs. */
final class Requests {
    private Requests() {}

    /** What to forget. */
    enum Kind {
        TRAINING_NODE,
        ANY_NODE,
        EDGE,
        ALL_FEATURES,
        SOME_FEATURES,
        LABEL,
        MIXTURE
    }

    static ForgetSet draw(Graph graph, Kind kind, long seed) {
        var random = new Random(seed);
        int[] training = graph.trainingRows();
        long trained = graph.key(training[random.nextInt(training.length)]);
        long any = graph.key(random.nextInt(graph.nodeCount()));
        return switch (kind) {
            case TRAINING_NODE -> ForgetSet.ofNodes(trained);
            case ANY_NODE -> ForgetSet.ofNodes(any);
            case EDGE -> edge(graph, random);
            case ALL_FEATURES -> ForgetSet.ofFeatures(trained);
            case SOME_FEATURES -> ForgetSet.ofFeatures(trained, 0, 1, 2, 3);
            case LABEL -> ForgetSet.ofLabels(trained);
            case MIXTURE -> ForgetSet.ofNodes(trained).and(edge(graph, random)).and(ForgetSet.ofFeatures(any));
        };
    }

    private static ForgetSet edge(Graph graph, Random random) {
        int target = random.nextInt(graph.nodeCount());
        while (graph.adjacency().degree(target) == 0) {
            target = random.nextInt(graph.nodeCount());
        }
        int source = graph.adjacency().idx()[graph.adjacency().ptr()[target]];
        return ForgetSet.ofEdge(graph.key(source), graph.key(target));
    }
}
