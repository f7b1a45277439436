package org.graphunlearning.gnn.unlearn;

import java.util.Random;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;

/** Kinds of requests, each drawn with a seed. */
enum Kind {
    NODE {
        @Override
        ForgetSet draw(Graph graph, long seed) {
            return ForgetSet.ofNodes(trainingKey(graph, seed));
        }
    },
    NODES {
        @Override
        ForgetSet draw(Graph graph, long seed) {
            return ForgetSet.ofNodes(trainingKey(graph, seed), anyKey(graph, seed + 100), anyKey(graph, seed + 200));
        }
    },
    EDGE {
        @Override
        ForgetSet draw(Graph graph, long seed) {
            return edge(graph, seed);
        }
    },
    FEATURE {
        @Override
        ForgetSet draw(Graph graph, long seed) {
            return ForgetSet.ofFeatures(trainingKey(graph, seed));
        }
    },
    PARTIAL_FEATURE {
        @Override
        ForgetSet draw(Graph graph, long seed) {
            return ForgetSet.ofFeatures(trainingKey(graph, seed), 0, 2, 3);
        }
    },
    LABEL {
        @Override
        ForgetSet draw(Graph graph, long seed) {
            return ForgetSet.ofLabels(trainingKey(graph, seed));
        }
    },
    MIXED {
        @Override
        ForgetSet draw(Graph graph, long seed) {
            var rows = graph.trainingRows();
            int at = new Random(seed).nextInt(rows.length - 2);
            return ForgetSet.ofNodes(graph.key(rows[at]))
                    .and(ForgetSet.ofFeatures(graph.key(rows[at + 1]), 1, 2))
                    .and(ForgetSet.ofLabels(graph.key(rows[at + 2])))
                    .and(edge(graph, seed));
        }
    };

    abstract ForgetSet draw(Graph graph, long seed);

    static long trainingKey(Graph graph, long seed) {
        var rows = graph.trainingRows();
        return graph.key(rows[new Random(seed).nextInt(rows.length)]);
    }

    static long anyKey(Graph graph, long seed) {
        return graph.key(new Random(seed).nextInt(graph.nodeCount()));
    }

    static ForgetSet edge(Graph graph, long seed) {
        var random = new Random(seed);
        int entry = random.nextInt(graph.adjacency().idx().length);
        int target = 0;
        while (graph.adjacency().ptr()[target + 1] <= entry) {
            target++;
        }
        return ForgetSet.ofEdge(graph.key(graph.adjacency().idx()[entry]), graph.key(target));
    }
}
