package org.graphunlearning.procedures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.KarateClub;

/** Puts test graphs into the database and says how to train on them. */
public final class Graphs {
    /** Training configuration of {@link #karate}: two factions, sparse identity features, 20 epochs. */
    public static final Map<String, Object> KARATE = Map.of(
            "nodeLabels", "Member",
            "relationshipTypes", "KNOWS",
            "sparseFeatures", Map.of("indices", "index", "dimension", 34L),
            "targetProperty", "faction",
            "splitProperty", "split",
            "nodeKeyProperty", "id",
            "hiddenChannels", 8L,
            "epochs", 20L);

    /** Ends a query that calls a deletion after a MATCH: Cypher wants its columns named there. */
    public static final String ROW =
            " YIELD requestId, modelName, strategy, guarantee, nodesUnlearned, relationshipsUnlearned, featuresUnlearned, "
                    + "shardsTouched, affectedNodes, warnings, configuration RETURN requestId, modelName, strategy, guarantee, "
                    + "nodesUnlearned, relationshipsUnlearned, featuresUnlearned, shardsTouched, affectedNodes, warnings, "
                    + "configuration";

    private Graphs() {}

    /** The karate club with its random 80/10/10 split, as {@code (:Member {id, faction, split, index, x, v})}. */
    public static void karate(TestDatabase.Running database) {
        load(database, KarateClub.factions(), "Member", "KNOWS");
    }

    private static void load(TestDatabase.Running database, GraphData graph, String label, String type) {
        var nodes = new ArrayList<Map<String, Object>>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            nodes.add(Map.of(
                    "id",
                    (long) node,
                    "faction",
                    graph.labels()[node],
                    "split",
                    graph.splitRandom()[node].name().toLowerCase(Locale.ROOT),
                    "index",
                    List.of((long) graph.featureIdx()[node]),
                    "x",
                    node / 10.0,
                    "v",
                    List.of(node % 3 - 1.0, node % 5 * 0.5, 1.0)));
        }
        var edges = new ArrayList<List<Long>>();
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            edges.add(List.of((long) graph.sources()[edge], (long) graph.targets()[edge]));
        }
        database.run("UNWIND $nodes AS row CREATE (n:" + label + ") SET n = row", Map.of("nodes", nodes));
        database.run(
                "UNWIND $edges AS row MATCH (a:" + label + " {id: row[0]}), (b:" + label
                        + " {id: row[1]}) CREATE (a)-[:" + type + "]->(b)",
                Map.of("edges", edges));
    }

    /** {@link #KARATE} with some keys replaced; a null value takes a key out. */
    public static Map<String, Object> karateWith(Object... keysAndValues) {
        var out = new LinkedHashMap<String, Object>(KARATE);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] == null) {
                out.remove(keysAndValues[i]);
            } else {
                out.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        return out;
    }

    /** Trains on what is in the database. */
    public static Map<String, Object> train(TestDatabase.Running database, String name, Map<String, Object> config) {
        return database.run("CALL unlearn.train($name, $config)", Map.of("name", name, "config", config))
                .get(0);
    }

    /** SHA-256 of a model's parameters, as stored. */
    public static String sha256(TestDatabase.Running database, String name) {
        return (String) database.run("CALL unlearn.model.list($name) YIELD sha256 RETURN sha256", Map.of("name", name))
                .get(0)
                .get("sha256");
    }
}
