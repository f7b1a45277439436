package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * A feature value somebody wants to know.
 *
 * @param node key of the node
 * @param column column of the feature matrix
 * @param value what it would be if it were there, not zero
 */
record Cell(long node, int column, float value) {
    /** The forgotten values that are not zero; zeros have nothing to forget. */
    static List<Cell> forgotten(MembershipCase c) {
        var graph = c.before();
        var out = new ArrayList<Cell>();
        for (ForgetSet.Cells cells : c.forget().features()) {
            int row = graph.requireRow(cells.node());
            int[] columns = cells.columns().length == 0 ? FeatureCells.columns(graph.features(), row) : cells.columns();
            for (int column : columns) {
                float value = FeatureCells.value(graph.features(), row, column);
                if (value != 0) {
                    out.add(new Cell(cells.node(), column, value));
                }
            }
        }
        return out.stream().distinct().toList();
    }

    /** At most so many, chosen by a hash of each. */
    static List<Cell> chosen(Stream<Cell> cells, int most, long seed) {
        return cells.sorted((a, b) -> Long.compareUnsigned(a.hash(seed), b.hash(seed)))
                .limit(most)
                .toList();
    }

    private long hash(long seed) {
        return KeyHash.mix(KeyHash.mix(seed, node), column);
    }
}
