package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.junit.jupiter.api.Test;

class VerifyKindTest {
    private final Graph graph = SmallGraphs.keyed(3);

    private boolean trains(long key) {
        return Arrays.binarySearch(graph.trainingRows(), graph.row(key)) >= 0;
    }

    @Test
    void takesNodesInTurnFromThirdsOfTheDegrees() {
        int[] degrees = Arrays.stream(graph.trainingRows())
                .map(row -> graph.adjacency().degree(row))
                .sorted()
                .toArray();
        int low = degrees[degrees.length / 3];
        int high = degrees[2 * degrees.length / 3];
        int[] rows = VerifyKind.stratified(graph, 5);
        assertThat(rows).containsExactlyInAnyOrder(graph.trainingRows());
        for (int i = 0; i + 2 < 60; i += 3) {
            assertThat(graph.adjacency().degree(rows[i])).isLessThanOrEqualTo(low);
            assertThat(graph.adjacency().degree(rows[i + 1])).isBetween(low, high);
            assertThat(graph.adjacency().degree(rows[i + 2])).isGreaterThanOrEqualTo(high);
        }
    }

    @Test
    void takesDifferentTrainingNodes() {
        var items = VerifyKind.NODE.singles(graph, 12, 1);
        var keys = items.stream().mapToLong(item -> item.nodes()[0]).toArray();
        assertThat(keys).hasSize(12).doesNotHaveDuplicates();
        assertThat(Arrays.stream(keys).allMatch(this::trains)).isTrue();
        assertThat(keys)
                .isNotEqualTo(VerifyKind.NODE.singles(graph, 12, 2).stream()
                        .mapToLong(item -> item.nodes()[0])
                        .toArray());
    }

    @Test
    void takesDifferentEdgesAtTrainingNodes() {
        var edges = VerifyKind.EDGE.singles(graph, 40, 1).stream()
                .flatMap(item -> item.edges().stream())
                .toList();
        assertThat(edges).hasSize(40).doesNotHaveDuplicates();
        assertThat(edges).allSatisfy(edge -> {
            assertThat(edge.source()).isLessThan(edge.target());
            assertThat(trains(edge.source()) || trains(edge.target())).isTrue();
            assertThat(graph.adjacency().contains(graph.row(edge.source()), graph.row(edge.target())))
                    .isTrue();
        });
    }

    @Test
    void takesFeatureValuesThatAreThere() {
        var features = (SparseFeatures) graph.features();
        var items = VerifyKind.FEATURE.singles(graph, 30, 1);
        assertThat(items).hasSize(30);
        assertThat(items).allSatisfy(item -> {
            var cell = item.features().get(0);
            int row = graph.row(cell.node());
            int[] stored = Arrays.copyOfRange(features.idx(), features.ptr()[row], features.ptr()[row + 1]);
            assertThat(cell.columns()).hasSize(1);
            assertThat(stored).contains(cell.columns()[0]);
        });
    }

    @Test
    void drawsTheSameFromDenseFeatures() {
        var sparse = (SparseFeatures) graph.features();
        var values = new float[sparse.rows() * sparse.columns()];
        for (int row = 0; row < sparse.rows(); row++) {
            for (int k = sparse.ptr()[row]; k < sparse.ptr()[row + 1]; k++) {
                values[row * sparse.columns() + sparse.idx()[k]] = sparse.val()[k];
            }
        }
        var dense = Graph.of(
                graph.keys(),
                graph.adjacency(),
                new DenseFeatures(sparse.columns(), values),
                graph.labels(),
                graph.split());
        assertThat(cells(dense)).isEqualTo(cells(graph));
    }

    private static int[] cells(Graph graph) {
        return VerifyKind.FEATURE.singles(graph, 30, 7).stream()
                .mapToInt(item -> item.features().get(0).columns()[0])
                .toArray();
    }

    /** Oracle: someone goes who neither trains nor is a neighbour of who does, and all rows behind move up by one. */
    @Test
    void drawsByKeyAndNotByRow() {
        var some = graph.without(ForgetSet.ofLabels(Arrays.stream(graph.trainingRows())
                .skip(20)
                .mapToLong(graph::key)
                .toArray()));
        var near = new BitSet();
        for (int row : some.trainingRows()) {
            near.set(row);
            for (int k = some.adjacency().ptr()[row]; k < some.adjacency().ptr()[row + 1]; k++) {
                near.set(some.adjacency().idx()[k]);
            }
        }
        var without = some.without(ForgetSet.ofNodes(some.key(near.nextClearBit(0))));
        assertThat(without.nodeCount()).isEqualTo(some.nodeCount() - 1);
        assertThat(keys(without)).hasSize(20).isEqualTo(keys(some));
    }

    private static long[] keys(Graph graph) {
        return Arrays.stream(VerifyKind.stratified(graph, 9))
                .mapToLong(graph::key)
                .toArray();
    }

    @Test
    void takesAShareAtOnce() {
        var batches = VerifyKind.NODE.batches(graph, 3, 0.05, 1);
        assertThat(batches).hasSize(3);
        assertThat(batches).allSatisfy(batch -> assertThat(batch.nodes())
                .hasSize((int) Math.round(0.05 * graph.trainingRows().length)));
        assertThat(batches.get(0).nodes()).isNotEqualTo(batches.get(1).nodes());
    }

    @Test
    void givesWhatThereIsWhenAskedForMore() {
        var few = graph.without(ForgetSet.ofNodes(Arrays.stream(graph.trainingRows())
                .skip(40)
                .mapToLong(graph::key)
                .toArray()));
        var items = VerifyKind.NODE.singles(few, 1000, 1);
        assertThat(items).hasSizeBetween(2, 40);
        assertThat(items)
                .allSatisfy(item -> assertThat(few.without(item).classes()).isEqualTo(few.classes()));
    }

    @Test
    void knowsItsWords() {
        assertThat(VerifyKind.named("feature")).isEqualTo(VerifyKind.FEATURE);
        assertThatThrownBy(() -> VerifyKind.named("Node"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`--kinds` takes node, edge, feature, not `Node`.");
    }
}
