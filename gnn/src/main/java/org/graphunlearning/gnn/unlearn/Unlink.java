package org.graphunlearning.gnn.unlearn;

import java.util.List;
import java.util.Objects;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.Sidecar;

/**
 * Takes the forgotten parts out of the graph and leaves the parameters alone (the baseline of Tan et al., UtU, 2024): what
 * {@link GnnDelete} is with the identity for every operator. Costs nothing and forgets nothing: only the path through the input
 * is cut. Deletion operators of earlier requests stay, without the nodes that are gone; statistics and checkpoints, which would
 * still count what is gone, do not.
 */
public record Unlink() implements Strategy {
    static final String NAME = "unlink";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double predictedMillis(Workload workload) {
        return 0;
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        var work = Work.of(request, compute);
        return new UnlearningResult(
                withoutStaleParts(request),
                Guarantee.OUTPUT_ONLY,
                NAME,
                work.impact().affectedNodes(),
                work.impact().affectedTrainingNodes(),
                List.of(
                        "The parameters were not changed and still carry what they learned; use `retrain` to forget it."),
                Effect.none(Double.NaN, work.watch().seconds()));
    }

    /** Statistics and checkpoints know of what is unlinked, operators name who is gone; without any it is the very model. */
    private static Gnn withoutStaleParts(UnlearningRequest request) {
        var sidecar = request.model().sidecar();
        var operators = sidecar.operators();
        var kept = operators == null
                ? null
                : operators.among(key -> request.after().row(key) >= 0);
        boolean fresh = sidecar.checkpoints().isEmpty() && sidecar.ridge() == null && sidecar.logistic() == null;
        return request.forget().isEmpty() || (fresh && Objects.equals(kept, operators))
                ? request.model()
                : request.model().with(Sidecar.empty().withOperators(kept).withDrift(sidecar.drift()));
    }
}
