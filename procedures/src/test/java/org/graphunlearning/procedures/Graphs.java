package org.graphunlearning.procedures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.KarateClub;
import org.graphunlearning.testgraphs.WordBags;

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

    /** Training configuration of {@link #papers} in four shards: three topics, sparse words, 6 epochs. */
    public static final Map<String, Object> PAPERS = Map.of(
            "nodeLabels", "Paper",
            "relationshipTypes", "CITES",
            "sparseFeatures", Map.of("indices", "index", "dimension", 30L),
            "targetProperty", "topic",
            "splitProperty", "split",
            "nodeKeyProperty", "id",
            "hiddenChannels", 4L,
            "epochs", 6L,
            "shards", 4L);

    private static final String COLUMNS =
            "requestId, modelName, strategy, guarantee, nodesUnlearned, relationshipsUnlearned, featuresUnlearned, "
                    + "labelsUnlearned, shardsTouched, affectedNodes, warnings, measures, configuration";

    /** Ends a query that calls a deletion after a MATCH: Cypher wants its columns named there. */
    public static final String ROW = " YIELD " + COLUMNS + " RETURN " + COLUMNS;

    private Graphs() {}

    /** The karate club with its random 80/10/10 split, as {@code (:Member {id, faction, split, index, x, v})}. */
    public static void karate(TestDatabase.Running database) {
        load(database, KarateClub.factions(), new Names("Member", "KNOWS", "faction"));
    }

    /**
     * Eighty papers on three topics, 80/10/10, as {@code (:Paper {id, topic, split, index, x, v})}. Topics mix, so that every shard
     * meets all of them: one with a single topic would have nothing to learn.
     */
    public static void papers(TestDatabase.Running database) {
        var words = new WordBags.Settings(30, 5, 0.4);
        var graph = CitationLike.generate(new CitationLike.Settings(80, 3, 4, 0.4, 2.9, words, 5));
        load(database, graph, new Names("Paper", "CITES", "topic"));
    }

    private record Names(String label, String type, String target) {}

    private static void load(TestDatabase.Running database, GraphData graph, Names names) {
        var nodes = new ArrayList<Map<String, Object>>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            nodes.add(Map.of(
                    "id",
                    (long) node,
                    names.target(),
                    graph.labels()[node],
                    "split",
                    graph.splitRandom()[node].name().toLowerCase(Locale.ROOT),
                    "index",
                    columns(graph, node),
                    "x",
                    node / 10.0,
                    "v",
                    List.of(node % 3 - 1.0, node % 5 * 0.5, 1.0)));
        }
        var edges = new ArrayList<List<Long>>();
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            edges.add(List.of((long) graph.sources()[edge], (long) graph.targets()[edge]));
        }
        database.run("UNWIND $nodes AS row CREATE (n:" + names.label() + ") SET n = row", Map.of("nodes", nodes));
        database.run(
                "UNWIND $edges AS row MATCH (a:" + names.label() + " {id: row[0]}), (b:" + names.label()
                        + " {id: row[1]}) CREATE (a)-[:" + names.type() + "]->(b)",
                Map.of("edges", edges));
    }

    private static List<Long> columns(GraphData graph, int node) {
        return Arrays.stream(graph.featureIdx(), graph.featurePtr()[node], graph.featurePtr()[node + 1])
                .asLongStream()
                .boxed()
                .toList();
    }

    /** {@link #KARATE} with some keys replaced; a null value takes a key out. */
    public static Map<String, Object> karateWith(Object... keysAndValues) {
        return with(KARATE, keysAndValues);
    }

    /** {@link #PAPERS} with some keys replaced; a null value takes a key out. */
    public static Map<String, Object> papersWith(Object... keysAndValues) {
        return with(PAPERS, keysAndValues);
    }

    /** A configuration with some keys replaced; a null value takes a key out. */
    public static Map<String, Object> with(Map<String, Object> config, Object... keysAndValues) {
        var out = new LinkedHashMap<String, Object>(config);
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

    /** What a model says of the graph it was trained on. */
    public static Map<String, Object> facts(TestDatabase.Running database, String name) {
        return database.run(
                        "MATCH (m:UnlearnModel {name: $name}) RETURN m.fingerprint AS fingerprint, m.nodeCount AS nodes, "
                                + "m.relationshipCount AS relationships, m.classes AS classes",
                        Map.of("name", name))
                .get(0);
    }

    /** Shard by id of each paper that a model learned from. */
    public static Map<Long, Long> shards(TestDatabase.Running database, String name) {
        var out = new TreeMap<Long, Long>();
        database.run(
                        "CALL unlearn.partition.stream($name) YIELD node, shard RETURN node.id AS id, shard",
                        Map.of("name", name))
                .forEach(row -> out.put((Long) row.get("id"), (Long) row.get("shard")));
        return out;
    }

    /** Ids of the ends of each citation, those inside a shard or those between two. */
    public static List<List<Long>> citations(TestDatabase.Running database, String name, boolean inside) {
        var shards = shards(database, name);
        return database.run("MATCH (a:Paper)-[:CITES]->(b:Paper) RETURN a.id AS a, b.id AS b ORDER BY a, b").stream()
                .map(row -> List.of((Long) row.get("a"), (Long) row.get("b")))
                .filter(ends -> shards.get(ends.get(0)).equals(shards.get(ends.get(1))) == inside)
                .toList();
    }

    /** Stored shards of a model by number, as text: node, facts, chunks and bytes; equal exactly when untouched. */
    public static Map<Long, String> storedShards(TestDatabase.Running database, String name) {
        var out = new TreeMap<Long, String>();
        database.run(
                        "MATCH (:UnlearnModel {name: $name})-[:HAS_SHARD]->(s)-[:HAS_CHUNK]->(c) "
                                + "RETURN s.index AS shard, [elementId(s), elementId(c)] AS ids, s{.*} AS facts, "
                                + "c.bytes AS bytes ORDER BY shard, c.index",
                        Map.of("name", name))
                .forEach(row -> out.merge(
                        (Long) row.get("shard"),
                        row.get("ids")
                                + new TreeMap<>((Map<?, ?>) row.get("facts")).toString()
                                + Arrays.toString((byte[]) row.get("bytes")),
                        String::concat));
        return out;
    }

    /** Numbers of the shards that differ between two answers of {@link #storedShards}. */
    public static List<Long> changed(Map<Long, String> before, Map<Long, String> after) {
        return after.keySet().stream()
                .filter(shard -> !after.get(shard).equals(before.get(shard)))
                .toList();
    }

    /** {@link #PAPERS} with the cut of another model. */
    public static Map<String, Object> cutLike(Map<String, Object> config, String model) {
        return with(config, "partitioner", null, "partitionFrom", model);
    }
}
