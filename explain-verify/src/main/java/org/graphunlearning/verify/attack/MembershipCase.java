package org.graphunlearning.verify.attack;

import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.jspecify.annotations.Nullable;

/**
 * A deletion as an attacker meets it.
 *
 * @param before the graph the model was trained on
 * @param after the remaining graph; its nodes keep the roles they had
 * @param forget what was to be forgotten
 * @param models the models to ask
 * @param view what they are shown
 * @param seed of matching and resampling; the same seed gives the same bits
 */
public record MembershipCase(Graph before, Graph after, ForgetSet forget, Models models, View view, long seed) {
    /**
     * The models of a comparison.
     *
     * @param noop the model before unlearning, left alone: the one that remembers
     * @param post the model after unlearning, which is judged
     * @param reference a model retrained without the forgotten things, with the seed of {@code noop}; null where there is none
     */
    public record Models(
            BlackBox noop, BlackBox post, @Nullable BlackBox reference) {}

    /** Checks that the split was kept: with roles drawn anew, "was not trained on" would mean nothing. */
    public MembershipCase {
        for (int row = 0; row < after.nodeCount(); row++) {
            int was = before.row(after.key(row));
            if (was < 0) {
                throw new IllegalArgumentException(
                        "The graph after the deletion has a node that the graph before had not; attack with both graphs of one deletion.");
            }
            boolean unlabelled = !after.labels().isLabelled(row);
            if (!unlabelled && after.split().role(row) != before.split().role(was)) {
                throw new IllegalArgumentException("A node changed its role from "
                        + before.split().role(was) + " to " + after.split().role(row)
                        + "; keep the split of the training, a new one makes members of non-members.");
            }
        }
    }

    /** The same in another view. */
    public MembershipCase in(View value) {
        return new MembershipCase(before, after, forget, models, value, seed);
    }

    /** The graph the models are asked on. */
    Graph shown() {
        return view.graph(before, forget);
    }
}
