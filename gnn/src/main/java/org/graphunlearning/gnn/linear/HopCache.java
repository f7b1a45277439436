package org.graphunlearning.gnn.linear;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Csr;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.EdgeWeights;
import org.graphunlearning.gnn.layer.Hop;
import org.graphunlearning.gnn.layer.MessageFlow;

/**
 * Projected features of every node after each round of propagation, kept between edits: after an edit only the rows it reaches are
 * computed again, each from its present neighbours in the order a full propagation takes, so with the same bits.
 *
 * <p>A node keeps its place in the arrays for as long as it lives, so that a deletion moves nobody. Memory: (K + 1) n width floats.
 * It holds rows computed from everybody's data and must not be stored; the rows of a deleted node are overwritten with zeros.
 */
final class HopCache {
    private final Columns columns;
    private final LinearFit.Config config;
    private final float[][] values;
    private int[] placeOf;
    private int places;
    private int[] free = new int[0];

    /** Propagates everything. */
    HopCache(Graph graph, LinearFit.Config config, Compute compute) {
        this.config = config;
        this.columns = Columns.of(graph.features().columns(), config);
        int rounds = config.model().layers();
        int width = columns.projection().width();
        this.values = new float[rounds + 1][];
        this.placeOf = new int[graph.nodeCount()];
        this.places = placeOf.length;
        Arrays.setAll(placeOf, row -> row);
        var flow = MessageFlow.everywhere(graph, weights(), rounds);
        values[0] = columns.projection().times(config.model().scaled(graph.features()), compute);
        for (int round = 0; round < rounds; round++) {
            values[round + 1] = new float[values[0].length];
            new WideProduct(flow.hop(round).forward(), values[round], values[round + 1], width).compute(compute);
        }
    }

    private EdgeWeights weights() {
        return config.model().architecture().weights();
    }

    /** Rows of Z of some rows of the present graph. */
    RidgeHead.Rows rows(int[] rows) {
        return (row, z, start) -> {
            int place = placeOf[rows[row]];
            for (int hop = columns.firstHop(); hop <= columns.lastHop(); hop++) {
                columns.place(hop, values[hop], place, z, start);
            }
            columns.placeConstant(z, start);
        };
    }

    /** Brings everything up to date with an edit of the graph. */
    void follow(GraphChange change, Compute compute) {
        if (change.parts().nodes().length > 0) {
            renumber(change);
        }
        boolean degrees = config.model().reach().degreeNormalised();
        for (int hop = 0; hop < values.length; hop++) {
            int[] rows = rowsAfter(change, change.touched(hop, degrees));
            if (hop == 0) {
                project(change.after(), rows, compute);
            } else {
                propagate(change.after(), rows, hop, compute);
            }
        }
    }

    private static int[] rowsAfter(GraphChange change, BitSet touched) {
        int[] rows = touched.stream().toArray();
        return change.adds() ? rows : change.inSmaller(rows);
    }

    private void renumber(GraphChange change) {
        var before = change.before();
        var after = change.after();
        var next = new int[after.nodeCount()];
        int old = 0;
        for (int row = 0; row < next.length; row++) {
            while (old < before.nodeCount() && before.key(old) < after.key(row)) {
                release(placeOf[old++]);
            }
            boolean stays = old < before.nodeCount() && before.key(old) == after.key(row);
            next[row] = stays ? placeOf[old++] : take();
        }
        while (old < before.nodeCount()) {
            release(placeOf[old++]);
        }
        placeOf = next;
    }

    private void release(int place) {
        int width = columns.projection().width();
        for (var level : values) {
            Arrays.fill(level, place * width, (place + 1) * width, 0f);
        }
        free = Arrays.copyOf(free, free.length + 1);
        free[free.length - 1] = place;
    }

    /** Whether a place holds nothing. */
    boolean isZero(int place) {
        int width = columns.projection().width();
        for (var level : values) {
            for (int c = place * width; c < (place + 1) * width; c++) {
                if (level[c] != 0f) {
                    return false;
                }
            }
        }
        return true;
    }

    private int take() {
        if (free.length > 0) {
            int place = free[free.length - 1];
            free = Arrays.copyOf(free, free.length - 1);
            return place;
        }
        int width = columns.projection().width();
        if ((places + 1) * width > values[0].length) {
            int grown = Math.multiplyExact(places + 1 + places / 8, width);
            for (int hop = 0; hop < values.length; hop++) {
                values[hop] = Arrays.copyOf(values[hop], grown);
            }
        }
        return places++;
    }

    private void project(Graph graph, int[] rows, Compute compute) {
        if (rows.length > 0) {
            var features = config.model().scaled(graph.features().select(rows));
            put(columns.projection().times(features, compute), rows, 0);
        }
    }

    private void propagate(Graph graph, int[] rows, int hop, Compute compute) {
        if (rows.length > 0) {
            int width = columns.projection().width();
            var flow = MessageFlow.into(graph, weights(), rows, 1);
            var out = new float[rows.length * width];
            var sources = placed(flow.hop(0), flow.rows(0));
            new WideProduct(sources, values[hop - 1], out, width).compute(compute);
            put(out, rows, hop);
        }
    }

    /** The hop with places for sources; the order of its entries stays. */
    private Csr placed(Hop hop, int[] sources) {
        var forward = hop.forward();
        var idx = new int[forward.idx().length];
        for (int k = 0; k < idx.length; k++) {
            idx[k] = placeOf[sources[forward.idx()[k]]];
        }
        return new Csr(forward.ptr(), idx, forward.val());
    }

    private void put(float[] computed, int[] rows, int hop) {
        int width = computed.length / rows.length;
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(computed, i * width, values[hop], placeOf[rows[i]] * width, width);
        }
    }
}
