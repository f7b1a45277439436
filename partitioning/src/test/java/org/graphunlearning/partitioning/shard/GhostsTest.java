package org.graphunlearning.partitioning.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.partitioning.repair.Repair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ghosts in and out of strict mode. Oracle: counting cut edges by hand, and training with the recorded counts. */
class GhostsTest {
    private static final Setup STRICT = Setup.of(Architecture.GCN).repairedBy(Repair.MIRROR, true);
    private static final Setup LOOSE = Setup.of(Architecture.GCN).repairedBy(Repair.MIRROR, false);

    /** A node with neighbours in at least two other shards. */
    private static int spread(long seed) {
        var random = new Random(seed);
        while (true) {
            int row = random.nextInt(240);
            if (foreignShards(row).size() > 1) {
                return row;
            }
        }
    }

    private static TreeSet<Integer> foreignShards(int row) {
        var adjacency = STRICT.graph().adjacency();
        int[] shardOf = STRICT.map().shardOfRow();
        var out = new TreeSet<Integer>();
        for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
            out.add(shardOf[adjacency.idx()[k]]);
        }
        out.remove(shardOf[row]);
        return out;
    }

    private static int foreignNeighbours(int row) {
        var adjacency = STRICT.graph().adjacency();
        int[] shardOf = STRICT.map().shardOfRow();
        return (int)
                Arrays.stream(adjacency.idx(), adjacency.ptr()[row], adjacency.ptr()[row + 1])
                        .filter(other -> shardOf[other] != shardOf[row])
                        .count();
    }

    @Test
    void strictlyANodeTouchesTheShardsOfItsNeighbours() {
        for (int seed = 0; seed < 5; seed++) {
            int row = spread(seed);
            var expected = foreignShards(row);
            expected.add(STRICT.map().shardOfRow()[row]);

            assertThat(STRICT.plan(ForgetSet.ofNodes(STRICT.graph().key(row))).touched())
                    .containsExactly(
                            expected.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    @Test
    void looselyANodeTouchesItsOwnShardOnly() {
        for (int seed = 0; seed < 5; seed++) {
            int row = spread(seed);

            assertThat(LOOSE.plan(ForgetSet.ofNodes(LOOSE.graph().key(row))).touched())
                    .containsExactly(LOOSE.map().shardOfRow()[row]);
        }
    }

    @Test
    void looselyEveryForeignNeighbourLeavesAStaleGhost() {
        for (int seed = 0; seed < 5; seed++) {
            int row = spread(seed);

            assertThat(LOOSE.plan(ForgetSet.ofNodes(LOOSE.graph().key(row))).staleGhosts())
                    .isEqualTo(foreignNeighbours(row));
        }
    }

    @Test
    void strictlyNoGhostIsStale() {
        assertThat(STRICT.plan(Deletion.MIXED.draw(STRICT, 1)).staleGhosts()).isZero();
    }

    @Test
    void staleGhostsMakeTheResultApproximate() {
        var forget = ForgetSet.ofNodes(LOOSE.graph().key(spread(1)));

        assertThat(LOOSE.retrain(LOOSE.train(), forget).guarantee()).isEqualTo(Guarantee.APPROXIMATE);
    }

    @Test
    void staleGhostsAreCountedInTheWarning() {
        int row = spread(1);
        var result =
                LOOSE.retrain(LOOSE.train(), ForgetSet.ofNodes(LOOSE.graph().key(row)));

        assertThat(result.warnings())
                .containsExactly("Ghosts: " + foreignNeighbours(row) + " in "
                        + foreignShards(row).size()
                        + " other shards still count a neighbour that is gone, so the result is exact up to degree"
                        + " information; `strict: true` at training removes them too.");
    }

    @Test
    void aDeletionThatLeavesNoStaleGhostIsExactInLooseModeToo() {
        var forget = Deletion.INNER_EDGE.draw(LOOSE, 3);

        assertThat(LOOSE.retrain(LOOSE.train(), forget).guarantee()).isEqualTo(Guarantee.EXACT);
    }

    @ParameterizedTest
    @EnumSource(Deletion.class)
    void looselyTheModelIsThatOfTrainingWithTheRecordedGhosts(Deletion kind) {
        var model = LOOSE.train();
        for (int seed = 0; seed < 3; seed++) {
            var forget = kind.draw(LOOSE, seed);
            var left = LOOSE.graph().without(forget);
            var recorded = LOOSE.with(left).with(LOOSE.map().following(LOOSE.graph(), left));

            assertThat(LOOSE.retrain(model, forget).model().sha256())
                    .isEqualTo(recorded.train().sha256());
        }
    }

    @Test
    void looselyACrossingEdgeChangesNoShard() {
        var model = LOOSE.train();
        var result = LOOSE.retrain(model, Deletion.CROSSING_EDGE.draw(LOOSE, 1));

        assertThat(result.model().shards()).isEqualTo(model.shards());
    }

    @Test
    void strictlyACrossingEdgeTakesOneGhostFromEachEnd() {
        var forget = Deletion.CROSSING_EDGE.draw(STRICT, 1);
        var edge = forget.edges().get(0);

        assertThat(STRICT.plan(forget).parts().stream().flatMap(part -> part.ghosts().stream()))
                .containsExactlyInAnyOrder(
                        new ShardPlan.GhostDrop(edge.source(), 1), new ShardPlan.GhostDrop(edge.target(), 1));
    }

    @Test
    void inADirectedGraphOnlyTheTargetLosesAGhost() {
        var directed = STRICT.with(Setup.citations(240, true, 8)).repairedBy(Repair.ZERO, true);
        var forget = Deletion.CROSSING_EDGE.draw(directed, 1);

        assertThat(directed.plan(forget).parts().stream().flatMap(part -> part.ghosts().stream()))
                .containsExactly(new ShardPlan.GhostDrop(forget.edges().get(0).target(), 1));
    }

    @Test
    void anEdgeNamedTwiceTakesOneGhost() {
        var forget = Deletion.CROSSING_EDGE.draw(STRICT, 1);
        var edge = forget.edges().get(0);
        var twice = forget.and(ForgetSet.ofEdge(edge.target(), edge.source()));

        assertThat(STRICT.plan(twice).parts()).hasSameSizeAs(STRICT.plan(forget).parts());
        assertThat(STRICT.plan(twice).parts().stream().flatMap(part -> part.ghosts().stream()))
                .allMatch(drop -> drop.count() == 1);
    }

    @Test
    void anEdgeOfADeletedNodeTakesItsGhostOnce() {
        var forget = Deletion.CROSSING_EDGE.draw(STRICT, 1);
        var edge = forget.edges().get(0);
        var node = ForgetSet.ofNodes(edge.source());

        assertThat(STRICT.after(forget.and(node)).map().ghosts())
                .isEqualTo(STRICT.after(node).map().ghosts());
    }

    /** An edge that joined two shards after training has no ghost: there is none to take. */
    @Test
    void anEdgeThatWasNeverCountedTakesNoGhost() {
        var none = new ShardMap(4, STRICT.map().shardOfRow(), new int[240]);
        var uncounted = STRICT.with(none);

        assertThat(uncounted.plan(Deletion.CROSSING_EDGE.draw(uncounted, 1)).parts())
                .isEmpty();
    }

    @Test
    void refusesACrossingEdgeThatDoesNotExist() {
        int row = spread(1);
        int other = Arrays.stream(Setup.rows(240))
                .filter(r -> STRICT.map().crosses(r, row)
                        && !STRICT.graph().adjacency().contains(r, row)
                        && STRICT.map().ghosts()[r] > 0)
                .findFirst()
                .orElseThrow();
        long from = STRICT.graph().key(row);
        long to = STRICT.graph().key(other);

        assertThatThrownBy(() -> STRICT.plan(ForgetSet.ofEdge(from, to)))
                .hasMessage("No edge runs from key " + from + " to key " + to + ".");
    }
}
