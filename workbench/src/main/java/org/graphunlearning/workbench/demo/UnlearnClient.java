package org.graphunlearning.workbench.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** The plugin as a client sees it: procedure calls over Bolt, each in a transaction of its own. */
public final class UnlearnClient {
    private static final String COLUMNS =
            "guarantee, nodesUnlearned, relationshipsUnlearned, featuresUnlearned, shardsTouched";
    private static final String YIELDED = " YIELD " + COLUMNS + " RETURN " + COLUMNS;

    private final Driver driver;

    /** Speaks through a driver, which stays the caller's. */
    public UnlearnClient(Driver driver) {
        this.driver = driver;
    }

    /**
     * What training yields.
     *
     * @param sha256 of the parameters
     * @param testAccuracy as the plugin says
     * @param keptEdges share of the links that lie inside a shard
     * @param trainMillis time of the epochs
     */
    public record Trained(String sha256, double testAccuracy, double keptEdges, long trainMillis) {}

    /**
     * What a model says about a node.
     *
     * @param predictedClass the most probable class
     * @param probabilities of each class
     */
    public record Prediction(long predictedClass, List<Double> probabilities) {
        /** How sure the model is. */
        public double share() {
            return probabilities.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }
    }

    /**
     * What a deletion yields.
     *
     * @param guarantee what the model is worth now
     * @param nodes nodes unlearned
     * @param relationships relationships unlearned
     * @param features feature values unlearned
     * @param shards shards that were worked on
     * @param wallMillis from the call to the commit, as the client sees it
     */
    public record Deleted(
            String guarantee, long nodes, long relationships, long features, long shards, long wallMillis) {}

    /** Any query, to its end and in one transaction. */
    public List<Record> run(String query, Map<String, Object> parameters) {
        try (var session = driver.session()) {
            return session.run(query, parameters).list();
        }
    }

    /** Trains a model under a new name. */
    public Trained train(String model, Map<String, Object> configuration) {
        var row = run(
                        "CALL unlearn.train($model, $configuration) YIELD modelInfo, trainMillis"
                                + " RETURN modelInfo.sha256 AS sha256, modelInfo.testAccuracy AS testAccuracy,"
                                + " coalesce(modelInfo.keptEdges, 1.0) AS keptEdges, trainMillis",
                        Map.of("model", model, "configuration", configuration))
                .get(0);
        double testAccuracy = row.get("testAccuracy").asDouble(Double.NaN);
        return new Trained(
                row.get("sha256").asString(),
                testAccuracy,
                row.get("keptEdges").asDouble(),
                row.get("trainMillis").asLong());
    }

    /** Predictions of all nodes by their {@code id}. */
    public Map<Long, Prediction> predict(String model) {
        var rows = run(
                "CALL unlearn.predict.stream($model) YIELD node, predictedClass, probabilities"
                        + " RETURN node.id AS id, predictedClass, probabilities",
                Map.of("model", model));
        var out = new HashMap<Long, Prediction>();
        for (var row : rows) {
            var probabilities = row.get("probabilities").asList(Value::asDouble);
            out.put(
                    row.get("id").asLong(),
                    new Prediction(row.get("predictedClass").asLong(), probabilities));
        }
        return out;
    }

    /** Shard of every node the model learned from, by the node's {@code id}. */
    public Map<Long, Long> shards(String model) {
        var out = new HashMap<Long, Long>();
        for (var row : run(
                "CALL unlearn.partition.stream($model) YIELD node, shard RETURN node.id AS id, shard",
                Map.of("model", model))) {
            out.put(row.get("id").asLong(), row.get("shard").asLong());
        }
        return out;
    }

    /** SHA-256 of a model's parameters. */
    public String sha256(String model) {
        return run("CALL unlearn.model.list($model) YIELD sha256 RETURN sha256", Map.of("model", model))
                .get(0)
                .get("sha256")
                .asString();
    }

    /** Removes a model. */
    public void drop(String model) {
        run("CALL unlearn.model.drop($model)", Map.of("model", model));
    }

    /** Deletes a node from graph and model. */
    public Deleted deleteNode(String model, int node) {
        return delete(
                "MATCH (n:Node {id: $node}) CALL unlearn.deleteNode($model, n)", Map.of("model", model, "node", node));
    }

    /** Deletes the link between two nodes. */
    public Deleted deleteEdge(String model, Link link) {
        return delete(
                "MATCH (:Node {id: $a})-[r:LINK]-(:Node {id: $b}) CALL unlearn.deleteEdge($model, r)",
                Map.of("model", model, "a", link.source(), "b", link.target()));
    }

    /** Deletes one entry of a node's feature vector. */
    public Deleted deleteFeature(String model, Cell cell) {
        return delete(
                "MATCH (n:Node {id: $node}) CALL unlearn.deleteFeature($model, n, {indices: [$column]})",
                Map.of("model", model, "node", cell.node(), "column", cell.column()));
    }

    /** Deletes a node, a link and an entry of a feature vector in one batch. */
    public Deleted deleteTogether(String model, int node, Link link, Cell cell) {
        return delete(
                "MATCH (n:Node {id: $node}), (:Node {id: $a})-[r:LINK]-(:Node {id: $b}), (f:Node {id: $of})"
                        + " CALL unlearn.delete($model,"
                        + " {nodes: [n], relationships: [r], features: [{node: f, indices: [$column]}]})",
                Map.of(
                        "model", model,
                        "node", node,
                        "a", link.source(),
                        "b", link.target(),
                        "of", cell.node(),
                        "column", cell.column()));
    }

    /** A link by the ids of its ends. */
    public record Link(int source, int target) {}

    /** An entry of a feature vector by the id of its node. */
    public record Cell(int node, int column) {}

    private Deleted delete(String call, Map<String, Object> parameters) {
        long start = System.nanoTime();
        var rows = run(call + YIELDED, parameters);
        long wallMillis = (System.nanoTime() - start) / 1_000_000;
        if (rows.size() != 1) {
            throw new IllegalStateException("One deletion yielded " + rows.size() + " rows.");
        }
        var row = rows.get(0);
        return new Deleted(
                row.get("guarantee").asString(),
                row.get("nodesUnlearned").asLong(),
                row.get("relationshipsUnlearned").asLong(),
                row.get("featuresUnlearned").asLong(),
                row.get("shardsTouched").asLong(),
                wallMillis);
    }
}
