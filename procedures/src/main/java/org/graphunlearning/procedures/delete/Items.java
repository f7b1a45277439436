package org.graphunlearning.procedures.delete;

import java.util.List;
import org.graphunlearning.procedures.hook.Covered;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/**
 * What a request names, resolved in the caller's transaction and each thing once.
 *
 * @param nodes nodes to forget with their relationships
 * @param relationships relationships to forget
 * @param features feature values to forget
 * @param labels nodes whose class to forget; they stay
 */
record Items(List<Node> nodes, List<Relationship> relationships, List<FeatureItem> features, List<Node> labels) {
    /** Refuses a request that names nothing. */
    Items {
        if (nodes.isEmpty() && relationships.isEmpty() && features.isEmpty() && labels.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to delete: name at least one node, relationship, feature or label.");
        }
        labels = List.copyOf(labels);
        nodes = List.copyOf(nodes);
        relationships = List.copyOf(relationships);
        features = List.copyOf(features);
    }

    static Items ofNodes(List<Node> nodes) {
        return new Items(nodes, List.of(), List.of(), List.of());
    }

    static Items ofRelationships(List<Relationship> relationships) {
        return new Items(List.of(), relationships, List.of(), List.of());
    }

    static Items ofFeatures(List<FeatureItem> features) {
        return new Items(List.of(), List.of(), features, List.of());
    }

    /** What a model forgets with this request, so that its disappearance is not taken for a deletion behind its back. */
    Covered coveredFor(String modelName) {
        return new Covered(
                modelName,
                false,
                nodes,
                relationships,
                features.stream().map(FeatureItem::node).toList(),
                labels);
    }

    /**
     * Feature values of one node; with neither properties nor indices, the whole vector.
     *
     * @param node whose
     * @param properties whole feature properties
     * @param indices columns of the whole concatenated feature vector, ascending
     */
    record FeatureItem(Node node, List<String> properties, int[] indices) {
        /** Refuses to mix the two ways of naming. */
        FeatureItem {
            if (!properties.isEmpty() && indices.length > 0) {
                throw new IllegalArgumentException("Give either `properties` or `indices`, not both.");
            }
            properties = List.copyOf(properties);
        }

        boolean isWhole() {
            return properties.isEmpty() && indices.length == 0;
        }
    }
}
