package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.RidgeState;
import org.jspecify.annotations.Nullable;

/**
 * A ridge head that follows its graph: propagated features stay in memory between edits, so that an edit costs what it reaches and
 * not what the graph holds. After every edit weights and sums have the bits of a fit on the present graph.
 *
 * <p>For callers that edit again and again and can afford (K + 1) n width floats; a single deletion from a stored model is
 * {@link RidgeEdit}. Not thread-safe. When an edit fails, the session is of no further use.
 */
public final class LinearSession {
    private final LinearFit.Config config;
    private final HopCache cache;
    private Graph graph;
    private RidgeState state;
    private double[] weights;

    private LinearSession(Graph graph, LinearFit.Config config, Compute compute) {
        RidgeHead.requireColumns(Columns.of(graph.features().columns(), config).count());
        this.config = config;
        this.graph = graph;
        this.cache = new HopCache(graph, config, compute);
        this.state = sums(compute);
        this.weights = RidgeHead.weights(state, config.weightDecay(), compute);
    }

    /**
     * Fits and keeps what was computed on the way.
     *
     * @param graph with labelled training nodes of at least two classes
     * @param config with the head {@link HeadConfig.Kind#RIDGE}
     * @throws IllegalArgumentException when the head is another one or does not fit the features
     */
    public static LinearSession fit(Graph graph, LinearFit.Config config, Compute compute) {
        if (config.head().kind() != HeadConfig.Kind.RIDGE) {
            throw new IllegalArgumentException("A session keeps the sums of the head `ridge`, not `"
                    + config.head().name() + "`; use the strategy `linear` for that.");
        }
        return new LinearSession(graph, config, compute);
    }

    /** Forgets parts of the graph; the graph without them is computed here, which is linear in its size. */
    public void delete(ForgetSet parts, Compute compute) {
        edit(GraphChange.removal(graph, parts), compute);
    }

    /**
     * Follows an edit of the graph.
     *
     * @param change whose {@code before} is {@link #graph()}
     * @throws IllegalArgumentException when it starts from another graph, or the graph after it has fewer than two classes
     */
    public void edit(GraphChange change, Compute compute) {
        if (change.before() != graph) {
            throw new IllegalArgumentException("The edit does not start from the graph of this session.");
        }
        if (change.after().classes().size() < 2) {
            throw new IllegalArgumentException("After the edit the labelled training nodes have "
                    + change.after().classes().size() + " classes; a classifier needs at least two.");
        }
        var edited = followed(change, RidgeEdit.rows(change, config.model()), compute);
        graph = change.after();
        state = edited == null ? sums(compute) : edited;
        weights = RidgeHead.weights(state, config.weightDecay(), compute);
    }

    /** Rows of Z are read once before and once after the features follow. */
    private @Nullable RidgeState followed(GraphChange change, RidgeEdit.@Nullable Changed rows, Compute compute) {
        if (rows == null) {
            cache.follow(change, compute);
            return null;
        }
        var before = read(change.adds() ? rows.smaller() : rows.larger(), compute);
        cache.follow(change, compute);
        var after = read(change.adds() ? rows.larger() : rows.smaller(), compute);
        return new RowDifference(change, rows, state.columns())
                .appliedTo(state, change.adds() ? after : before, change.adds() ? before : after, compute);
    }

    private double[][] read(int[] rows, Compute compute) {
        return cache.rows(rows).padded(rows.length, state.columns(), compute);
    }

    private RidgeState sums(Compute compute) {
        int[] rows = graph.trainingRows();
        return RidgeHead.state(graph, rows, cache.rows(rows), config, compute);
    }

    /** The present graph. */
    public Graph graph() {
        return graph;
    }

    /** W in double precision, D x classes, row-major; the last row is the bias. A copy. */
    public double[] weights() {
        return weights.clone();
    }

    /** The present sums. */
    public RidgeState state() {
        return state;
    }

    /** A model that answers with the present weights and carries the present sums. */
    public Gnn model() {
        return RidgeHead.model(graph, config, state, weights);
    }
}
