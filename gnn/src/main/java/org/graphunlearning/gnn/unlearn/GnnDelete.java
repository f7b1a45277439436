package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Deletion operators (Cheng et al., GNNDelete, 2023), solved in closed form: parameters stay as they are, and behind each layer a
 * square matrix acts on the rows of the nodes around what was deleted, so that the ends of deleted edges look like random nodes and
 * their neighbourhood stays as it is. The operators are stored with the model and take part in every answer.
 *
 * <p>Not deletion from the model: the parameters still hold what they learned, and whoever has the model file can take the operators
 * away. Nothing is proven about the answers either; published comparisons find them no closer to a retrained model than those of
 * {@link Unlink}, which is this strategy with the identity for every operator.
 *
 * <p>Requests one after the other are solved anew from all that was deleted since the last training, on what remains: their order
 * makes no difference, and no error adds up. Where the operators would raise the loss on the remaining training nodes above that of
 * the parameters alone, or change the scores of remaining edges around by more than 0.05 on average, they are halved towards the
 * identity up to four times, and then left out: with many deletions at once, they mostly are.
 *
 * <p>Costs up to a dozen forward passes over what flows into the neighbourhood and the training nodes, and O(width^3) per layer;
 * parameters of the operators are width^2 per layer, whatever the size of the graph.
 *
 * @param alpha weight of the deleted ends against their neighbourhood, in [0, 1]; 0 leaves every answer to {@link Unlink}
 * @param ridge pull of the operators towards the identity, relative to the mean eigenvalue of what is solved, in [1e-6, 1000]
 */
public record GnnDelete(double alpha, double ridge) implements Strategy {
    static final String NAME = "gnndelete";

    /** Passes through a solved head, next to solving it. */
    private static final double SHARE_OF_FIT = 0.012;

    private static final int WIDEST = 2048;
    private static final double LOCAL = 0.3;
    private static final String STILL_THERE =
            "The parameters were not changed and still carry what they learned: whoever has"
                    + " the model file can take the deletion operators away; use `retrain` to forget it.";

    /** Checks the ranges. */
    public GnnDelete {
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("`alpha` must lie in [0, 1], not " + alpha + ".");
        }
        if (!(ridge >= 1e-6 && ridge <= 1000)) {
            throw new IllegalArgumentException("`ridge` must lie in [1e-6, 1000], not " + ridge + ".");
        }
    }

    /** Deleted ends and neighbourhood weigh the same; a ridge of a thousandth. */
    public static GnnDelete usual() {
        return new GnnDelete(0.5, 1e-3);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Refuses layers so wide that a square matrix per layer is out of proportion. */
    @Override
    public void requireFits(TrainingConfig training) {
        var model = training.model();
        if (model.layers() > 1) {
            requireNarrow(
                    switch (model.architecture()) {
                        case GAT -> model.heads() * model.hiddenChannels();
                        case GCN, SAGE, GIN -> model.hiddenChannels();
                        default -> 1; // no hidden layer
                    });
        }
    }

    private static void requireNarrow(int width) {
        if (width > WIDEST) {
            throw new IllegalArgumentException("Strategy `" + NAME + "` needs layers of at most " + WIDEST
                    + " outputs, and this model has " + width + "; use `gif`, `finetune` or `retrain`.");
        }
    }

    /** Four bindings to a graph, passes over the training rows' reach, and more of the graph the more rows are affected. */
    @Override
    public double predictedMillis(Workload workload) {
        if (workload.reachesTraining() && !workload.training().head().trainsByEpochs()) {
            return workload.millis(SHARE_OF_FIT);
        }
        return workload.reachesTraining()
                ? 3 * workload.calibration().setupMillis() + workload.millis(4 + 9 * workload.affectedShare())
                : 0;
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        request.model().layers().forEach(layer -> requireNarrow(layer.outputs()));
        var result = Attempt.of(this, request, compute, this::proposal);
        var operators = result.model().sidecar().operators();
        boolean leftOut = result.guarantee() == Guarantee.OUTPUT_ONLY && operators != null && !operators.act();
        return leftOut && !request.forget().isEmpty() ? result.by(Unlink.NAME) : result;
    }

    private Attempt.Proposal proposal(Work work) {
        work.watch().enter(Watch.Phase.SOLVE);
        var request = work.request();
        var frozen = work.bareCopy();
        var warnings = new ArrayList<String>(List.of(STILL_THERE));
        if (request.forget().labels().length > 0) {
            warnings.add(
                    "A label is no input, so no operator can take it out of an answer; use `retrain` to forget it.");
        }
        var ends = LostEnds.of(request);
        if (ends.isEmpty()) {
            warnings.add("No remaining node lost an edge or a feature, so there is nothing to solve an operator for.");
            return new Attempt.Proposal(frozen, Guarantee.OUTPUT_ONLY, warnings, Map.of(), true);
        }
        var seed = request.training().seed();
        var solver = new OperatorSolver(frozen, request.after(), ends, this, seed);
        var solved = solver.solve(work.compute());
        work.watch().enter(Watch.Phase.EVALUATE);
        int nodes = request.after().nodeCount();
        int region = solver.region().cardinality();
        var allowed = new OperatorLimit(frozen, request.after(), solver, work.compute()).allowed(solved);
        warnings.addAll(remarks(allowed.share(), region, nodes));
        return new Attempt.Proposal(
                frozen.with(frozen.sidecar().withOperators(allowed.operators())),
                Guarantee.OUTPUT_ONLY,
                warnings,
                Map.of(
                        "operatorShare", allowed.share(),
                        "operatorNodes", (double) region,
                        "overForgetting", allowed.overForgetting()),
                true);
    }

    private static List<String> remarks(double share, int region, int nodes) {
        var out = new ArrayList<String>();
        if (share == 0) {
            out.add(
                    "Every deletion operator raised the loss on the remaining data, so the forgotten parts were only taken"
                            + " out of the input, as the strategy `unlink` does.");
        } else if (share < 1) {
            out.add(String.format(
                    Locale.ROOT,
                    "The deletion operators raised the loss on the remaining data or changed what should stay, and were"
                            + " drawn back towards the identity, to %.4g of their way.",
                    share));
        }
        if (share > 0 && region > LOCAL * nodes) {
            out.add("The deletion operators act on " + region + " of " + nodes + " nodes, more than "
                    + Math.round(100 * LOCAL)
                    + " %, and are no longer local; `finetune` instead of them, or `retrain`, is advised.");
        }
        return out;
    }
}
