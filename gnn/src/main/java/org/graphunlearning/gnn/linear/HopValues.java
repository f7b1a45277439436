package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.MessageFlow;

/**
 * Projected features after each round of propagation, for the rows that flow into some outputs. Only our own kernels multiply, so
 * a row has the same bits whatever other rows are asked for.
 */
final class HopValues implements RidgeHead.Rows {
    private final Columns columns;
    private final float[][] values;
    private final int[][] positions;

    private HopValues(Columns columns, float[][] values, int[][] positions) {
        this.columns = columns;
        this.values = values;
        this.positions = positions;
    }

    /**
     * Propagates what flows into some rows. Costs O(nnz) of their features and O(messages width) per round.
     *
     * @param rows of the graph, ascending
     */
    static HopValues of(Graph graph, int[] rows, LinearFit.Config config, Compute compute) {
        var model = config.model();
        var columns = Columns.of(graph.features().columns(), config);
        var flow = MessageFlow.into(graph, model.architecture().weights(), rows, model.layers());
        int rounds = flow.rounds();
        var inputs = flow.rows(0);
        var features = inputs.length == graph.nodeCount()
                ? graph.features()
                : graph.features().select(inputs);
        int width = columns.projection().width();
        var values = new float[rounds + 1][0];
        values[0] = columns.projection().times(model.scaled(features), compute);
        for (int round = 0; round < rounds; round++) {
            var out = new float[Math.multiplyExact(flow.rows(round + 1).length, width)];
            new WideProduct(flow.hop(round).forward(), values[round], out, width).compute(compute);
            values[round + 1] = out;
            if (round < columns.firstHop()) {
                values[round] = new float[0];
            }
        }
        return new HopValues(columns, values, positions(flow));
    }

    /** Where each output row lies at each level. */
    private static int[][] positions(MessageFlow flow) {
        var out = new int[flow.rounds() + 1][];
        int outputs = flow.rows(flow.rounds()).length;
        for (int round = flow.rounds(); round >= 0; round--) {
            out[round] = new int[outputs];
            for (int i = 0; i < outputs; i++) {
                out[round][i] = round == flow.rounds() ? i : flow.hop(round).selfOf(out[round + 1][i]);
            }
        }
        return out;
    }

    @Override
    public void place(int row, double[] z, int start) {
        for (int hop = columns.firstHop(); hop <= columns.lastHop(); hop++) {
            columns.place(hop, values[hop], positions[hop][row], z, start);
        }
        columns.placeConstant(z, start);
    }

    Columns columns() {
        return columns;
    }
}
