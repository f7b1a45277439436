package org.graphunlearning.procedures.predict;

import java.util.Objects;
import org.graphunlearning.procedures.lifecycle.CallScope;

/** Writes predictions to node properties in the caller's transaction. */
final class PredictionWriter {
    private static final int CHECK_EVERY = 8192;

    private final CallScope scope;

    PredictionWriter(CallScope scope) {
        this.scope = scope;
    }

    PredictProcedures.WriteRow write(String modelName, Prediction.Outcome outcome, PredictConfig config) {
        long start = System.nanoTime();
        var target = Objects.requireNonNull(config.target());
        var guard = scope.guard();
        long written = 0;
        for (var row : outcome.rows()) {
            row.node().setProperty(target.classProperty(), row.predictedClass());
            written++;
            if (target.probabilityProperty() != null) {
                var shares = row.probabilities().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                row.node().setProperty(target.probabilityProperty(), shares);
                written++;
            }
            if (written % CHECK_EVERY == 0) {
                guard.check();
            }
        }
        return new PredictProcedures.WriteRow(
                modelName,
                written,
                outcome.projectMillis(),
                outcome.computeMillis(),
                (System.nanoTime() - start) / 1_000_000,
                config.resolved());
    }
}
