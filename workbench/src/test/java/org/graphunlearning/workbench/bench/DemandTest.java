package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemandTest {
    private final Graph graph = SmallGraphs.keyed(1);

    private List<Long> trainingKeys() {
        return Arrays.stream(graph.trainingRows()).mapToObj(graph::key).toList();
    }

    private static List<Long> nodes(ForgetSet forget) {
        return Arrays.stream(forget.nodes()).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"NODE", "NODES_HALF_PERCENT", "NODES_5_PERCENT", "NODES_10_PERCENT"})
    void forgetsTrainingNodesByTheirKeys(Demand demand) {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(trainingKeys()).containsAll(nodes(demand.draw(graph, seed)));
        }
    }

    @Test
    void takesTheShareThatItsNameSays() {
        int training = graph.trainingRows().length;
        assertThat(Demand.NODE.draw(graph, 1).nodes()).hasSize(1);
        assertThat(Demand.NODES_HALF_PERCENT.draw(graph, 1).nodes()).hasSize(1);
        assertThat(Demand.NODES_10_PERCENT.draw(graph, 1).nodes()).hasSize(Math.round(training * 0.1f));
        assertThat(Demand.EDGES_5_PERCENT.draw(graph, 1).edges())
                .hasSize(Math.round(graph.adjacency().edgeCount() * 0.05f));
        assertThat(Demand.FEATURES_5_PERCENT.draw(graph, 1).features()).hasSize(Math.round(training * 0.05f));
    }

    @Test
    void forgetsEdgesThatExistEachOnce() {
        var edges = Demand.EDGES_5_PERCENT.draw(graph, 3).edges();
        assertThat(new HashSet<>(edges)).hasSameSizeAs(edges);
        assertThat(graph.without(new ForgetSet(new long[0], edges, List.of(), new long[0]))
                        .adjacency()
                        .edgeCount())
                .isEqualTo(graph.adjacency().edgeCount() - edges.size());
    }

    @Test
    void forgetsWholeFeatureVectorsOfTrainingNodes() {
        assertThat(Demand.FEATURES_5_PERCENT.draw(graph, 2).features()).allSatisfy(cells -> {
            assertThat(trainingKeys()).contains(cells.node());
            assertThat(cells.columns()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void drawsTheSameForASeedAndOthersForAnother(Demand demand) {
        var once = demand.draw(graph, 5);
        var again = demand.draw(graph, 5);
        assertThat(again.edges()).isEqualTo(once.edges());
        assertThat(again.nodes()).isEqualTo(once.nodes());
        long different = LongStream.rangeClosed(1, 10)
                .mapToObj(seed -> demand.draw(graph, seed))
                .map(forget -> nodes(forget) + " " + forget.edges() + " "
                        + forget.features().stream().map(ForgetSet.Cells::node).toList())
                .distinct()
                .count();
        assertThat(different).isGreaterThan(5);
    }

    /** A draw that counted positions would pick other nodes once one of them is gone. */
    @Test
    void keepsTheOrderOfTheOthersWhenANodeIsGone() {
        int[] before = KeyedDraw.ranked(graph, graph.trainingRows(), 7);
        long gone = graph.key(before[0]);
        var rest = graph.without(ForgetSet.ofNodes(gone));
        int[] after = KeyedDraw.ranked(rest, rest.trainingRows(), 7);
        assertThat(Arrays.stream(after).mapToLong(rest::key).toArray())
                .containsExactly(
                        Arrays.stream(before).skip(1).mapToLong(graph::key).toArray());
    }

    @ParameterizedTest
    @EnumSource
    void keepsEveryClass(Demand demand) {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(graph.without(demand.draw(graph, seed)).classes()).isEqualTo(graph.classes());
        }
    }

    @Test
    void drawsAnewWhereAClassWouldVanish() {
        var lopsided = lopsided(5);
        for (long seed = 1; seed <= 50; seed++) {
            assertThat(Demand.NODE.draw(lopsided, seed).nodes()).doesNotContain(1337);
        }
    }

    @Test
    void givesUpWhereEveryDrawTakesAClass() {
        assertThatThrownBy(() -> Demand.NODE.draw(lopsided(2), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Of 100 draws of `node-1` none leaves every class a training node.");
    }

    /** One node of the first class, the others of the second. */
    private static Graph lopsided(int nodes) {
        var keys = new long[nodes];
        Arrays.setAll(keys, row -> 1337 + row);
        var labels = new Object[nodes];
        Arrays.setAll(labels, row -> row == 0 ? "rare" : "usual");
        var roles = new byte[nodes];
        Arrays.fill(roles, (byte) Role.TRAIN.ordinal());
        var adjacency = Adjacency.of(nodes, new int[0], new int[0], 0, false);
        return Graph.of(keys, adjacency, new DenseFeatures(1, new float[nodes]), Labels.of(labels), new Split(roles));
    }

    @Test
    void namesTheRequestsThatExist() {
        assertThat(Demand.named("edge-5%")).isEqualTo(Demand.EDGES_5_PERCENT);
        assertThatThrownBy(() -> Demand.named("node-7%"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`--requests` takes node-1, node-0.5%, node-5%, node-10%, edge-5%, feature-5%, not"
                        + " `node-7%`.");
    }
}
