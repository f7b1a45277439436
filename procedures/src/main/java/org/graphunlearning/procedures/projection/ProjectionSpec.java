package org.graphunlearning.procedures.projection;

import java.util.List;
import org.graphunlearning.procedures.config.ConfigReader;
import org.jspecify.annotations.Nullable;

/**
 * What to read from the database.
 *
 * @param nodeLabels labels of the nodes, or {@code *} for every node that is not the plugin's own
 * @param relationshipTypes types of the relationships, or {@code *} for every type that is not the plugin's own
 * @param orientation which way messages run
 * @param features where feature vectors come from
 * @param targetProperty key of the class, an integer or a string; a node without it is unlabelled
 * @param split who trains
 * @param nodeKeyProperty key of the durable identity of a node; null takes the internal id
 */
public record ProjectionSpec(
        List<String> nodeLabels,
        List<String> relationshipTypes,
        Orientation orientation,
        FeatureSource features,
        String targetProperty,
        SplitSource split,
        @Nullable String nodeKeyProperty) {
    /** Stands for every label or type. */
    public static final String ALL = "*";

    /** Refuses empty lists. */
    public ProjectionSpec {
        if (nodeLabels.isEmpty() || relationshipTypes.isEmpty()) {
            throw new IllegalArgumentException(
                    "Configuration values `nodeLabels` and `relationshipTypes` must not be empty; `*` stands for all.");
        }
        nodeLabels = List.copyOf(nodeLabels);
        relationshipTypes = List.copyOf(relationshipTypes);
    }

    /**
     * Reads the projection's keys of a training configuration.
     *
     * @param seed seeds the random split
     * @throws IllegalArgumentException when a key is missing, contradictory or out of range
     */
    public static ProjectionSpec read(ConfigReader in, long seed) {
        return new ProjectionSpec(
                in.texts("nodeLabels", List.of(ALL)),
                in.texts("relationshipTypes", List.of(ALL)),
                in.oneOf("orientation", Orientation.UNDIRECTED, Orientation.class),
                features(in),
                in.text("targetProperty"),
                split(in, seed),
                in.textOrNull("nodeKeyProperty"));
    }

    private static FeatureSource features(ConfigReader in) {
        boolean dense = in.has("featureProperties");
        var sparse = in.mapOrNull("sparseFeatures");
        if (dense == (sparse != null)) {
            throw new IllegalArgumentException(
                    "Give either `featureProperties` or `sparseFeatures`, " + (dense ? "not both." : "one of them."));
        }
        if (sparse == null) {
            return new FeatureSource.Dense(in.texts("featureProperties", List.of()));
        }
        if (!sparse.has("dimension")) {
            throw new IllegalArgumentException("Configuration key `sparseFeatures.dimension` is missing.");
        }
        var source = new FeatureSource.Sparse(
                sparse.text("indices"),
                sparse.textOrNull("values"),
                sparse.intIn("dimension", 1, 1, Integer.MAX_VALUE - 8));
        sparse.requireNoOtherKeys();
        return source;
    }

    private static SplitSource split(ConfigReader in, long seed) {
        boolean drawn = in.has("testFraction") | in.has("validationFraction");
        var key = in.textOrNull("splitProperty");
        if (key == null) {
            return new SplitSource.Random(
                    in.doubleIn("testFraction", 0.2, 0, 0.999), in.doubleIn("validationFraction", 0, 0, 0.999), seed);
        }
        if (drawn) {
            throw new IllegalArgumentException(
                    "Give either `splitProperty` or `testFraction` and `validationFraction`, not both.");
        }
        return new SplitSource.Property(key);
    }
}
