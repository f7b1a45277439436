package org.graphunlearning.procedures.delete;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.entity.EntityResolver;
import org.jspecify.annotations.Nullable;

/** Reads what a mixed batch names. */
final class ItemResolver {
    private final EntityResolver entities;

    ItemResolver(EntityResolver entities) {
        this.entities = entities;
    }

    /** The parts of {@code unlearn.delete}'s second argument. */
    Items batch(@Nullable Map<String, Object> raw) {
        var in = new ConfigReader(raw);
        var nodes = in.any("nodes");
        var relationships = in.any("relationships");
        var features = in.any("features");
        var labels = in.any("labels");
        in.requireNoOtherKeys();
        return new Items(
                isAbsent(nodes) ? List.of() : entities.nodes("nodes", nodes),
                isAbsent(relationships) ? List.of() : entities.relationships("relationships", relationships),
                isAbsent(features) ? List.of() : features(features),
                isAbsent(labels) ? List.of() : entities.nodes("labels", labels));
    }

    private static boolean isAbsent(@Nullable Object value) {
        return value == null || (value instanceof List<?> list && list.isEmpty());
    }

    private List<Items.FeatureItem> features(@Nullable Object value) {
        var out = new ArrayList<Items.FeatureItem>();
        for (var entry : value instanceof List<?> list ? list : listOf(value)) {
            if (!(entry instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException(
                        "`features` takes maps of the form {node, properties} or {node, indices}.");
            }
            out.addAll(featureItem(map));
        }
        return out;
    }

    @SuppressWarnings("unchecked")
    private List<Items.FeatureItem> featureItem(Map<?, ?> map) {
        var in = new ConfigReader((Map<String, Object>) map);
        var nodes = entities.nodes("node", in.any("node"));
        var properties = in.texts("properties", List.of());
        var indices = in.indices("indices");
        in.requireNoOtherKeys();
        return nodes.stream()
                .map(node -> new Items.FeatureItem(node, properties, indices))
                .toList();
    }

    private static List<Object> listOf(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }
}
