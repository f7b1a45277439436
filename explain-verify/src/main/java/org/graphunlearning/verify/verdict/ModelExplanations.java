package org.graphunlearning.verify.verdict;

import java.util.Collections;
import java.util.List;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.explain.Attribution;
import org.jspecify.annotations.Nullable;

/**
 * The explanations of one model in one view.
 *
 * @param model whose
 * @param view of which graph
 * @param attributions one per target, in their order; {@code null} where the graph lacks the node or the model the class
 */
public record ModelExplanations(ModelRole model, View view, List<@Nullable Attribution> attributions) {
    /** Keeps the list unmodifiable. */
    public ModelExplanations {
        attributions = Collections.unmodifiableList(attributions);
    }
}
