package org.graphunlearning.gnn.unlearn;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;

/**
 * Takes the forgotten parts out of the graph and leaves the parameters alone (the baseline of Tan et al., UtU, 2024). Costs
 * nothing and forgets nothing: only the path through the input is cut.
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
                request.model(),
                Guarantee.OUTPUT_ONLY,
                NAME,
                work.impact().affectedNodes(),
                work.impact().affectedTrainingNodes(),
                List.of(
                        "The parameters were not changed and still carry what they learned; use `retrain` to forget it."),
                Effect.none(Double.NaN, work.watch().seconds()));
    }
}
