package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.NetworkPass;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.layer.RowOperator;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.DeletionOperators;

/**
 * Solves deletion operators layer by layer, each in closed form, on what the operators before it leave of its input. With
 * {@code S} the nodes within so many hops of the endpoints as the layers up to this one look, {@code z} what the layer puts out and
 * {@code zo} what it puts out without any operator, both on the remaining graph, the two losses are
 *
 * <pre>
 * DEC  mean over endpoints u, once per loss, of |z_u W - zo_p|^2    p a random node without an edge to u
 * NI   mean over the others w of S           of |z_w W - zo_w|^2
 * </pre>
 *
 * weighted {@code alpha} and {@code 1 - alpha}. Computes two forward passes over what flows into S of the last layer and the random
 * nodes, and nothing else of the graph.
 */
final class OperatorSolver {
    private final Gnn frozen;
    private final Graph graph;
    private final LostEnds ends;
    private final GnnDelete settings;
    private final List<BitSet> regions;
    private final int[] endpointRows;
    private final int[] strangerRows;
    private final int[] rows;
    private final NetworkPass network;
    private float[] untouched = new float[0];

    /**
     * Plans.
     *
     * @param frozen the model without operators
     * @param graph the remaining graph
     * @param ends not empty
     * @param seed of the draws
     */
    OperatorSolver(Gnn frozen, Graph graph, LostEnds ends, GnnDelete settings, long seed) {
        this.frozen = frozen;
        this.graph = graph;
        this.ends = ends;
        this.settings = settings;
        this.regions = regions();
        this.endpointRows = new int[ends.endpoints().length + ends.altered().length];
        this.strangerRows = new int[endpointRows.length];
        draw(new Strangers(graph, seed));
        var wanted = (BitSet) region().clone();
        Arrays.stream(strangerRows).forEach(wanted::set);
        this.rows = wanted.stream().toArray();
        this.network = frozen.into(graph, rows);
    }

    private List<BitSet> regions() {
        var outgoing = graph.adjacency().reversed();
        var out = new ArrayList<BitSet>();
        var reached = ends.rows(graph);
        for (var layer : frozen.layers()) {
            reached = AffectedNodes.within(outgoing, reached, layer.rounds());
            out.add(reached);
        }
        return out;
    }

    private void draw(Strangers strangers) {
        int next = 0;
        int loss = 0;
        long[] endpoints = ends.endpoints();
        for (int i = 0; i < endpoints.length; i++) {
            loss = i > 0 && endpoints[i] == endpoints[i - 1] ? loss + 1 : 0;
            endpointRows[next] = graph.row(endpoints[i]);
            strangerRows[next] = strangers.draw(endpointRows[next], loss);
            next++;
        }
        for (long key : ends.altered()) {
            endpointRows[next] = graph.row(key);
            strangerRows[next] = strangers.draw(endpointRows[next], -1);
            next++;
        }
    }

    /** Rows whose answers the operators can change: those within reach of the whole model. */
    BitSet region() {
        return regions.get(regions.size() - 1);
    }

    /** Solves all layers. */
    DeletionOperators solve(Compute compute) {
        var originals = new ArrayList<float[]>();
        network.operating(null).forward(compute, Pass.inference(), (layer, values) -> originals.add(values.clone()));
        untouched = originals.get(originals.size() - 1);
        var solved = new ArrayList<DeletionOperators.Operator>();
        network.forward(compute, Pass.inference(), (layer, values) -> {
            compute.check();
            var operator = solve(layer, values, originals.get(layer), compute);
            solved.add(operator);
            var bound = RowOperator.of(operator, network.keys(layer));
            if (bound != null) {
                bound.apply(compute, values);
            }
        });
        return new DeletionOperators(solved, ends.endpoints(), ends.altered());
    }

    private DeletionOperators.Operator solve(int layer, float[] values, float[] originals, Compute compute) {
        int width = frozen.layers().get(layer).outputs();
        double[] exact = fit(layer, values, originals).solve(settings.ridge(), compute);
        var matrix = new float[exact.length];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (float) exact[i];
        }
        long[] nodes = regions.get(layer).stream().mapToLong(graph::key).toArray();
        return new DeletionOperators.Operator(width, matrix, nodes);
    }

    /** {@link PairScores#meanChange} by some operators in the region; after {@link #solve}. One forward pass. */
    double overForgetting(DeletionOperators operators, Compute compute) {
        int classes = frozen.classes().size();
        var before = Gnn.softmax(untouched.clone(), classes);
        var after =
                network.operating(operators).forward(compute, Pass.inference()).clone();
        return PairScores.meanChange(graph, region(), rows, before, Gnn.softmax(after, classes));
    }

    /** The problem of one layer; terms of weight zero are left out. */
    OperatorFit fit(int layer, float[] values, float[] originals) {
        long[] keys = network.keys(layer);
        int[] others = others(layer);
        int pairs = settings.alpha() > 0 ? endpointRows.length : 0;
        var z = new int[pairs + others.length];
        var t = new int[z.length];
        var weight = new double[z.length];
        for (int i = 0; i < pairs; i++) {
            z[i] = position(keys, endpointRows[i]);
            t[i] = position(keys, strangerRows[i]);
            weight[i] = settings.alpha() / pairs;
        }
        for (int i = 0; i < others.length; i++) {
            z[pairs + i] = position(keys, others[i]);
            t[pairs + i] = z[pairs + i];
            weight[pairs + i] = (1 - settings.alpha()) / others.length;
        }
        return new OperatorFit(frozen.layers().get(layer).outputs(), values, z, originals, t, weight);
    }

    private int[] others(int layer) {
        if (settings.alpha() == 1) {
            return new int[0];
        }
        var out = (BitSet) regions.get(layer).clone();
        out.andNot(ends.rows(graph));
        return out.stream().toArray();
    }

    private int position(long[] keys, int row) {
        return Arrays.binarySearch(keys, graph.key(row));
    }
}
