package org.graphunlearning.partitioning.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.partition.Cuts;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.KarateClub;
import org.graphunlearning.testgraphs.PlantedPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PowerIterationTest {
    private static final double ROUNDING = 1e-9;

    static Stream<Graph> graphs() {
        return Stream.of(
                Cuts.graph(KarateClub.communities()),
                Cuts.graph(PlantedPartition.generate(new PlantedPartition.Settings(400, 4, 0.1, 0.01, 1))),
                Cuts.graph(CitationLike.generate(CitationLike.Settings.likeCora(1))),
                Cuts.random(60, 100, 60, true, 1),
                // A bipartite graph: W has the eigenvalue -1, where too small a shift shows first.
                Cuts.random(30, 8, 30, false, 2));
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void neverDescendsAndStaysOrthonormal(Graph graph) {
        for (double fairness : new double[] {0, 1e-3, 1, 100}) {
            var iteration = new PowerIteration(Guidance.of(graph, fairness), 4, 7);
            double before = iteration.objective();
            for (int step = 0; step < 20; step++) {
                iteration.step();
                Matrices.assertOrthonormal(iteration.h(), 4);
                assertThat(iteration.objective()).isGreaterThanOrEqualTo(before - ROUNDING * Math.abs(before));
                before = iteration.objective();
            }
        }
    }

    @Test
    void bringsClassesCloserToFairSharesTheMoreTheyWeigh() {
        for (int seed = 0; seed < 5; seed++) {
            var graph = Cuts.graph(PlantedPartition.generate(new PlantedPartition.Settings(400, 4, 0.1, 0.01, seed)));

            assertThat(unfairness(graph, 0.1, seed)).isLessThan(0.5 * unfairness(graph, 0, seed));
        }
    }

    /** {@code |F'H - B|^2}, read off two objectives that differ in its weight alone. */
    private static double unfairness(Graph graph, double fairness, int seed) {
        var iteration = new PowerIteration(Guidance.of(graph, fairness), 4, seed);
        iteration.run(() -> {});
        var h = iteration.h();
        var without = Guidance.of(graph, 0);
        var with = Guidance.of(graph, 1);
        var spread = with.spread(h, 4);
        var byClass = with.byClass(h, 4);
        return without.objective(h, spread, byClass) - with.objective(h, spread, byClass);
    }

    @Test
    void rotationNeverDescends() {
        for (int seed = 0; seed < 5; seed++) {
            var rotation = rotation(seed);
            double before = rotation.objective();
            for (int round = 0; round < 5; round++) {
                round(rotation);
                assertThat(rotation.objective()).isGreaterThanOrEqualTo(before - ROUNDING * Math.abs(before));
                before = rotation.objective();
            }
        }
    }

    @Test
    void rotationGoesOnAfterItsFirstRound() {
        int wentOn = 0;
        for (int seed = 0; seed < 5; seed++) {
            var once = rotation(seed);
            round(once);
            var whole = rotation(seed);
            try (var compute = Compute.withThreads(1)) {
                var unused = whole.run(compute);
            }
            wentOn += whole.objective() > once.objective() + 1e-4 ? 1 : 0;
        }
        assertThat(wentOn).isGreaterThanOrEqualTo(3);
    }

    private static Rotation rotation(int seed) {
        var graph = Cuts.graph(CitationLike.generate(CitationLike.Settings.likeCora(seed)));
        var iteration = new PowerIteration(Guidance.of(graph, Guidance.FAIRNESS), 5, seed);
        iteration.step();
        var start = KMeans.cluster(iteration.h(), 5, seed, () -> {});
        return new Rotation(iteration, start.shard(), 5, seed);
    }

    private static void round(Rotation rotation) {
        try (var compute = Compute.withThreads(1)) {
            rotation.round(compute);
        }
    }
}
