package org.graphunlearning.workbench.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.NodeSplit;

/**
 * Puts a graph into an empty database: {@code (:Node {id, label, split, index, value})-[:LINK]->(:Node)}. An unlabelled node
 * has no {@code label}; where every feature value is 1, no node has a {@code value}.
 */
public final class GraphLoader {
    private static final int NODES_PER_CALL = 1000;
    private static final int FEATURES_PER_CALL = 100_000;
    private static final int EDGES_PER_CALL = 10_000;

    private final GraphData graph;
    private final NodeSplit[] split;
    private final boolean withValues;

    /** Loads a graph with one of its splits. */
    public GraphLoader(GraphData graph, NodeSplit[] split) {
        this.graph = graph;
        this.split = split;
        this.withValues = !graph.features().isBinary();
    }

    /** Loads, a batch per transaction. */
    public void load(UnlearnClient client) {
        client.run("CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE", Map.of());
        int from = 0;
        while (from < graph.nodeCount()) {
            int to = endOfBatch(from);
            client.run("UNWIND $rows AS row CREATE (n:Node) SET n = row", Map.of("rows", nodes(from, to)));
            from = to;
        }
        for (int edge = 0; edge < graph.edgeCount(); edge += EDGES_PER_CALL) {
            int to = Math.min(graph.edgeCount(), edge + EDGES_PER_CALL);
            client.run(
                    "UNWIND $rows AS row MATCH (a:Node {id: row[0]}), (b:Node {id: row[1]}) CREATE (a)-[:LINK]->(b)",
                    Map.of("rows", edges(edge, to)));
        }
    }

    /** The configuration of {@code unlearn.train} for the graph, all but architecture and seed. */
    public Map<String, Object> projection() {
        var sparse = new HashMap<String, Object>(Map.of("indices", "index", "dimension", graph.featureCount()));
        if (withValues) {
            sparse.put("values", "value");
        }
        return Map.of(
                "nodeLabels",
                List.of("Node"),
                "relationshipTypes",
                List.of("LINK"),
                "sparseFeatures",
                sparse,
                "targetProperty",
                "label",
                "splitProperty",
                "split",
                "nodeKeyProperty",
                "id");
    }

    private int endOfBatch(int from) {
        int to = from + 1;
        while (to < graph.nodeCount()
                && to - from < NODES_PER_CALL
                && graph.featurePtr()[to] - graph.featurePtr()[from] < FEATURES_PER_CALL) {
            to++;
        }
        return to;
    }

    private List<Map<String, Object>> nodes(int from, int to) {
        var rows = new ArrayList<Map<String, Object>>(to - from);
        for (int node = from; node < to; node++) {
            var row = new HashMap<String, Object>();
            row.put("id", node);
            row.put("split", split[node].csvName());
            if (graph.labels()[node] >= 0) {
                row.put("label", graph.labels()[node]);
            }
            var index = new ArrayList<Integer>();
            var value = new ArrayList<Double>();
            for (int at = graph.featurePtr()[node]; at < graph.featurePtr()[node + 1]; at++) {
                index.add(graph.featureIdx()[at]);
                value.add((double) graph.featureVal()[at]);
            }
            row.put("index", index);
            if (withValues) {
                row.put("value", value);
            }
            rows.add(row);
        }
        return rows;
    }

    private List<List<Integer>> edges(int from, int to) {
        var rows = new ArrayList<List<Integer>>(to - from);
        for (int edge = from; edge < to; edge++) {
            rows.add(List.of(graph.sources()[edge], graph.targets()[edge]));
        }
        return rows;
    }
}
