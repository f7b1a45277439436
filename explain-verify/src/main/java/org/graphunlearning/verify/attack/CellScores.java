package org.graphunlearning.verify.attack;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.graph.Graph;

/**
 * How much better a model predicts a node and its neighbours with a feature value than with zero in its place, on the graph
 * before the deletion. Reads, per value, the ball of what flows into these nodes.
 */
final class CellScores {
    private static final int MOST_NEIGHBOURS = 64;

    private final Graph graph;
    private final Adjacency outgoing;
    private final boolean[] known;
    private final long seed;

    CellScores(MembershipCase c) {
        graph = c.before();
        outgoing = graph.adjacency().reversed();
        known = Population.known(c);
        seed = c.seed();
    }

    /** Whether the node or one that receives from it has a class that every model knows. */
    boolean areDefined(Cell cell) {
        return scored(cell).length > 0;
    }

    /** The node and those that receive from it, at most so many, as far as all models know their class; ascending keys. */
    private long[] scored(Cell cell) {
        int row = graph.row(cell.node());
        long[] neighbours = Arrays.stream(outgoing.idx(), outgoing.ptr()[row], outgoing.ptr()[row + 1])
                .mapToLong(graph::key)
                .toArray();
        long[] some = Population.chosen(neighbours, MOST_NEIGHBOURS, seed);
        return LongStream.concat(LongStream.of(cell.node()), Arrays.stream(some))
                .sorted()
                .filter(key -> {
                    int label = graph.labels().ofRow()[graph.row(key)];
                    return label >= 0 && known[label];
                })
                .toArray();
    }

    /** One advantage per value, all of which must be defined. */
    double[] advantages(List<Cell> cells, BlackBox model, Compute compute) {
        var out = new double[cells.size()];
        for (int i = 0; i < out.length; i++) {
            compute.check();
            out[i] = advantage(cells.get(i), model, compute);
        }
        return out;
    }

    private double advantage(Cell cell, BlackBox model, Compute compute) {
        long[] keys = scored(cell);
        var ball = ball(cell, keys, model.hops());
        var rows = new int[] {ball.row(cell.node())};
        var columns = new int[] {cell.column()};
        var with = FeatureCells.with(ball, rows, columns, cell.value());
        var without = FeatureCells.with(ball, rows, columns, 0);
        return score(cell, Answers.of(model, with, keys, compute))
                - score(cell, Answers.of(model, without, keys, compute));
    }

    /** One hop more than messages travel, so that every sender keeps its degree. */
    private Graph ball(Cell cell, long[] keys, int hops) {
        var start = new BitSet();
        start.set(graph.row(cell.node()));
        for (long key : keys) {
            start.set(graph.row(key));
        }
        return graph.induced(AffectedNodes.within(graph.adjacency(), start, hops + 1).stream()
                .toArray());
    }

    /** The node's own score, if it has one, and the mean of its neighbours'. */
    private static double score(Cell cell, Answers said) {
        var phi = said.scores(MemberScore.PHI);
        double own = 0;
        double others = 0;
        int count = 0;
        for (int i = 0; i < phi.length; i++) {
            if (said.keys()[i] == cell.node()) {
                own = phi[i];
            } else {
                others += phi[i];
                count++;
            }
        }
        return own + (count == 0 ? 0 : others / count);
    }
}
