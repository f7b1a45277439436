package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.KarateClub;
import org.graphunlearning.testgraphs.SparseRows;
import org.junit.jupiter.api.Test;

class GraphAdapterTest {
    private final GraphData karate = KarateClub.communities();

    @Test
    void keepsNodesEdgesAndFeatures() {
        var graph = GraphAdapter.withSplit(karate);
        assertThat(graph.nodeCount()).isEqualTo(34);
        assertThat(graph.key(33)).isEqualTo(33);
        assertThat(graph.adjacency().edgeCount()).isEqualTo(78);
        assertThat(graph.adjacency().contains(0, 31)).isTrue();
        assertThat(graph.features().columns()).isEqualTo(34);
        assertThat(graph.classes()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void readsEitherSplit() {
        assertThat(GraphAdapter.withSplit(karate).trainingRows()).containsExactly(0, 4, 8, 24);
        var random = GraphAdapter.withRandomSplit(karate);
        assertThat(random.split().role(0)).isEqualTo(Role.VALIDATION);
        assertThat(random.split().role(1)).isEqualTo(Role.TEST);
        assertThat(random.split().role(2)).isEqualTo(Role.TRAIN);
    }

    @Test
    void refusesAGraphWithoutFeatures() {
        var bare = new GraphData("bare", karate.edges(), SparseRows.none(34), karate.marks());
        assertThatThrownBy(() -> GraphAdapter.withSplit(bare))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Graph `bare` has no features to learn from.");
    }
}
