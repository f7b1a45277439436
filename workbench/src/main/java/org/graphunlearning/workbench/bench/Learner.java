package org.graphunlearning.workbench.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * A kind of model to train.
 *
 * @param name architecture, and behind a slash its head where that is solved
 * @param config how it is trained, but for the seed
 */
record Learner(String name, TrainingConfig config) {
    /** What is measured where nothing else is asked for. */
    static final List<String> USUAL = List.of("GCN", "GAT", "SGC", "SGC/ridge", "SGC/logistic");

    /** Kept at training for strategies that go back to one. */
    private static final int CHECKPOINTS = 4;

    /** Width that features are projected to before a head is solved: thousands of columns would need their squares. */
    private static final int PROJECTION = 256;

    private static final double PERTURBATION = 0.01;

    private static Map<String, TrainingConfig> known() {
        var out = new LinkedHashMap<String, TrainingConfig>();
        for (var architecture : Architecture.values()) {
            var name = architecture.name();
            var config = TrainingConfig.defaults(architecture);
            out.put(name, config.withCheckpoints(CHECKPOINTS));
            for (var kind : List.of(HeadConfig.Kind.RIDGE, HeadConfig.Kind.LOGISTIC)) {
                boolean noisy = kind == HeadConfig.Kind.LOGISTIC;
                var head = new HeadConfig(kind, PROJECTION, noisy ? PERTURBATION : 0);
                if (isFor(head, config)) {
                    out.put(name + "/" + kind.name().toLowerCase(Locale.ROOT), config.withHead(head));
                }
            }
        }
        return out;
    }

    private static boolean isFor(HeadConfig head, TrainingConfig config) {
        try {
            head.requireFits(config.model());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The learner of a name, in any case.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Learner named(String name) {
        var known = known();
        for (var entry : known.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return new Learner(entry.getKey(), entry.getValue());
            }
        }
        throw new IllegalArgumentException(
                "`--architectures` takes " + String.join(", ", known.keySet()) + ", not `" + name + "`.");
    }

    Learner withEpochs(int epochs) {
        return new Learner(name, config.withEpochs(epochs));
    }
}
