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
    static final List<String> USUAL = List.of("GCN", "GAT", "SGC", "SGC/ridge", "SIGN/ridge", "SGC/logistic");

    /** Kept at training for strategies that go back to one. */
    private static final int CHECKPOINTS = 3;

    /** Width that features are projected to for a logistic head, which solves with a matrix of that width per class. */
    private static final int PROJECTION = 256;

    /** Noise in the objective, without which there is no certificate. */
    private static final double PERTURBATION = 1;

    /** The more the objective is penalised, the less a deletion leaves behind. */
    private static final double CERTIFIED_DECAY = 0.01;

    private static Map<String, TrainingConfig> known() {
        var out = new LinkedHashMap<String, TrainingConfig>();
        for (var architecture : Architecture.values()) {
            var name = architecture.name();
            var config = TrainingConfig.defaults(architecture);
            out.put(name, config.withCheckpoints(CHECKPOINTS));
            if (architecture.isLinear()) {
                for (var kind : List.of(HeadConfig.Kind.RIDGE, HeadConfig.Kind.LOGISTIC)) {
                    out.put(name + "/" + kind.name().toLowerCase(Locale.ROOT), solved(architecture, kind));
                }
            }
        }
        return out;
    }

    private static TrainingConfig solved(Architecture architecture, HeadConfig.Kind kind) {
        var usual = TrainingConfig.defaults(architecture, kind);
        return kind == HeadConfig.Kind.LOGISTIC
                ? usual.withModel(usual.model().withNormalizeFeatures(false))
                        .withWeightDecay(CERTIFIED_DECAY)
                        .withHead(new HeadConfig(kind, PROJECTION, PERTURBATION))
                : usual;
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
