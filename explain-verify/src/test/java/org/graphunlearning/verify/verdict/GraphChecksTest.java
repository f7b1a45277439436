package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.verify.explain.Attribution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Oracle: graphs of which it is known what they lack. */
class GraphChecksTest {
    private static final Graph GRAPH = Cases.edges(6, 0, 1, 1, 2, 2, 3, 3, 4);

    private static long key(int row) {
        return 1337 + 3L * row;
    }

    @Test
    void eachKindIsFoundBeforeItsDeletionAndNotAfterIt() {
        var kinds = List.of(
                ForgetSet.ofNodes(key(2)),
                ForgetSet.ofEdge(key(2), key(1)),
                ForgetSet.ofFeatures(key(3), 1, 4),
                ForgetSet.ofFeatures(key(3)),
                ForgetSet.ofLabels(key(4)));
        for (var forget : kinds) {
            assertThat(GraphChecks.absent(GRAPH, forget)).singleElement().matches(check -> !check.passed());
            assertThat(GraphChecks.absent(GRAPH.without(forget), forget))
                    .singleElement()
                    .matches(DataCheck::passed);
        }
    }

    @Test
    void onlyFeaturesCanHaveBeenDefaultsAlready() {
        var sparse = Graph.of(
                GRAPH.keys(),
                GRAPH.adjacency(),
                new SparseFeatures(3, new int[] {0, 1, 2, 2, 2, 2, 2}, new int[] {0, 2}, new float[] {1, 0}),
                GRAPH.labels(),
                GRAPH.split());

        assertThat(GraphChecks.onlyDefaults(sparse, ForgetSet.ofFeatures(key(0), 1, 2)))
                .isTrue();
        assertThat(GraphChecks.onlyDefaults(sparse, ForgetSet.ofFeatures(key(0))))
                .isFalse();
        assertThat(GraphChecks.onlyDefaults(sparse, ForgetSet.ofFeatures(key(1))))
                .isTrue();
        assertThat(GraphChecks.onlyDefaults(GRAPH, ForgetSet.ofFeatures(key(1))))
                .isFalse();
        assertThat(GraphChecks.onlyDefaults(sparse, ForgetSet.ofFeatures(key(1)).and(ForgetSet.ofLabels(key(2)))))
                .isFalse();
    }

    private static @Nullable Attribution scored(double removedNode, double removedEdge) {
        return new Attribution(
                key(0),
                0,
                0,
                new Attribution.Nodes(new long[] {key(0), key(2)}, new double[2], new double[] {1, removedNode}),
                new Attribution.Edges(
                        new long[] {key(0), key(1)}, new long[] {key(1), key(2)}, new double[] {-1, removedEdge}),
                Attribution.Features.NONE);
    }

    @Test
    void aLeakIsTheLargestShareThatRemovedPartsCarry() {
        var node = ForgetSet.ofNodes(key(2));
        var edge = ForgetSet.ofEdge(key(2), key(1));
        var attributions = new ArrayList<@Nullable Attribution>();
        attributions.add(scored(0, 0));
        attributions.add(null);

        assertThat(Leak.of(attributions, GRAPH, node)).isZero();
        attributions.add(scored(0.25, 0));
        assertThat(Leak.of(attributions, GRAPH, node)).isEqualTo(0.2);
        attributions.add(scored(0, 3)); // with a node go its edges
        assertThat(Leak.of(attributions, GRAPH, node)).isEqualTo(0.75);
        assertThat(Leak.of(attributions, GRAPH, edge)).isEqualTo(0.75);
        assertThat(Leak.of(attributions, GRAPH, ForgetSet.ofFeatures(key(2)))).isNull();
        assertThat(Leak.of(List.of(), GRAPH, node)).isNull();
    }
}
