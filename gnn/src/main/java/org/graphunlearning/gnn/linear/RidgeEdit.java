package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.sidecar.RidgeState;
import org.jspecify.annotations.Nullable;

/**
 * Moves the sums of a ridge head from one graph to another by the rows that differ: {@code G += Zb^T Zb - Za^T Za}. Sums are exact,
 * so the result has the bits of a fit on the other graph, whatever was edited before and in whatever order.
 *
 * <p>The difference is taken as {@code (M + M^T) / 2} with {@code M = (Zb - Za)^T (Zb + Za)}: rounded rows differ in few columns
 * when the edit is far away, and columns that do not differ cost nothing. An edit of r rows costs at most r D^2 multiply-adds
 * beside what propagating them costs, and D^3 / 3 for the weights; from a third of all rows on a fit is cheaper and done instead.
 */
public final class RidgeEdit {
    private RidgeEdit() {}

    /**
     * Whether a model carries the sums of a graph in the layout of a config; otherwise it has to be fitted again.
     *
     * @param graph the graph before the edit
     */
    public static boolean isPossible(Gnn model, Graph graph, LinearFit.Config config) {
        var state = model.sidecar().ridge();
        return state != null
                && model.classes().equals(graph.classes())
                && state.classes() == graph.classes().size()
                && state.rows() == graph.trainingRows().length
                && state.columns()
                        == Columns.of(graph.features().columns(), config).count();
    }

    /**
     * The model of the graph after an edit; equal in every bit to {@link LinearFit#fit} on it. A class may vanish or appear.
     *
     * @param model what fitting gives on the graph before the edit
     * @param change the edit; the graph after it has labelled training nodes of at least two classes
     * @throws IllegalStateException when the edit {@linkplain #isPossible is not possible}
     * @throws IllegalArgumentException when what is added is too large for the head
     */
    public static Gnn apply(Gnn model, GraphChange change, LinearFit.Config config, Compute compute) {
        var state = model.sidecar().ridge();
        if (state == null || !isPossible(model, change.before(), config)) {
            throw new IllegalStateException("The model does not carry the sums of the graph it is said to come from.");
        }
        var edited = state(state, change, config, compute);
        return edited == null
                ? LinearFit.fit(change.after(), config, compute)
                : RidgeHead.model(change.after(), config, edited, compute);
    }

    private static @Nullable RidgeState state(
            RidgeState state, GraphChange change, LinearFit.Config config, Compute compute) {
        var rows = rows(change, config.model());
        if (rows == null) {
            return null;
        }
        var larger = padded(change.larger(), rows.larger(), config, compute);
        var smaller = padded(change.smaller(), rows.smaller(), config, compute);
        return new RowDifference(change, rows, state.columns()).appliedTo(state, larger, smaller, compute);
    }

    private static double[][] padded(Graph graph, int[] rows, LinearFit.Config config, Compute compute) {
        var values = HopValues.of(graph, rows, config, compute);
        return values.padded(rows.length, values.columns().count(), compute);
    }

    /**
     * The rows of Z that an edit changes.
     *
     * @param larger training rows of the larger graph
     * @param smaller those of the smaller graph with the same keys, where it has them as training rows
     */
    record Changed(int[] larger, int[] smaller) {}

    /** The rows to take away and put in; {@code null} where so many change that a fit is cheaper. */
    static @Nullable Changed rows(GraphChange change, ModelConfig model) {
        int[] larger = change.touchedTrainingRows(model.reach());
        if (3L * larger.length >= change.before().trainingRows().length) {
            return null;
        }
        return new Changed(larger, change.trainingInSmaller(larger));
    }

    /** Columns of {@code cross} moved to where the classes of another graph are; new ones begin at 0, vanished ones end. */
    static double[] moved(double[] cross, Graph from, Graph to) {
        int[] at = to.classes().stream().mapToInt(from.classes()::indexOf).toArray();
        int before = from.classes().size();
        int rows = cross.length / before;
        var out = new double[rows * at.length];
        for (int c = 0; c < at.length; c++) {
            for (int row = 0; row < rows && at[c] >= 0; row++) {
                out[row * at.length + c] = cross[row * before + at[c]];
            }
        }
        return out;
    }
}
