package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * The strategies that {@link Auto} chooses among, the weakest first and exact retraining last. Rungs are ordered by how closely they
 * resemble a paired retraining, as {@code ./bench unlearn} measures it.
 */
final class Ladder {
    private Ladder() {}

    /** Only the last rung where deletion operators stand in the way of all that move parameters. */
    static List<Strategy> of(UnlearningRequest request) {
        var operators = request.model().sidecar().operators();
        return operators != null && operators.act() ? List.of(new Retrain()) : of(request.training());
    }

    static List<Strategy> of(TrainingConfig training) {
        var out = new ArrayList<Strategy>();
        switch (training.head().kind()) {
            case RIDGE -> out.add(new Linear());
            case LOGISTIC -> {
                if (training.head().perturbation() > 0) {
                    out.add(Cgu.usual());
                }
            }
            case SOFTMAX -> {
                out.add(Gif.usual());
                out.add(new FineTune(FineTune.Options.of(20, 0.01)));
                out.add(new FineTune(FineTune.Options.defaults()));
            }
        }
        out.add(new Retrain());
        return out;
    }
}
