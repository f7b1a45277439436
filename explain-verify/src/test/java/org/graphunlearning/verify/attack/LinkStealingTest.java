package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.junit.jupiter.api.Test;

class LinkStealingTest {
    private static final double[] P = {0.5, 0.3, 0.2};
    private static final double[] Q = {0.1, 0.6, 0.3};

    private static Trained withoutEdges(int classes, int count, long seed) {
        var graph = Trained.graph(500, classes, seed);
        return Trained.without(
                graph, new ForgetSet(new long[0], Trained.edges(graph, count), List.of(), new long[0]), seed);
    }

    /** Values of scipy.spatial.distance, and the formulas by hand. */
    @Test
    void knowsEightDistances() {
        assertThat(PairDistance.COSINE.of(P, Q)).isCloseTo(1 - 0.29 / Math.sqrt(0.38 * 0.46), within(1e-12));
        assertThat(PairDistance.EUCLIDEAN.of(P, Q)).isCloseTo(Math.sqrt(0.26), within(1e-12));
        assertThat(PairDistance.SQUARED_EUCLIDEAN.of(P, Q)).isCloseTo(0.26, within(1e-12));
        // means 1/3: products sum to 0.29 - 1/3, squares to 0.38 - 1/3 and 0.46 - 1/3
        double r = (0.29 - 1.0 / 3) / Math.sqrt((0.38 - 1.0 / 3) * (0.46 - 1.0 / 3));
        assertThat(PairDistance.CORRELATION.of(P, Q)).isCloseTo(1 - r, within(1e-12));
        assertThat(PairDistance.CHEBYSHEV.of(P, Q)).isCloseTo(0.4, within(1e-12));
        assertThat(PairDistance.BRAY_CURTIS.of(P, Q)).isCloseTo(0.4, within(1e-12));
        assertThat(PairDistance.CANBERRA.of(P, Q)).isCloseTo(0.4 / 0.6 + 0.3 / 0.9 + 0.1 / 0.5, within(1e-12));
        assertThat(PairDistance.CITY_BLOCK.of(P, Q)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void isSymmetricAndZeroForEqualAnswers() {
        for (var distance : PairDistance.values()) {
            assertThat(distance.of(P, Q))
                    .as("%s", distance)
                    .isEqualTo(distance.of(Q, P))
                    .isPositive();
            assertThat(distance.of(P, P.clone())).as("%s", distance).isCloseTo(0, within(1e-15));
        }
        var flat = new double[] {0.25, 0.25, 0.25, 0.25};
        assertThat(PairDistance.CORRELATION.of(flat, flat)).isEqualTo(1);
    }

    @Test
    void comparesWithPairsThatDifferInNothingButTheLink() {
        for (boolean directed : new boolean[] {false, true}) {
            var graph = directed ? directed(Trained.graph(400, 3, 4)) : Trained.graph(400, 3, 4);
            var terciles = Terciles.of(productsOfEdges(graph));
            var pairs = new MatchedPairs(graph, 3);
            int found = 0;
            for (var edge : Trained.edges(graph, 30)) {
                int u = graph.row(edge.source());
                int v = graph.row(edge.target());
                var seen = new HashSet<Set<Long>>();
                for (var pair : pairs.like(edge, 20)) {
                    int a = graph.row(pair.source());
                    int b = graph.row(pair.target());
                    assertThat(neighbours(graph, a)).doesNotContain(b);
                    assertThat(a).isNotEqualTo(b);
                    assertThat(graph.targets()[a]).isEqualTo(graph.targets()[u]);
                    assertThat(graph.targets()[b]).isEqualTo(graph.targets()[v]);
                    assertThat(common(graph, a, b)).isEqualTo(common(graph, u, v));
                    assertThat(terciles.of(product(graph, a, b))).isEqualTo(terciles.of(product(graph, u, v)));
                    assertThat(seen.add(Set.of(pair.source(), pair.target()))).isTrue();
                    found++;
                }
            }
            assertThat(found).isGreaterThan(300);
            assertThat(pairs.like(Trained.edges(graph, 1).get(0), 20))
                    .isEqualTo(new MatchedPairs(graph, 3)
                            .like(Trained.edges(graph, 1).get(0), 20));
        }
    }

    private static Graph directed(Graph graph) {
        var in = graph.adjacency();
        var sources = new int[in.edgeCount()];
        var targets = new int[in.edgeCount()];
        int length = 0;
        for (int row = 0; row < graph.nodeCount(); row++) {
            for (int k = in.ptr()[row]; k < in.ptr()[row + 1]; k++) {
                if (in.idx()[k] < row) {
                    sources[length] = in.idx()[k];
                    targets[length++] = row;
                }
            }
        }
        var adjacency = Adjacency.of(graph.nodeCount(), sources, targets, length, true);
        return Graph.of(graph.keys(), adjacency, graph.features(), graph.labels(), graph.split());
    }

    private static Set<Integer> neighbours(Graph graph, int row) {
        var in = graph.adjacency();
        var out = in.reversed();
        var all = new HashSet<Integer>();
        Arrays.stream(in.idx(), in.ptr()[row], in.ptr()[row + 1]).forEach(all::add);
        Arrays.stream(out.idx(), out.ptr()[row], out.ptr()[row + 1]).forEach(all::add);
        return all;
    }

    private static boolean common(Graph graph, int a, int b) {
        var both = neighbours(graph, a);
        both.retainAll(neighbours(graph, b));
        return !both.isEmpty();
    }

    private static double product(Graph graph, int a, int b) {
        return (double) neighbours(graph, a).size() * neighbours(graph, b).size();
    }

    private static double[] productsOfEdges(Graph graph) {
        var in = graph.adjacency();
        var out = new double[in.idx().length];
        for (int row = 0; row < graph.nodeCount(); row++) {
            for (int k = in.ptr()[row]; k < in.ptr()[row + 1]; k++) {
                out[k] = product(graph, row, in.idx()[k]);
            }
        }
        return out;
    }

    @Test
    void comparesThreeModelsAndReportsTheDip() {
        var trained = withoutEdges(3, 60, 1);
        var c = trained.attacked(trained.reference(), View.PROBE);
        var found = new LinkStealing().run(c, Trained.COMPUTE);
        assertThat(found.comparison().noop().n1()).isEqualTo(60);
        assertThat(found.comparison().noop().n0()).isBetween(900, 1200);
        assertThat(found.comparison().post()).isEqualTo(found.comparison().reference());
        assertThat(found.comparison().noop().auc()).isBetween(0.4, 1.0);
        assertThat(found.dipPost()).isEqualTo(found.dipReference());
        assertThat(new LinkStealing().run(c, Trained.COMPUTE)).isEqualTo(found);
    }

    /** Less sure at the ends by construction: the dip is what was taken off. */
    @Test
    void measuresTheDipAtTheEnds() {
        var trained = withoutEdges(3, 40, 2);
        var ends = trained.forget().edges().stream()
                .flatMap(e -> List.of(e.source(), e.target()).stream())
                .distinct()
                .toList();
        var honest = BlackBox.of(trained.reference());
        BlackBox unsure = new BlackBox() {
            @Override
            public List<Object> classes() {
                return honest.classes();
            }

            @Override
            public int hops() {
                return honest.hops();
            }

            @Override
            public float[] logits(Graph graph, int[] rows, Compute compute) {
                var out = honest.logits(graph, rows, compute);
                int width = classes().size();
                for (int i = 0; i < rows.length; i++) {
                    int label = graph.targets()[rows[i]];
                    out[i * width + label] -= ends.contains(graph.key(rows[i])) ? 2 : 0;
                }
                return out;
            }
        };
        var c = trained.attacked(trained.noop(), View.PROBE);
        var models =
                new MembershipCase.Models(c.models().noop(), unsure, c.models().reference());
        var dipped = new MembershipCase(c.before(), c.after(), c.forget(), models, View.PROBE, 1);
        var found = new LinkStealing().run(dipped, Trained.COMPUTE);
        assertThat(found.dipReference() - found.dipPost()).isCloseTo(2, within(1e-4));
    }

    @Test
    void usesTheCosineWhereThereAreTwoClasses() {
        var trained = withoutEdges(2, 30, 1);
        var c = trained.attacked(trained.noop(), View.PROBE);
        var found = new LinkStealing().run(c, Trained.COMPUTE).comparison();
        assertThat(found.warnings()).anyMatch(w -> w.startsWith("With two classes the correlation"));
        var cosine = new LinkStealing(PairDistance.COSINE, 20)
                .run(c, Trained.COMPUTE)
                .comparison();
        assertThat(found.post()).isEqualTo(cosine.post());
    }

    @Test
    void refusesACaseWithoutEdges() {
        var trained = Trained.withoutNodes(2, 1);
        assertThatThrownBy(() -> new LinkStealing().run(trained.attacked(trained.noop(), View.PROBE), Trained.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("forgets no edge by itself");
        assertThatThrownBy(() -> new LinkStealing(PairDistance.COSINE, 0))
                .hasMessage("`negativesPerEdge` must lie between 1 and 1000, not 0.");
    }
}
