package org.graphunlearning.procedures.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.graphunlearning.gnn.sidecar.Drift;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.procedures.projection.FeatureLayout;
import org.graphunlearning.procedures.projection.Marks;

/**
 * The facts of a model, without its parameters. As properties of its node, dotted keys hold the training configuration.
 *
 * @param name the model's name
 * @param version counts the parameter sets the model has had, from 1
 * @param config the training configuration, complete, as read back by the training's own reader
 * @param layout the feature columns it was trained with
 * @param classes names of the outputs in order, all {@link Long} or all {@link String}
 * @param marks what it has forgotten although it is still in the graph
 * @param guarantee what the present parameters are worth, in upper case: EXACT after a training, else what the last
 *     deletion left
 * @param sha256 of the parameters, 64 hex digits
 * @param fingerprint SHA-256 of the graph last trained on, 64 hex digits
 * @param size of that graph
 * @param cut what the shards have in common beside their parameters
 * @param drift what approximate deletions have done since the last exact training, of the shard that has most of each
 * @param metrics accuracies by name, in {@code [0, 1]}, and what training cost, in milliseconds
 * @param createdAt first training or import
 * @param updatedAt last change of the parameters
 */
public record StoredModel(
        String name,
        long version,
        Map<String, Object> config,
        FeatureLayout layout,
        List<Object> classes,
        Marks marks,
        String guarantee,
        String sha256,
        String fingerprint,
        Size size,
        Cut cut,
        Drift drift,
        Map<String, Double> metrics,
        Instant createdAt,
        Instant updatedAt) {
    /** Version of the layout described in {@link ModelStore}. */
    static final long FORMAT = 2;

    private static final String CONFIG = "config.";
    private static final String METRIC = "metric.";
    private static final String DELETIONS = "approximateDeletions";
    private static final String DRIFT = "parameterDrift";
    private static final String FORGOTTEN = "approximatelyForgotten";

    /** Nodes, relationships (after merging) and shards. */
    public record Size(long nodes, long relationships, long shards) {}

    /**
     * What the shards of a model share.
     *
     * @param weights of the shards where the aggregation has some, else empty
     * @param staleGhosts whether a ghost goes on standing for something deleted
     * @param partitionMillis what the cut took, 0 for one shard
     */
    public record Cut(List<Double> weights, boolean staleGhosts, long partitionMillis) {
        /** Keeps the list unmodifiable. */
        public Cut {
            weights = List.copyOf(weights);
        }

        /** Of a model of one shard. */
        public static Cut none() {
            return new Cut(List.of(), false, 0);
        }

        /** The same with other weights, and with stale ghosts if there were any or are now. */
        public Cut with(List<Double> newWeights, boolean stale) {
            return new Cut(newWeights, staleGhosts || stale, partitionMillis);
        }
    }

    /** The properties of the model's node, all but the format. */
    Map<String, Object> toProperties() {
        var out = new TreeMap<String, Object>();
        out.put("name", name);
        out.put("version", version);
        out.put("guarantee", guarantee);
        out.put("sha256", sha256);
        out.put("fingerprint", fingerprint);
        out.put("nodeCount", size.nodes());
        out.put("relationshipCount", size.relationships());
        out.put("shardCount", size.shards());
        out.put(
                "shardWeights",
                cut.weights().stream().mapToDouble(Double::doubleValue).toArray());
        out.put("staleGhosts", cut.staleGhosts());
        out.put("partitionMillis", cut.partitionMillis());
        out.put(DELETIONS, (long) drift.requests());
        out.put(DRIFT, drift.shift());
        out.put(FORGOTTEN, drift.forgottenTrainingNodes());
        out.put("featureKeys", layout.propertyKeys().toArray(String[]::new));
        out.put("featureWidths", layout.widths());
        out.put("classes", FlatMap.storable(classes));
        out.put("forgottenRelationships", marks.onRelationships());
        out.put("forgottenFeatures", marks.onFeatures());
        out.put("forgottenLabels", marks.onLabels());
        out.put("createdAt", createdAt.atZone(ZoneOffset.UTC));
        out.put("updatedAt", updatedAt.atZone(ZoneOffset.UTC));
        out.putAll(FlatMap.flatten(CONFIG, config));
        metrics.forEach((key, value) -> out.put(METRIC + key, value));
        return out;
    }

    static StoredModel of(Map<String, Object> properties) {
        var name = get(properties, "name", String.class);
        var metrics = new TreeMap<String, Double>();
        FlatMap.nest(METRIC, properties)
                .forEach((key, value) -> metrics.put(key, value instanceof Double number ? number : Double.valueOf(0)));
        return new StoredModel(
                name,
                get(properties, "version", Long.class),
                FlatMap.nest(CONFIG, properties),
                new FeatureLayout(
                        List.of(get(properties, "featureKeys", String[].class)),
                        get(properties, "featureWidths", int[].class)),
                List.copyOf((List<?>) FlatMap.readable(get(properties, "classes", Object.class))),
                new Marks(
                        name,
                        get(properties, "forgottenRelationships", Boolean.class),
                        get(properties, "forgottenFeatures", Boolean.class),
                        Boolean.TRUE.equals(properties.get("forgottenLabels"))), // absent from older models
                get(properties, "guarantee", String.class),
                get(properties, "sha256", String.class),
                get(properties, "fingerprint", String.class),
                new Size(
                        get(properties, "nodeCount", Long.class),
                        get(properties, "relationshipCount", Long.class),
                        get(properties, "shardCount", Long.class)),
                new Cut(
                        DoubleStream.of(get(properties, "shardWeights", double[].class))
                                .boxed()
                                .toList(),
                        get(properties, "staleGhosts", Boolean.class),
                        get(properties, "partitionMillis", Long.class)),
                drift(properties),
                metrics,
                get(properties, "createdAt", ZonedDateTime.class).toInstant(),
                get(properties, "updatedAt", ZonedDateTime.class).toInstant());
    }

    /** Absent from models that were stored before there was one. */
    private static Drift drift(Map<String, Object> properties) {
        return properties.containsKey(DELETIONS)
                ? new Drift(
                        Math.toIntExact(get(properties, DELETIONS, Long.class)),
                        get(properties, DRIFT, Double.class),
                        get(properties, FORGOTTEN, Long.class))
                : Drift.NONE;
    }

    private static <T> T get(Map<String, Object> properties, String key, Class<T> type) {
        var value = properties.get(key);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("A stored model lacks a valid property `" + key
                    + "`; its `UnlearnModel` node was changed from outside.");
        }
        return type.cast(value);
    }

    /** What a model is worth: what its weakest shard is, and less where ghosts went stale. */
    public static Guarantee guarantee(List<StoredShard> shards, Cut cut) {
        var out = cut.staleGhosts() ? Guarantee.APPROXIMATE : Guarantee.EXACT;
        for (var shard : shards) {
            out = out.weaker(Guarantee.valueOf(shard.guarantee()));
        }
        return out;
    }

    /** Fingerprint of a model: that of its shard, or SHA-256 over those of its shards, 64 hex digits. */
    public static String fingerprint(List<StoredShard> shards) {
        if (shards.size() == 1) {
            return shards.get(0).fingerprint();
        }
        var all = shards.stream().map(StoredShard::fingerprint).collect(Collectors.joining());
        return ShardChunks.sha256(all.getBytes(StandardCharsets.US_ASCII));
    }

    /** What a catalogue shows beside counts and configuration; a fresh map that may be added to. */
    public Map<String, Object> info() {
        var out = new LinkedHashMap<String, Object>();
        out.put("architecture", config.getOrDefault("architecture", ""));
        out.put("classes", classes);
        out.put("featureDimension", (long) layout.columns());
        out.put("head", config.getOrDefault("head", "softmax"));
        out.put("guarantee", guarantee);
        out.put(DELETIONS, (long) drift.requests());
        out.put(DRIFT, drift.shift());
        out.put("version", version);
        out.put("sha256", sha256);
        out.put("fingerprint", fingerprint);
        out.putAll(metrics);
        return out;
    }

    /**
     * What a deletion changes about a model.
     *
     * @param classes see the model
     * @param marks what is hidden from the model now
     * @param guarantee see the model
     * @param sha256 see the model
     * @param fingerprint see the model
     * @param size see the model
     * @param cut see the model
     * @param drift see the model
     */
    public record Update(
            List<Object> classes,
            Marks marks,
            String guarantee,
            String sha256,
            String fingerprint,
            Size size,
            Cut cut,
            Drift drift) {}

    /** The same model after its parameters changed; metrics of the old parameters are dropped for those given. */
    public StoredModel updated(Update update, Map<String, Double> newMetrics, Instant at) {
        return new StoredModel(
                name,
                version + 1,
                config,
                layout,
                update.classes(),
                update.marks(),
                update.guarantee(),
                update.sha256(),
                update.fingerprint(),
                update.size(),
                update.cut(),
                update.drift(),
                newMetrics,
                createdAt,
                at);
    }
}
