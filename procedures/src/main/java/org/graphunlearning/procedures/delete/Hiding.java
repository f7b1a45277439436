package org.graphunlearning.procedures.delete;

import java.util.stream.IntStream;
import org.graphunlearning.procedures.projection.Marks;

/** Hides what stays in the graph from a model that has forgotten it. */
final class Hiding {
    private Hiding() {}

    /** The model's marks once the learned items are hidden. */
    static Marks marksAfter(Marks marks, LearnedItems learned) {
        return new Marks(
                marks.modelName(),
                marks.onRelationships() || !learned.relationships().isEmpty(),
                marks.onFeatures() || !learned.features().isEmpty(),
                marks.onLabels() || !learned.labels().isEmpty());
    }

    static void hide(Marks marks, LearnedItems learned) {
        learned.nodes().forEach(node -> {
            node.setProperty(marks.key(), Marks.FORGOTTEN);
            node.removeProperty(marks.columnsKey());
            node.removeProperty(marks.labelKey());
        });
        learned.labels().forEach(node -> node.setProperty(marks.labelKey(), true));
        learned.relationships().forEach(relationship -> relationship.setProperty(marks.key(), Marks.FORGOTTEN));
        learned.features().forEach(cells -> {
            var earlier =
                    cells.node().getProperty(marks.columnsKey(), null) instanceof int[] columns ? columns : new int[0];
            var all = IntStream.concat(IntStream.of(earlier), IntStream.of(cells.columns()))
                    .sorted()
                    .distinct()
                    .toArray();
            cells.node().setProperty(marks.columnsKey(), all);
        });
    }
}
