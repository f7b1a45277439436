package org.graphunlearning.gnn.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: a session begun anew on the present graph, bit for bit. */
class LinearSessionTest {
    private static final Compute COMPUTE = Compute.withThreads(2);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static void assertSame(LinearSession session, LinearFit.Config config) {
        var fresh = LinearSession.fit(session.graph(), config, COMPUTE);
        assertThat(session.state().gram()).isEqualTo(fresh.state().gram());
        assertThat(session.state().cross()).isEqualTo(fresh.state().cross());
        assertThat(session.weights()).isEqualTo(fresh.weights());
        assertThat(session.model().sha256())
                .isEqualTo(LinearFit.fit(session.graph(), config, COMPUTE).sha256());
    }

    /** 500 edits, removals and what was removed coming back, in random order. */
    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"SGC", "SIGN"})
    void fiveHundredRandomEditsEndWhereOneRefitDoes(Architecture architecture) {
        var setting = new Edits.Setting(architecture, 7, true, false, 3);
        var config = setting.config();
        var session = LinearSession.fit(setting.graph(400), config, COMPUTE);
        var random = new Random(12);
        var undo = new ArrayDeque<GraphChange>();
        for (int i = 0; i < 500; i++) {
            if (!undo.isEmpty() && random.nextInt(3) == 0) {
                var last = undo.pop();
                session.edit(new GraphChange(session.graph(), last.before(), last.parts(), true), COMPUTE);
            } else {
                var kind = Edits.Kind.values()[random.nextInt(Edits.Kind.values().length)];
                var change = GraphChange.removal(session.graph(), Edits.draw(session.graph(), kind, random));
                if (change.after().classes().size() >= 2) {
                    session.edit(change, COMPUTE);
                    undo.push(change);
                }
            }
        }

        assertThat(undo).hasSizeGreaterThan(50);
        assertSame(session, config);
    }

    @ParameterizedTest
    @MethodSource("org.graphunlearning.gnn.linear.Edits#settings")
    void dirtyRowsEqualFullPropagation(Edits.Setting setting) {
        var config = setting.config();
        var graph = setting.graph(120);
        var random = new Random(setting.seed() + 5);
        for (var kind : Edits.Kind.values()) {
            for (int i = 0; i < 4; i++) {
                var cache = new HopCache(graph, config, COMPUTE);
                var change = GraphChange.removal(graph, Edits.draw(graph, kind, random));

                cache.follow(change, COMPUTE);
                assertThat(rows(cache, change.after(), config))
                        .isEqualTo(rows(new HopCache(change.after(), config, COMPUTE), change.after(), config));

                cache.follow(new GraphChange(change.after(), graph, change.parts(), true), COMPUTE);
                assertThat(rows(cache, graph, config))
                        .isEqualTo(rows(new HopCache(graph, config, COMPUTE), graph, config));
            }
        }
    }

    private static double[] rows(HopCache cache, Graph graph, LinearFit.Config config) {
        var all = new int[graph.nodeCount()];
        Arrays.setAll(all, row -> row);
        int columns = Columns.of(graph.features().columns(), config).count();
        var z = new double[all.length * columns];
        cache.rows(all).fill(0, all.length, z, columns, COMPUTE);
        return z;
    }

    @Test
    void cachedRowsEqualThoseReadFromTheGraph() {
        var setting = new Edits.Setting(Architecture.SIGN, 7, true, true, 8);
        var graph = setting.graph(90);
        var all = new int[graph.nodeCount()];
        Arrays.setAll(all, row -> row);

        assertThat(rows(new HopCache(graph, setting.config(), COMPUTE), graph, setting.config()))
                .isEqualTo(
                        PropagatedRows.of(graph, all, setting.config(), COMPUTE).values());
    }

    @Test
    void anyNumberOfThreadsFollowsWithTheSameBits() {
        var graph = TestGraphs.of(
                CitationLike.generate(CitationLike.Settings.likeCora(6).withNodes(700)));
        var config = new Edits.Setting(Architecture.SGC, 60, true, false, 0).config();
        double[] expected = null;
        for (int threads = 1; threads <= 3; threads++) {
            try (var compute = Compute.withThreads(threads)) {
                var session = LinearSession.fit(graph, config, compute);
                for (int i = 0; i < 5; i++) {
                    session.delete(
                            ForgetSet.ofNodes(
                                    session.graph().key(session.graph().trainingRows()[3 * i])),
                            compute);
                }
                expected = expected == null ? session.weights() : expected;
                assertThat(session.weights()).isEqualTo(expected);
            }
        }
    }

    /** Forgetting must reach the cache too: no cell of it may hold what a deleted node had. */
    @Test
    void theCacheHoldsNothingOfADeletedNode() {
        var setting = new Edits.Setting(Architecture.SGC, 0, true, false, 4);
        var graph = setting.graph(60);
        int row = graph.trainingRows()[4];
        var cache = new HopCache(graph, setting.config(), COMPUTE);
        var change = GraphChange.removal(graph, ForgetSet.ofNodes(graph.key(row)));

        assertThat(cache.isZero(row)).isFalse();
        cache.follow(change, COMPUTE);
        assertThat(cache.isZero(row)).isTrue();
    }

    @Test
    void anEditOfAnotherGraphIsRefused() {
        var setting = new Edits.Setting(Architecture.SGC, 0, true, false, 4);
        var graph = setting.graph(60);
        var session = LinearSession.fit(graph, setting.config(), COMPUTE);
        session.delete(ForgetSet.ofNodes(graph.key(1)), COMPUTE);

        assertThatThrownBy(() -> session.edit(GraphChange.removal(graph, ForgetSet.ofNodes(graph.key(2))), COMPUTE))
                .hasMessage("The edit does not start from the graph of this session.");
    }
}
