package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * The strategies that {@link Auto} chooses among, the weakest first and an exact one last. Rungs are ordered by how closely they
 * resemble a paired retraining, as {@code ./bench unlearn} measures it.
 */
final class Ladder {
    /** One draw and few iterations: a tenth of the usual cost. */
    private static final InfluenceOptions LIGHT = new InfluenceOptions(InfluenceOptions.Solver.CG, 8, 1, 0, 0, 1);

    private Ladder() {}

    /** A rung in a sentence; two of them are influence. */
    static String named(Strategy rung) {
        return rung.equals(new Gif(LIGHT)) ? "a light `gif`" : "`" + rung.name() + "`";
    }

    /** Only the last rung where deletion operators stand in the way of all that move parameters. */
    static List<Strategy> of(UnlearningRequest request) {
        var sidecar = request.model().sidecar();
        var operators = sidecar.operators();
        if (operators != null && operators.act()) {
            return List.of(new Retrain());
        }
        var out = of(request.training());
        if (sidecar.checkpoints().isEmpty()) {
            out.removeIf(Rewind.class::isInstance);
        }
        return out;
    }

    static List<Strategy> of(TrainingConfig training) {
        var out = new ArrayList<Strategy>();
        switch (training.head().kind()) {
            case RIDGE -> {
                return new ArrayList<>(List.of(new Linear())); // exact, and never dearer than fitting again
            }
            case LOGISTIC -> {
                if (training.head().perturbation() > 0) {
                    out.add(Cgu.usual());
                }
            }
            case SOFTMAX -> {
                out.add(new FineTune(FineTune.Options.of(20, 0.01)));
                out.add(new Gif(LIGHT));
                out.add(Gif.usual());
                if (training.checkpoints() > 0) {
                    out.add(Rewind.usual());
                }
            }
        }
        out.add(new Retrain());
        return out;
    }
}
