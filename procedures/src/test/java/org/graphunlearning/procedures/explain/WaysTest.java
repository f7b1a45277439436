package org.graphunlearning.procedures.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.verify.explain.Attribution;
import org.junit.jupiter.api.Test;

/** Ways read off a drawing by hand: 0 hears 1 and 2, both of which hear 3, which hears 4. */
class WaysTest {
    private static final int[] SOURCES = {1, 2, 3, 3, 4};
    private static final int[] TARGETS = {0, 0, 1, 2, 3};

    private static Graph graph(boolean directed) {
        var keys = new long[] {10, 11, 12, 13, 14};
        var roles = new byte[5];
        Arrays.fill(roles, (byte) Role.NONE.ordinal());
        return Graph.of(
                keys,
                Adjacency.of(5, SOURCES, TARGETS, 5, directed),
                new DenseFeatures(1, new float[5]),
                Labels.of(new Object[5]),
                new Split(roles));
    }

    private static EdgeShares shares(Graph graph, double... signed) {
        // Ascending by source, then target, in the graph's own sense.
        return EdgeShares.of(
                graph,
                graph.adjacency().directed()
                        ? new Attribution.Edges(
                                new long[] {11, 12, 13, 13, 14}, new long[] {10, 10, 11, 12, 13}, signed)
                        : new Attribution.Edges(
                                new long[] {10, 10, 11, 12, 13}, new long[] {11, 12, 13, 13, 14}, signed));
    }

    @Test
    void takesTheMoreImportantOfEquallyShortWays() {
        var graph = graph(true);

        assertThat(Ways.into(graph, 0, 2, shares(graph, 0.1, 0.1, 0.1, 0.3, 1)).to(3))
                .containsExactly(0, 2, 3);
        assertThat(Ways.into(graph, 0, 2, shares(graph, -0.4, 0.1, 0.1, 0.3, 1)).to(3))
                .containsExactly(0, 1, 3);
    }

    @Test
    void takesTheSmallerKeyOfEquallyGoodWays() {
        var graph = graph(false);

        assertThat(Ways.into(graph, 0, 3, shares(graph, 1, 1, 1, 1, 1)).to(4)).containsExactly(0, 1, 3, 4);
        assertThat(Ways.into(graph, 0, 3, EdgeShares.of(graph, Attribution.Edges.NONE))
                        .to(4))
                .containsExactly(0, 1, 3, 4);
    }

    @Test
    void endsBeyondReachAndAgainstTheMessages() {
        var graph = graph(true);
        var ways = Ways.into(graph, 0, 2, shares(graph, 1, 1, 1, 1, 1));

        assertThat(ways.to(4)).isNull();
        assertThat(ways.hops(4)).isEqualTo(-1);
        assertThat(Ways.into(graph, 3, 2, shares(graph, 1, 1, 1, 1, 1)).hops(0)).isEqualTo(-1);
        assertThat(ways.to(0)).containsExactly(0);
    }
}
