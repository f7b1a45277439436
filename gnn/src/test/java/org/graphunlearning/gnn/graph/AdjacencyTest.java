package org.graphunlearning.gnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdjacencyTest {
    @Test
    void dropsLoopsAndMergesParallelEdges() {
        var graph = Adjacency.of(3, new int[] {0, 1, 0, 2, 2}, new int[] {1, 0, 1, 2, 1}, 5, false);

        assertThat(graph.ptr()).containsExactly(0, 1, 3, 4);
        assertThat(graph.idx()).containsExactly(1, 0, 2, 1);
        assertThat(graph.edgeCount()).isEqualTo(2);
    }

    @Test
    void keepsDirectionWhenDirected() {
        var graph = Adjacency.of(3, new int[] {0, 1, 1}, new int[] {2, 2, 0}, 3, true);

        assertThat(graph.contains(0, 2)).isTrue();
        assertThat(graph.contains(2, 0)).isFalse();
        assertThat(graph.reversed().contains(2, 0)).isTrue();
        assertThat(graph.reversed().reversed().idx()).isEqualTo(graph.idx());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void agreesWithSetsOfPairs(boolean directed) {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            int n = 1 + random.nextInt(12);
            int edges = random.nextInt(40);
            var from = random.ints(edges, 0, n).toArray();
            var to = random.ints(edges, 0, n).toArray();
            var expected = new TreeSet<String>();
            for (int e = 0; e < edges; e++) {
                if (from[e] != to[e]) {
                    expected.add(to[e] + "<" + from[e]);
                    if (!directed) {
                        expected.add(from[e] + "<" + to[e]);
                    }
                }
            }

            var graph = Adjacency.of(n, from, to, edges, directed);

            var found = new TreeSet<String>();
            for (int i = 0; i < n; i++) {
                for (int k = graph.ptr()[i]; k < graph.ptr()[i + 1]; k++) {
                    found.add(i + "<" + graph.idx()[k]);
                    assertThat(k == graph.ptr()[i] || graph.idx()[k - 1] < graph.idx()[k])
                            .isTrue();
                }
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void refusesAnEndOutsideTheGraph() {
        assertThatThrownBy(() -> Adjacency.of(2, new int[] {0}, new int[] {2}, 1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Edge 0 ends outside the 2 nodes of the graph.");
    }

    @Test
    void anEmptyGraphHasNoRows() {
        assertThat(Adjacency.of(0, new int[0], new int[0], 0, false).nodeCount())
                .isZero();
    }
}
