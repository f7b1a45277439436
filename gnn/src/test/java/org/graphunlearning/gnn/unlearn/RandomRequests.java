package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.SparseFeatures;

/** Deletions of every kind, drawn with a seed. */
final class RandomRequests {
    private RandomRequests() {}

    /** A training node, any node, an edge, a whole feature vector, one value of one, a label, and a batch of several. */
    static List<ForgetSet> ofEveryKind(Graph graph, long seed) {
        var random = new Random(seed);
        int[] training = graph.trainingRows();
        var out = new ArrayList<ForgetSet>();
        out.add(ForgetSet.ofNodes(graph.key(training[random.nextInt(training.length)])));
        out.add(ForgetSet.ofNodes(graph.key(random.nextInt(graph.nodeCount()))));
        out.add(edge(graph, random));
        out.add(ForgetSet.ofFeatures(graph.key(random.nextInt(graph.nodeCount()))));
        out.add(oneValue(graph, random));
        out.add(ForgetSet.ofLabels(graph.key(training[random.nextInt(training.length)])));
        out.add(ForgetSet.ofNodes(graph.key(random.nextInt(graph.nodeCount())))
                .and(edge(graph, random))
                .and(oneValue(graph, random))
                .and(ForgetSet.ofLabels(graph.key(training[random.nextInt(training.length)]))));
        return out;
    }

    private static ForgetSet edge(Graph graph, Random random) {
        int target = random.nextInt(graph.nodeCount());
        while (graph.adjacency().degree(target) == 0) {
            target = random.nextInt(graph.nodeCount());
        }
        int at = graph.adjacency().ptr()[target]
                + random.nextInt(graph.adjacency().degree(target));
        return ForgetSet.ofEdge(graph.key(graph.adjacency().idx()[at]), graph.key(target));
    }

    private static ForgetSet oneValue(Graph graph, Random random) {
        int row = random.nextInt(graph.nodeCount());
        if (graph.features() instanceof SparseFeatures x && x.ptr()[row + 1] > x.ptr()[row]) {
            return ForgetSet.ofFeatures(graph.key(row), x.idx()[x.ptr()[row]]);
        }
        return ForgetSet.ofFeatures(
                graph.key(row), random.nextInt(graph.features().columns()));
    }
}
