package org.graphunlearning.verify.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.junit.jupiter.api.Test;

/** Oracle: sets worked out by hand on the six-node example and on a directed path. */
class DeletedItemsTest {
    private static List<Integer> nodes(ItemSet set) {
        return IntStream.range(0, 6)
                .filter(i -> set.contains(ItemKind.NODE, Fixture.key(i), 0))
                .boxed()
                .toList();
    }

    private static List<String> edges(ItemSet set, int[]... edges) {
        return Arrays.stream(edges)
                .filter(e -> set.contains(ItemKind.EDGE, Fixture.key(e[0]), Fixture.key(e[1])))
                .map(e -> e[0] + "-" + e[1])
                .toList();
    }

    private static List<String> cells(ItemSet set) {
        return IntStream.range(0, 12)
                .filter(i -> set.contains(ItemKind.FEATURE, Fixture.key(i / 2), i % 2))
                .mapToObj(i -> i / 2 + "." + i % 2)
                .toList();
    }

    @Test
    void withANodeGoItsEdgesAndFeatures() {
        var deleted = DeletedItems.of(ForgetSet.ofNodes(Fixture.key(2)), Fixture.graph());
        assertThat(nodes(deleted)).containsExactly(2);
        assertThat(edges(deleted, Fixture.EDGES)).containsExactly("1-2", "2-3");
        assertThat(cells(deleted)).containsExactly("2.0", "2.1");
    }

    @Test
    void theZoneOfANodeReachesItsNeighbours() {
        var zone = DeletedItems.of(ForgetSet.ofNodes(Fixture.key(2)), Fixture.graph())
                .zone();
        assertThat(nodes(zone)).containsExactly(1, 2, 3);
        assertThat(edges(zone, Fixture.EDGES)).containsExactly("0-1", "1-2", "1-3", "2-3", "3-4");
        assertThat(cells(zone)).containsExactly("1.0", "1.1", "2.0", "2.1", "3.0", "3.1");
    }

    @Test
    void anUndirectedEdgeMayBeNamedFromEitherEnd() {
        var deleted = DeletedItems.of(ForgetSet.ofEdge(Fixture.key(4), Fixture.key(3)), Fixture.graph());
        assertThat(edges(deleted, Fixture.EDGES)).containsExactly("3-4");
        assertThat(nodes(deleted)).isEmpty();
        assertThat(deleted.hasAny(ItemKind.NODE)).isFalse();
        assertThat(edges(deleted.zone(), Fixture.EDGES)).containsExactly("1-3", "2-3", "3-4", "4-5");
        assertThat(nodes(deleted.zone())).containsExactly(3, 4);
    }

    @Test
    void aDirectedEdgeIsNotItsCounterpart() {
        var graph = Fixture.graph(6, true, new int[] {0, 1}, new int[] {1, 0}, new int[] {1, 2}, new int[] {3, 2});
        var deleted = DeletedItems.of(ForgetSet.ofEdge(Fixture.key(1), Fixture.key(0)), graph);
        assertThat(edges(deleted, new int[] {0, 1}, new int[] {1, 0})).containsExactly("1-0");
        var zone = DeletedItems.of(ForgetSet.ofNodes(Fixture.key(2)), graph).zone();
        assertThat(nodes(zone)).containsExactly(1, 2, 3);
    }

    @Test
    void noColumnNamedMeansAllOfThemHoweverOftenTheNodeIsNamed() {
        var some = ForgetSet.ofFeatures(Fixture.key(4), 1);
        var all = ForgetSet.ofFeatures(Fixture.key(4));
        assertThat(cells(DeletedItems.of(some, Fixture.graph()))).containsExactly("4.1");
        assertThat(cells(DeletedItems.of(some.and(all), Fixture.graph()))).containsExactly("4.0", "4.1");
        assertThat(cells(DeletedItems.of(all.and(some), Fixture.graph()))).containsExactly("4.0", "4.1");
        assertThat(cells(DeletedItems.of(ForgetSet.ofFeatures(Fixture.key(4), 0).and(some), Fixture.graph())))
                .containsExactly("4.0", "4.1");
        assertThat(nodes(DeletedItems.of(some, Fixture.graph()).zone())).containsExactly(3, 4, 5);
    }

    @Test
    void aRequestIsShownByTheOnlyKindItNamesAndByNodesElse() {
        var edge = ForgetSet.ofEdge(Fixture.key(4), Fixture.key(3));
        var value = ForgetSet.ofFeatures(Fixture.key(4), 1);

        assertThat(ItemKind.of(ForgetSet.ofNodes(Fixture.key(2)))).isEqualTo(ItemKind.NODE);
        assertThat(ItemKind.of(edge)).isEqualTo(ItemKind.EDGE);
        assertThat(ItemKind.of(value)).isEqualTo(ItemKind.FEATURE);
        assertThat(ItemKind.of(edge.and(value))).isEqualTo(ItemKind.NODE);
        assertThat(ItemKind.of(edge.and(ForgetSet.ofLabels(Fixture.key(1))))).isEqualTo(ItemKind.NODE);
        assertThat(ItemKind.of(ForgetSet.nothing())).isEqualTo(ItemKind.NODE);
    }

    @Test
    void anIsolatedNodeTakesNoEdge() {
        Graph graph = Fixture.graph(6, false, new int[] {0, 1});
        var deleted = DeletedItems.of(ForgetSet.ofNodes(Fixture.key(5)), graph);
        assertThat(deleted.hasAny(ItemKind.EDGE)).isFalse();
        assertThat(deleted.hasAny(ItemKind.NODE)).isTrue();
        assertThat(nodes(deleted.zone())).containsExactly(5);
    }

    @Test
    void aLabelIsNoItem() {
        var deleted = DeletedItems.of(ForgetSet.ofLabels(Fixture.key(1)), Fixture.graph());
        assertThat(deleted.isEmpty()).isTrue();
        assertThat(ItemKind.values()).noneMatch(deleted::hasAny);
        assertThat(nodes(deleted.zone())).isEmpty();
    }

    @Test
    void refusesANodeThatTheGraphBeforeDoesNotHave() {
        assertThatThrownBy(() -> DeletedItems.of(ForgetSet.ofNodes(1338), Fixture.graph()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No node of the graph has the key 1338; pass the graph as it was before the deletion.");
    }
}
