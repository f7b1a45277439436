package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.unlearn.Auto;
import org.graphunlearning.gnn.unlearn.Gif;
import org.graphunlearning.gnn.unlearn.InfluenceOptions;
import org.graphunlearning.gnn.unlearn.Strategies;
import org.graphunlearning.gnn.unlearn.Strategy;

/**
 * A way to answer a request: a strategy with its usual options, or none.
 *
 * @param name of the strategy, {@value #UNTOUCHED}, {@value #LINEAR_SESSION}, or {@value #GIF_NEUMANN} for {@code gif} with the published iteration
 */
record Contender(String name) {
    /** Does nothing at all: the forgotten parts even stay in sight. */
    static final String UNTOUCHED = "untouched";

    static final String GIF = "gif";
    static final String GIF_NEUMANN = "gif-neumann";
    static final String RETRAIN = "retrain";
    /** The strategy {@code linear} in a session that keeps propagated features between deletions. */
    static final String LINEAR_SESSION = "linear-session";

    private static final String AUTO = "auto";
    private static final String LINEAR = "linear";

    /** The share of a retraining that {@code auto} may take. */
    private static final double BUDGET = 0.5;

    /** What is measured where nothing else is asked for, as far as it fits. */
    static final List<String> USUAL = List.of(
            UNTOUCHED,
            "unlink",
            "finetune",
            RETRAIN,
            GIF,
            "if",
            GIF_NEUMANN,
            "rewind",
            "etr",
            "gnndelete",
            AUTO,
            LINEAR,
            LINEAR_SESSION,
            "cgu",
            "idea",
            "descentToDelete");

    /** Checks the name. */
    Contender {
        if (!known().contains(name)) {
            throw new IllegalArgumentException(
                    "`--strategies` takes " + String.join(", ", known()) + ", not `" + name + "`.");
        }
    }

    static List<String> known() {
        var out = new ArrayList<>(List.of(UNTOUCHED, GIF_NEUMANN, LINEAR_SESSION));
        out.addAll(Strategies.names());
        return out;
    }

    static List<Contender> named(List<String> names) {
        return names.stream().map(Contender::new).toList();
    }

    boolean isUntouched() {
        return name.equals(UNTOUCHED);
    }

    boolean isSession() {
        return name.equals(LINEAR_SESSION);
    }

    /** Whether it is compared with GIF in PyTorch. */
    boolean isGif() {
        return name.equals(GIF) || name.equals(GIF_NEUMANN);
    }

    /**
     * The strategy.
     *
     * @param retrainSeconds what retraining takes
     */
    Strategy strategy(double retrainSeconds) {
        return switch (name) {
            case UNTOUCHED -> throw new IllegalStateException("Nothing is done by no strategy.");
            case GIF_NEUMANN -> new Gif(InfluenceOptions.defaults(InfluenceOptions.Solver.NEUMANN));
            case LINEAR_SESSION -> Strategies.named(LINEAR);
            case AUTO -> new Auto(Math.max(1, Math.round(1000 * BUDGET * retrainSeconds)));
            default -> Strategies.named(name);
        };
    }

    boolean fits(TrainingConfig training) {
        if (isUntouched()) {
            return true;
        }
        if (isSession() && training.head().kind() != HeadConfig.Kind.RIDGE) {
            return false;
        }
        try {
            strategy(1).requireFits(training);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
