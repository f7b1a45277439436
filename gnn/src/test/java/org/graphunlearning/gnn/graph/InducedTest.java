package org.graphunlearning.gnn.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracles: asking the whole graph about every pair of chosen rows, and deleting every row that was not chosen. */
class InducedTest {
    /** A graph and some of its rows. */
    private record Case(Graph graph, int[] rows) {
        Graph induced() {
            return graph.induced(rows);
        }
    }

    static Stream<Case> cases() {
        return LongStream.range(0, 12).mapToObj(seed -> {
            var graph = TestGraphs.random(40, 120, seed % 2 == 1, seed);
            var random = new Random(seed);
            double share = random.nextDouble();
            int[] rows = IntStream.range(0, 40)
                    .filter(row -> random.nextDouble() < share)
                    .toArray();
            return new Case(seed % 3 == 0 ? TestGraphs.dense(graph) : graph, rows);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void edgesAreThoseBetweenChosenRows(Case one) {
        var adjacency = one.induced().adjacency();
        for (int i = 0; i < one.rows().length; i++) {
            int target = one.rows()[i];
            assertThat(Arrays.copyOfRange(
                            adjacency.idx(), adjacency.ptr()[i], adjacency.ptr()[i + 1]))
                    .containsExactly(IntStream.range(0, one.rows().length)
                            .filter(j -> one.graph().adjacency().contains(one.rows()[j], target))
                            .toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void keysFeaturesLabelsAndRolesAreThoseThatDeletingTheOthersLeaves(Case one) {
        long[] others = IntStream.range(0, 40)
                .filter(row -> Arrays.binarySearch(one.rows(), row) < 0)
                .mapToLong(one.graph()::key)
                .toArray();

        assertThat(one.induced().fingerprint())
                .isEqualTo(one.graph().without(ForgetSet.ofNodes(others)).fingerprint());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLabelVocabularyStays(Case one) {
        assertThat(one.induced().labels().vocabulary())
                .isEqualTo(one.graph().labels().vocabulary());
    }

    @Test
    void choosingEveryRowKeepsTheFingerprint() {
        var graph = TestGraphs.random(40, 120, true, 1);

        assertThat(graph.induced(IntStream.range(0, 40).toArray()).fingerprint())
                .isEqualTo(graph.fingerprint());
    }

    @Test
    void choosingNoRowGivesAGraphWithoutNodes() {
        assertThat(TestGraphs.random(40, 120, false, 1).induced(new int[0]).nodeCount())
                .isZero();
    }

    @Test
    void aDirectedGraphStaysDirected() {
        assertThat(TestGraphs.random(40, 120, true, 1)
                        .induced(new int[] {1, 2})
                        .adjacency()
                        .directed())
                .isTrue();
    }
}
