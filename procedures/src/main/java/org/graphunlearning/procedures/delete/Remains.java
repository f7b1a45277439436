package org.graphunlearning.procedures.delete;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.procedures.projection.FeatureLayout;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.ProjectionSpec;
import org.graphunlearning.procedures.store.HeldValues;
import org.graphunlearning.procedures.store.MarkStore;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/**
 * What is still there of things that were to be forgotten, as a transaction sees it: looked up anew, not remembered from having deleted
 * them. Costs as much as the things, whatever the size of the graph.
 */
final class Remains {
    private final Transaction tx;

    Remains(Transaction tx) {
        this.tx = tx;
    }

    /**
     * What a model goes by when it reads the graph.
     *
     * @param marks as they are stored now, with what they say scans must look for
     */
    record Reader(Marks marks, ProjectionSpec spec, FeatureLayout layout) {}

    /** Whether any item of a request is in the graph, layouts and targets being what the request meant by vectors and labels. */
    boolean inGraph(Items items, List<FeatureColumns> layouts, Collection<String> targets) {
        return items.nodes().stream().anyMatch(this::isThere)
                || items.relationships().stream().anyMatch(this::isThere)
                || items.features().stream().anyMatch(item -> isThere(item.node()) && holds(item, layouts))
                || items.labels().stream()
                        .anyMatch(node -> isThere(node) && targets.stream().anyMatch(node::hasProperty));
    }

    private static boolean holds(Items.FeatureItem item, List<FeatureColumns> layouts) {
        if (item.properties().stream().anyMatch(item.node()::hasProperty)) {
            return true;
        }
        return layouts.stream().anyMatch(columns -> {
            if (item.isWhole()) {
                return columns.source().propertyKeys().stream().anyMatch(item.node()::hasProperty);
            }
            return any(HeldValues.columns(item.node(), columns.source(), columns.layout()), item.indices());
        });
    }

    /** Whether a model would be shown any of what it learned and was to forget, the next time it reads the graph. */
    boolean shown(LearnedItems learned, Reader reader) {
        var marks = reader.marks();
        return learned.nodes().stream().anyMatch(node -> isThere(node) && !isForgotten(node, marks))
                || learned.relationships().stream()
                        .anyMatch(one -> isThere(one)
                                && !(marks.onRelationships() && MarkStore.of(one, marks) == Marks.FORGOTTEN))
                || learned.features().stream().anyMatch(cells -> isShown(cells, reader))
                || learned.labels().stream().anyMatch(node -> isLabelShown(node, reader));
    }

    private boolean isShown(LearnedItems.Cells cells, Reader reader) {
        var node = cells.node();
        if (!isThere(node) || isForgotten(node, reader.marks())) {
            return false;
        }
        var held = HeldValues.columns(node, reader.spec().features(), reader.layout());
        if (reader.marks().onFeatures()
                && node.getProperty(reader.marks().columnsKey(), null) instanceof int[] hidden) {
            Arrays.stream(hidden).forEach(held::clear);
        }
        return any(held, cells.columns());
    }

    private boolean isLabelShown(Node node, Reader reader) {
        return isThere(node)
                && !isForgotten(node, reader.marks())
                && node.hasProperty(reader.spec().targetProperty())
                && !(reader.marks().onLabels()
                        && node.hasProperty(reader.marks().labelKey()));
    }

    /** Whether a mark still says that the model learned from a node, or has a role for a label, that it was to forget. */
    boolean marked(LearnedItems learned, Marks marks) {
        return learned.nodes().stream().anyMatch(node -> isThere(node) && !isForgotten(node, marks))
                || learned.labels().stream()
                        .filter(node -> isThere(node) && !isForgotten(node, marks))
                        .anyMatch(node -> Marks.role(MarkStore.of(node, marks)) != Role.NONE);
    }

    private static boolean isForgotten(Node node, Marks marks) {
        return MarkStore.of(node, marks) == Marks.FORGOTTEN;
    }

    private static boolean any(BitSet held, int[] columns) {
        return Arrays.stream(columns).anyMatch(held::get);
    }

    private boolean isThere(Node node) {
        try {
            tx.getNodeByElementId(node.getElementId());
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private boolean isThere(Relationship relationship) {
        try {
            tx.getRelationshipByElementId(relationship.getElementId());
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
