package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.CounterRng;

/**
 * Whether a model still tells that a forgotten feature value was there: it is shown the node with and without the value, in the
 * PROBE view, and scored by how much better it then predicts the node and its neighbours. Forgotten values against the same
 * column of nodes of the same role that never had one, which are values of the same frequency.
 *
 * <p>Costs two passes over a ball of {@code hops + 1} per value and model. Where a value speaks for the class, any model
 * prefers it, one that never saw this node too; so only the distance to the reference counts.
 *
 * @param negativesPerCell nodes per forgotten value, 1 to 100
 * @param mostCells forgotten values looked at, chosen by hash, 20 to 100,000
 */
public record AttributeInference(int negativesPerCell, int mostCells) {
    static final String NAME = "attributes";
    private static final int ATTEMPTS_PER_NEGATIVE = 200;

    /** Checks the ranges. */
    public AttributeInference {
        if (negativesPerCell < 1 || negativesPerCell > 100) {
            throw new IllegalArgumentException(
                    "`negativesPerCell` must lie between 1 and 100, not " + negativesPerCell + ".");
        }
        if (mostCells < Separation.FEWEST_POSITIVES || mostCells > 100_000) {
            throw new IllegalArgumentException("`mostCells` must lie between " + Separation.FEWEST_POSITIVES
                    + " and 100000, not " + mostCells + ".");
        }
    }

    /** With 5 nodes per value and 100 values. */
    public AttributeInference() {
        this(5, 100);
    }

    /**
     * Attacks the models of a case, whatever its view, in the PROBE view.
     *
     * @throws IllegalArgumentException when the case forgets no feature value that is not zero
     */
    public Comparison run(MembershipCase c, Compute compute) {
        var forgotten = Cell.forgotten(c);
        if (forgotten.isEmpty()) {
            throw new IllegalArgumentException(
                    "The case forgets no feature value that is not zero; attack forgotten nodes with `threshold`.");
        }
        var scores = new CellScores(c);
        var positives = Cell.chosen(forgotten.stream().filter(scores::areDefined), mostCells, c.seed());
        var negatives = new ArrayList<Cell>();
        for (var cell : positives) {
            negatives.addAll(others(cell, c, scores));
        }
        var warnings = new ArrayList<String>();
        if (positives.size() < forgotten.size()) {
            warnings.add(
                    "Of " + forgotten.size() + " forgotten feature values " + positives.size() + " were looked at.");
        }
        var samples = Comparison.Samples.of(
                c.models(),
                model -> new Sample(
                        scores.advantages(positives, model, compute), scores.advantages(negatives, model, compute)));
        return Comparison.of(new Separation.Setting(NAME, View.PROBE, true), samples, c.seed(), warnings);
    }

    private List<Cell> others(Cell cell, MembershipCase c, CellScores scores) {
        var graph = c.before();
        var role = graph.split().role(graph.row(cell.node()));
        var out = new ArrayList<Cell>();
        Set<Long> seen = new HashSet<>();
        long purpose = CounterRng.purpose(c.seed(), cell.node(), cell.column());
        for (int attempt = 0; attempt < ATTEMPTS_PER_NEGATIVE * negativesPerCell; attempt++) {
            int row = (int) (CounterRng.uniform(purpose, attempt) * graph.nodeCount());
            if (out.size() < negativesPerCell
                    && graph.split().role(row) == role
                    && FeatureCells.value(graph.features(), row, cell.column()) == 0
                    && seen.add(graph.key(row))) {
                var other = new Cell(graph.key(row), cell.column(), cell.value());
                if (scores.areDefined(other)) {
                    out.add(other);
                }
            }
        }
        return out;
    }
}
