package org.graphunlearning.verify.evidence;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.verify.attack.MemberScore;
import org.graphunlearning.verify.attack.RankAuc;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.verdict.ModelRole;
import org.jspecify.annotations.Nullable;

/**
 * Membership inference as the published code of "Forget and Explain" computes it: how well the probability of a node's true class
 * tells training nodes from all others, on the whole graph. Two repairs: the split is that of the training, not drawn again after
 * the deletion, and nodes keep their identity. It says nothing about what was deleted, which is not in the graph any more, so that
 * the untouched model gives much the same.
 */
final class PublishedMembership {
    private PublishedMembership() {}

    /** Area under the ROC curve in [0, 1] over nodes with a class that the model knows; null without training nodes or without others. */
    static @Nullable Double auc(Answers answers, ModelRole role, View view) {
        var graph = answers.graph(view);
        var classes = answers.model(role).classes();
        int[] outputOf =
                graph.labels().vocabulary().stream().mapToInt(classes::indexOf).toArray();
        float[] logits = answers.logits(role, view);
        var sure = new double[2][graph.nodeCount()]; // members, then others
        var size = new int[2];
        for (int row = 0; row < graph.nodeCount(); row++) {
            int label = graph.labels().ofRow()[row];
            int output = label < 0 ? -1 : outputOf[label];
            if (output >= 0) {
                int side = graph.split().role(row) == Role.TRAIN ? 0 : 1;
                sure[side][size[side]++] =
                        MemberScore.CONFIDENCE.of(logits, row * classes.size(), classes.size(), output);
            }
        }
        if (size[0] == 0 || size[1] == 0) {
            return null;
        }
        return RankAuc.of(Arrays.copyOf(sure[0], size[0]), Arrays.copyOf(sure[1], size[1]))
                .value();
    }
}
