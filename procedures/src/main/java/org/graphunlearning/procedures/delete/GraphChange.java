package org.graphunlearning.procedures.delete;

import java.util.Collection;
import java.util.List;
import org.neo4j.graphdb.Node;

/** Takes the items of a request out of the graph itself. */
final class GraphChange {
    private final Items items;

    GraphChange(Items items) {
        this.items = items;
    }

    /**
     * Deletes.
     *
     * @param layouts the feature vectors that say what a whole vector or an index means
     * @param targets keys of the properties that hold a label
     */
    void apply(List<FeatureColumns> layouts, Collection<String> targets) {
        for (var node : items.labels()) {
            targets.forEach(node::removeProperty);
        }
        for (var item : items.features()) {
            if (layouts.isEmpty()) {
                item.properties().forEach(item.node()::removeProperty);
            }
            layouts.forEach(columns -> FeatureRemoval.remove(columns, item));
        }
        items.relationships().forEach(relationship -> relationship.delete());
        items.nodes().forEach(GraphChange::detachDelete);
    }

    private static void detachDelete(Node node) {
        try (var relationships = node.getRelationships()) {
            relationships.forEach(relationship -> relationship.delete());
        }
        node.delete();
    }
}
