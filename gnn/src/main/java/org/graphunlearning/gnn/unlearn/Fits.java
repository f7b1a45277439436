package org.graphunlearning.gnn.unlearn;

import java.util.Locale;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;

/** Sentences about strategies that a model is not made for. */
final class Fits {
    private Fits() {}

    /** Only for models trained by epochs. */
    static void requireEpochs(Strategy strategy, TrainingConfig training) {
        if (!training.head().trainsByEpochs()) {
            throw new IllegalArgumentException("Strategy `" + strategy.name() + "` moves parameters by gradients of the"
                    + " softmax loss, and this model has the head `"
                    + name(training.head().kind()) + "`; use "
                    + (training.head().kind() == HeadConfig.Kind.RIDGE
                            ? "`linear` or `retrain`."
                            : "`cgu`, `descentToDelete`, `idea`, `linear` or `retrain`."));
        }
    }

    /** Only for models whose answers are those of their parameters alone. */
    static void requireNoOperators(Strategy strategy, Gnn model) {
        var operators = model.sidecar().operators();
        if (operators != null && operators.act()) {
            throw new IllegalArgumentException("Strategy `" + strategy.name() + "` moves parameters, and the deletion"
                    + " operators of this model were solved for the present ones; use `gnndelete`, `unlink` or"
                    + " `retrain`.");
        }
    }

    /** Only for models with one of these heads. */
    static void requireHead(Strategy strategy, TrainingConfig training, HeadConfig.Kind... kinds) {
        for (var kind : kinds) {
            if (training.head().kind() == kind) {
                return;
            }
        }
        var names = new StringBuilder();
        for (var kind : kinds) {
            names.append(names.isEmpty() ? "`" : " or `").append(name(kind)).append('`');
        }
        throw new IllegalArgumentException("Strategy `" + strategy.name() + "` needs a model with the head " + names
                + ", and this one has `" + name(training.head().kind())
                + "`; use "
                + (training.head().trainsByEpochs() ? "`retrain`, `gif` or `finetune`." : "`linear` or `retrain`."));
    }

    private static String name(HeadConfig.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
