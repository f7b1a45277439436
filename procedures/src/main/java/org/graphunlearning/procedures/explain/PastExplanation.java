package org.graphunlearning.procedures.explain;

import java.util.stream.Stream;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.verify.Line;
import org.graphunlearning.procedures.verify.StoredElements;
import org.graphunlearning.procedures.verify.VerificationRecord;
import org.graphunlearning.procedures.verify.VerificationStore;
import org.jspecify.annotations.Nullable;

/** Draws what was stored about one target when a deletion was verified. */
final class PastExplanation {
    private final CallScope scope;
    private final PastConfig config;

    PastExplanation(CallScope scope, PastConfig config) {
        this.scope = scope;
        this.config = config;
    }

    /**
     * Rows of one target, nodes first, then relationships, then feature values.
     *
     * @throws IllegalArgumentException when there is no such request, model or target, or no explanation was stored
     * @throws IllegalStateException when the target itself is gone by now
     */
    Stream<ExplainProcedures.Row> of(String modelName, @Nullable Object node) {
        if (node != null) {
            throw new IllegalArgumentException(
                    "`node` must be null together with `requestId`; choose a target of the request with `target`.");
        }
        var entry = stored(modelName);
        var line = line(entry);
        var elements = new StoredElements(scope, entry);
        var target = elements.node(line.text("target"));
        if (target == null) {
            throw new IllegalStateException(
                    "Target " + config.target() + " is no longer among what the model learned"
                            + " from, so nothing can be drawn around it; choose another `target` from `unlearn.verify.targets`.");
        }
        var layout = new ModelStore(scope).facts(modelName).layout();
        return new PastDrawing(line, target, new PastDrawing.Known(elements, layout), config.limits()).rows().stream();
    }

    private VerificationRecord stored(String modelName) {
        var store = new VerificationStore(scope);
        for (var entry : store.of(config.requestId())) {
            if (entry.modelName().equals(modelName) && !entry.targets().isEmpty()) {
                return entry;
            }
        }
        var models = store.certificates(config.requestId()).stream()
                .map(VerificationStore.Certified::modelName)
                .toList();
        if (models.isEmpty()) {
            throw new IllegalArgumentException(
                    "No request has this id; give the `requestId` that the deletion yielded.");
        }
        if (!models.contains(modelName)) {
            throw new IllegalArgumentException("The request did not change model `" + modelName + "`; give one of "
                    + String.join(", ", models) + ".");
        }
        throw new IllegalArgumentException("Nothing was explained when this request ran; delete with `verify: true` to"
                + " have explanations stored, or leave `requestId` out and name a node that remains.");
    }

    private Line line(VerificationRecord entry) {
        int stored = entry.targets().size();
        if (config.target() > stored) {
            throw new IllegalArgumentException("`target` is " + config.target() + ", but " + stored
                    + " targets are stored for this request; `unlearn.verify.targets` lists them.");
        }
        return Line.of(entry.targets().get(config.target() - 1));
    }
}
