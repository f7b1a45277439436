package org.graphunlearning.workbench.e2e;

import java.util.HashMap;
import java.util.Map;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.workbench.demo.GraphLoader;
import org.graphunlearning.workbench.demo.UnlearnClient;

/** The graph most tests train on: large enough to be a graph, small enough to train in a blink. */
final class SmallGraph {
    static final GraphData DATA =
            CitationLike.generate(CitationLike.Settings.likeCora(7).withNodes(400));

    /** A training node, and a test node. */
    static final long TRAINING_NODE = firstOf("train");

    private SmallGraph() {}

    static void load(UnlearnClient client) {
        new GraphLoader(DATA, DATA.split()).load(client);
    }

    static Map<String, Object> configuration(Map<String, Object> further) {
        var configuration = new HashMap<>(new GraphLoader(DATA, DATA.split()).projection());
        configuration.put("epochs", 60);
        configuration.put("randomSeed", 1);
        configuration.putAll(further);
        return configuration;
    }

    private static long firstOf(String part) {
        int node = 0;
        while (!DATA.split()[node].csvName().equals(part) || DATA.degrees()[node] == 0) {
            node++;
        }
        return node;
    }
}
