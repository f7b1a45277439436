package org.graphunlearning.procedures.delete;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.ProjectionSpec;
import org.graphunlearning.procedures.store.MarkStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.train.TrainConfig;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/**
 * Those items of a request that one model learned from, judged by the marks the model left. What goes with a node of the
 * request (its relationships, its features) is not listed again.
 *
 * @param nodes marked as trained
 * @param relationships of a projected type, between marked nodes, not hidden from the model
 * @param features of marked nodes; at least one column each
 * @param labels marked nodes that had a label at the last training, or have one now
 */
record LearnedItems(List<Node> nodes, List<Relationship> relationships, List<Cells> features, List<Node> labels) {
    /** Columns of one node, ascending. */
    record Cells(Node node, int[] columns) {}

    static LearnedItems none() {
        return new LearnedItems(List.of(), List.of(), List.of(), List.of());
    }

    static LearnedItems of(StoredModel model, Items items) {
        var spec = TrainConfig.parse(model.config()).projection();
        var marks = model.marks();
        var requested = Set.copyOf(items.nodes());
        var nodes =
                items.nodes().stream().filter(node -> isTrained(node, marks)).toList();
        var relationships = items.relationships().stream()
                .filter(relationship -> isLearned(relationship, spec, marks))
                .filter(relationship -> !requested.contains(relationship.getStartNode())
                        && !requested.contains(relationship.getEndNode()))
                .toList();
        var labels = items.labels().stream()
                .filter(node -> !requested.contains(node) && hasLabel(node, spec, marks))
                .toList();
        return new LearnedItems(nodes, relationships, cells(model, spec, items, requested), labels);
    }

    /**
     * Whether a model that the request leaves alone learned from an item.
     *
     * @param targets properties that the request takes for labels: to this model they may be labels, features or nothing
     */
    static boolean remembers(StoredModel model, Items items, Set<String> targets) {
        var learned = of(model, items);
        var spec = TrainConfig.parse(model.config()).projection();
        boolean sameLabel = targets.contains(spec.targetProperty());
        boolean asFeature = spec.features().propertyKeys().stream().anyMatch(targets::contains)
                && items.labels().stream().anyMatch(node -> isTrained(node, model.marks()));
        var others = new LearnedItems(learned.nodes, learned.relationships, learned.features, List.of());
        return asFeature || !(sameLabel ? learned : others).isEmpty();
    }

    private static List<Cells> cells(StoredModel model, ProjectionSpec spec, Items items, Set<Node> requested) {
        var columns = FeatureColumns.of(spec, model.layout());
        var out = new ArrayList<Cells>();
        for (var item : items.features()) {
            if (!requested.contains(item.node()) && isTrained(item.node(), model.marks())) {
                var cells = new Cells(item.node(), columns.of(item));
                if (cells.columns().length > 0) {
                    out.add(cells);
                }
            }
        }
        return out;
    }

    private static boolean isTrained(Node node, Marks marks) {
        return Marks.isTrained(MarkStore.of(node, marks));
    }

    private static boolean hasLabel(Node node, ProjectionSpec spec, Marks marks) {
        long mark = MarkStore.of(node, marks);
        boolean shown = node.hasProperty(spec.targetProperty()) && !node.hasProperty(marks.labelKey());
        return Marks.isTrained(mark) && (shown || Marks.role(mark) != Role.NONE);
    }

    private static boolean isLearned(Relationship relationship, ProjectionSpec spec, Marks marks) {
        return takes(spec, relationship)
                && !relationship.getStartNode().equals(relationship.getEndNode())
                && MarkStore.of(relationship, marks) != Marks.FORGOTTEN
                && isTrained(relationship.getStartNode(), marks)
                && isTrained(relationship.getEndNode(), marks);
    }

    static boolean takes(ProjectionSpec spec, Relationship relationship) {
        return spec.relationshipTypes().contains(ProjectionSpec.ALL)
                || spec.relationshipTypes().contains(relationship.getType().name());
    }

    /**
     * Shards that learned from an item, and with {@code strict} those in which a ghost may stand for one. An edge between two
     * shards was learned by neither.
     */
    BitSet shards(ProjectionSpec spec, Marks marks, boolean strict) {
        var out = new BitSet();
        for (var node : nodes) {
            out.set(Marks.shard(MarkStore.of(node, marks)));
            if (strict) {
                node.getRelationships().stream()
                        .filter(relationship -> takes(spec, relationship))
                        .map(relationship -> MarkStore.of(relationship.getOtherNode(node), marks))
                        .filter(Marks::isTrained)
                        .forEach(mark -> out.set(Marks.shard(mark)));
            }
        }
        for (var relationship : relationships) {
            int start = Marks.shard(MarkStore.of(relationship.getStartNode(), marks));
            int end = Marks.shard(MarkStore.of(relationship.getEndNode(), marks));
            if (strict || start == end) {
                out.set(start);
                out.set(end);
            }
        }
        features.forEach(cells -> out.set(Marks.shard(MarkStore.of(cells.node(), marks))));
        labels.forEach(node -> out.set(Marks.shard(MarkStore.of(node, marks))));
        return out;
    }

    boolean isEmpty() {
        return nodes.isEmpty() && relationships.isEmpty() && features.isEmpty() && labels.isEmpty();
    }
}
