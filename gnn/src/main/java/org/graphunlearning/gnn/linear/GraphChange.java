package org.graphunlearning.gnn.linear;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Reach;
import org.graphunlearning.gnn.graph.Role;

/**
 * A graph before and after an edit: one of the two is the other without some parts.
 *
 * @param before the graph as it was
 * @param after the graph as it is
 * @param parts what was taken away or put in, named by keys of the larger graph
 * @param adds whether the parts are in {@code after}: {@code after.without(parts)} must be {@code before}, which is not checked;
 *     otherwise {@code before.without(parts)} must be {@code after}
 */
public record GraphChange(Graph before, Graph after, ForgetSet parts, boolean adds) {
    /** Takes parts away; linear in the size of the graph. */
    public static GraphChange removal(Graph before, ForgetSet parts) {
        return new GraphChange(before, before.without(parts), parts, false);
    }

    /** Puts in the parts that {@code after} has and {@code before} has not. */
    public static GraphChange addition(Graph before, ForgetSet parts, Graph after) {
        return new GraphChange(before, after, parts, true);
    }

    Graph larger() {
        return adds ? after : before;
    }

    Graph smaller() {
        return adds ? before : after;
    }

    /** Rows of the larger graph whose input after some hops may differ from the smaller graph's, or which only it has. */
    BitSet touched(int hops, boolean degreeNormalised) {
        var rows = hops == 0 ? new BitSet() : AffectedNodes.of(larger(), parts, new Reach(hops, degreeNormalised));
        for (long key : parts.nodes()) {
            rows.set(larger().row(key));
        }
        for (var cells : parts.features()) {
            rows.set(larger().row(cells.node()));
        }
        return rows;
    }

    /** Training rows of the larger graph whose row of Z or target may differ from the smaller graph's. */
    int[] touchedTrainingRows(Reach reach) {
        var rows = touched(reach.hops(), reach.degreeNormalised());
        for (long key : parts.labels()) {
            rows.set(larger().row(key));
        }
        return Arrays.stream(larger().trainingRows()).filter(rows::get).toArray();
    }

    /** Of some rows of the larger graph the rows of the smaller one, without those it does not have. */
    int[] inSmaller(int[] rows) {
        return Arrays.stream(rows)
                .map(row -> smaller().row(larger().key(row)))
                .filter(row -> row >= 0)
                .toArray();
    }

    /** Of some rows of the larger graph the training rows of the smaller one. */
    int[] trainingInSmaller(int[] rows) {
        return Arrays.stream(inSmaller(rows))
                .filter(row ->
                        smaller().targets()[row] >= 0 && smaller().split().role(row) == Role.TRAIN)
                .toArray();
    }
}
