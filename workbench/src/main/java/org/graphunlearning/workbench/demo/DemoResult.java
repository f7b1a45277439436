package org.graphunlearning.workbench.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.graphunlearning.workbench.demo.UnlearnClient.Deleted;
import org.graphunlearning.workbench.demo.UnlearnClient.Trained;

/**
 * What the demonstration found.
 *
 * @param graph name of the graph
 * @param architecture of the models
 * @param sharding what the shards cost in accuracy
 * @param models one per seed
 * @param node deleting one node
 * @param edge deleting one link
 * @param feature deleting one feature value
 * @param further a mixed batch, a link between two shards where there are shards, and a node without influence where there is one
 */
record DemoResult(
        String graph,
        String architecture,
        Sharding sharding,
        List<Trained> models,
        Step node,
        Step edge,
        Step feature,
        List<Step> further) {
    /**
     * Shards, and the model they stand against.
     *
     * @param count shards of each model
     * @param wholeGraphAccuracy mean test accuracy of models trained on the whole graph at once, with the same seeds
     */
    record Sharding(int count, double wholeGraphAccuracy) {}

    List<Step> steps() {
        var steps = new ArrayList<>(List.of(node, edge, feature));
        steps.addAll(further);
        return steps;
    }

    boolean exactMatchesRetrain() {
        return steps().stream().allMatch(Step::isExact);
    }

    String sentence() {
        return exactMatchesRetrain()
                ? "Every deletion left the parameters of a model that never saw the deleted, bit for bit."
                : "At least one deletion did NOT leave the parameters of a model that never saw the deleted.";
    }

    /** One line; the keys are a promise to scripts. */
    String toJson() {
        var values = new LinkedHashMap<String, Object>();
        values.put("graph", '"' + graph + '"');
        values.put("architecture", '"' + architecture + '"');
        values.put("seeds", models.size());
        values.put("testAccuracyMean", readable(mean()));
        values.put("testAccuracyStd", readable(deviation()));
        values.put("exactMatchesRetrain", exactMatchesRetrain());
        values.put("nodesDeleted", sum(Deleted::nodes));
        values.put("edgesDeleted", sum(Deleted::relationships));
        values.put("featuresDeleted", sum(Deleted::features));
        values.put(
                "trainMillis",
                Math.round(models.stream()
                        .mapToLong(Trained::trainMillis)
                        .average()
                        .orElse(0)));
        values.put("deleteNodeMillis", node.deleted().wallMillis());
        values.put("deleteEdgeMillis", edge.deleted().wallMillis());
        values.put("deleteFeatureMillis", feature.deleted().wallMillis());
        values.put("shardCount", sharding.count());
        values.put(
                "keptEdges",
                readable(models.stream()
                        .mapToDouble(Trained::keptEdges)
                        .average()
                        .orElse(1)));
        values.put("wholeGraphAccuracy", readable(sharding.wholeGraphAccuracy()));
        values.put("shardsTouched", node.deleted().shards());
        return values.entrySet().stream()
                .map(entry -> '"' + entry.getKey() + "\": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    double mean() {
        return models.stream().mapToDouble(Trained::testAccuracy).average().orElse(0);
    }

    /** Standard deviation of these very models, not of a population they might stand for. */
    double deviation() {
        double mean = mean();
        double squares = models.stream()
                .mapToDouble(Trained::testAccuracy)
                .map(accuracy -> (accuracy - mean) * (accuracy - mean))
                .sum();
        return Math.sqrt(squares / models.size());
    }

    /** Without the last bits of a sum of rounded numbers. */
    private static double readable(double share) {
        return Math.round(share * 1e9) / 1e9;
    }

    private long sum(ToLongFunction<Deleted> count) {
        return steps().stream().map(Step::deleted).mapToLong(count).sum();
    }
}
