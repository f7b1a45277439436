package org.graphunlearning.gnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
    @Test
    void refusesKeysThatDoNotAscend() {
        var adjacency = Adjacency.of(2, new int[0], new int[0], 0, false);
        var features = new DenseFeatures(1, new float[2]);
        var labels = Labels.of(new Object[2]);

        assertThatThrownBy(() -> Graph.of(new long[] {5, 5}, adjacency, features, labels, new Split(new byte[2])))
                .hasMessage("Node keys must ascend strictly; row 1 does not.");
        assertThatThrownBy(() -> Graph.of(new long[] {5}, adjacency, features, labels, new Split(new byte[2])))
                .hasMessageContaining("disagree on the node count");
    }

    @Test
    void refusesFeaturesThatAreNotFinite() {
        assertThatThrownBy(() -> new DenseFeatures(2, new float[] {1, 2, 3, Float.NaN}))
                .hasMessage("Row 1 has a feature value that is not finite.");
        assertThatThrownBy(() ->
                        new SparseFeatures(2, new int[] {0, 1}, new int[] {0}, new float[] {Float.POSITIVE_INFINITY}))
                .hasMessage("Row 0 has a feature value that is not finite.");
        assertThatThrownBy(() -> new SparseFeatures(2, new int[] {0, 2}, new int[] {1, 1}, new float[2]))
                .hasMessage("Feature columns of row 0 must ascend and lie in [0, 2).");
    }

    @Test
    void labelsAreSortedAndOfOneKind() {
        assertThat(Labels.of(new Object[] {7L, null, 3, (short) 7}).vocabulary())
                .isEqualTo(List.of(3L, 7L));
        assertThatThrownBy(() -> Labels.of(new Object[] {"x", 3L}))
                .hasMessage("Labels must be all integers or all strings, not a mixture.");
        assertThatThrownBy(() -> Labels.of(new Object[] {1.5}))
                .hasMessage("A label must be an integer or a string, not Double.");
    }

    @Test
    void aRandomSplitFollowsTheKeyNotTheRow() {
        var keys = new long[10_000];
        Arrays.setAll(keys, i -> 7L * i);
        var raw = new Object[keys.length];
        Arrays.fill(raw, "x");
        var split = Split.random(keys, Labels.of(raw), 0.2, 0.1, 1);

        var fewer = Arrays.copyOfRange(keys, 1, keys.length);
        var splitOfFewer = Split.random(fewer, Labels.of(Arrays.copyOfRange(raw, 1, raw.length)), 0.2, 0.1, 1);

        assertThat(splitOfFewer.roles()).isEqualTo(Arrays.copyOfRange(split.roles(), 1, keys.length));
        // Binomial standard deviations are 40 and 30 nodes; five of them.
        assertThat(split.count(Role.TEST)).isBetween(1800, 2200);
        assertThat(split.count(Role.VALIDATION)).isBetween(850, 1150);
    }

    @Test
    void everyPartChangesTheFingerprint() {
        var graph = TestGraphs.random(30, 60, false, 1);
        var other = TestGraphs.random(30, 60, false, 2);
        var base = graph.fingerprint();

        assertThat(graph.fingerprint()).isEqualTo(base);
        assertThat(Graph.of(other.keys(), graph.adjacency(), graph.features(), graph.labels(), graph.split())
                        .fingerprint())
                .isNotEqualTo(base);
        assertThat(Graph.of(graph.keys(), other.adjacency(), graph.features(), graph.labels(), graph.split())
                        .fingerprint())
                .isNotEqualTo(base);
        assertThat(Graph.of(graph.keys(), graph.adjacency(), other.features(), graph.labels(), graph.split())
                        .fingerprint())
                .isNotEqualTo(base);
        assertThat(graph.without(ForgetSet.ofLabels(graph.key(3))).fingerprint())
                .isNotEqualTo(base);
        var roles = graph.split().roles().clone();
        roles[4] = 0;
        assertThat(Graph.of(graph.keys(), graph.adjacency(), graph.features(), graph.labels(), new Split(roles))
                        .fingerprint())
                .isNotEqualTo(base);
    }
}
