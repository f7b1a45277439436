package org.graphunlearning.workbench.bench;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.NodeSplit;
import org.jspecify.annotations.Nullable;

/** Turns plain arrays into a graph to train on; the key of a node is its index. */
public final class GraphAdapter {
    private GraphAdapter() {}

    /** The graph with its published split. */
    public static Graph withSplit(GraphData data) {
        return graph(data, data.split());
    }

    /** The graph with its random split. */
    public static Graph withRandomSplit(GraphData data) {
        return graph(data, data.splitRandom());
    }

    private static Graph graph(GraphData data, NodeSplit[] split) {
        int n = data.nodeCount();
        var keys = new long[n];
        Arrays.setAll(keys, node -> node);
        var adjacency = Adjacency.of(n, data.sources(), data.targets(), data.edgeCount(), data.directed());
        return Graph.of(keys, adjacency, features(data), labels(data.labels()), roles(split));
    }

    private static Features features(GraphData data) {
        if (data.featureCount() == 0) {
            throw new IllegalArgumentException("Graph `" + data.name() + "` has no features to learn from.");
        }
        return new SparseFeatures(data.featureCount(), data.featurePtr(), data.featureIdx(), data.featureVal());
    }

    private static Labels labels(long[] labels) {
        var raw = new @Nullable Object[labels.length];
        for (int node = 0; node < raw.length; node++) {
            raw[node] = labels[node] < 0 ? null : labels[node];
        }
        return Labels.of(raw);
    }

    private static Split roles(NodeSplit[] split) {
        var roles = new byte[split.length];
        for (int node = 0; node < roles.length; node++) {
            roles[node] = (byte) role(split[node]).ordinal();
        }
        return new Split(roles);
    }

    private static Role role(NodeSplit split) {
        return switch (split) {
            case TRAIN -> Role.TRAIN;
            case VALIDATION -> Role.VALIDATION;
            case TEST -> Role.TEST;
            case NONE -> Role.NONE;
        };
    }
}
