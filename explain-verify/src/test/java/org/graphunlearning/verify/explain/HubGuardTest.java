package org.graphunlearning.verify.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.junit.jupiter.api.Test;

/** A star of 200 leaves that all look alike, so that a sample of them answers like all of them. */
class HubGuardTest {
    private static final int LEAVES = 200;
    private static final Targets CENTRE = new Targets(new long[] {1337}, new int[] {0});

    private static Graph star() {
        int n = LEAVES + 1;
        var features = new float[2 * n];
        Arrays.fill(features, 0.5f);
        features[0] = 2;
        var some = new Case(Architecture.GCN, 1, 1, false).graph();
        var base = some.induced(IntStream.range(0, 1).toArray());
        return Graph.of(
                IntStream.range(0, n).mapToLong(i -> 1337 + 3L * i).toArray(),
                Adjacency.of(
                        n, new int[LEAVES], IntStream.rangeClosed(1, LEAVES).toArray(), LEAVES, false),
                new DenseFeatures(2, features),
                new Labels(base.labels().vocabulary(), new int[n]),
                new Split(new byte[n]));
    }

    private static Attribution explained(Architecture architecture, HubGuard guard) {
        var model = Gnn.initial(new ModelConfig(architecture, 2, 4, 2, 0, false), 2, List.of(0L, 1L, 2L), 5);
        try (var compute = Compute.withThreads(2)) {
            return new GradientTimesInput(guard)
                    .explain(model, star(), CENTRE, compute)
                    .get(0);
        }
    }

    @Test
    void explainsABallWithinTheLimitWhole() {
        var attribution = explained(Architecture.GCN, new HubGuard(LEAVES + 1, 10));

        assertThat(attribution.nodes().keys()).hasSize(LEAVES + 1);
        assertThat(attribution.caveats()).isEmpty();
    }

    @Test
    void samplesALargerOneAndSaysSo() {
        var attribution = explained(Architecture.GCN, new HubGuard(LEAVES, 10));

        assertThat(attribution.nodes().keys()).hasSize(11).contains(1337);
        assertThat(attribution.edges().signed()).hasSize(10);
        assertThat(attribution.caveats()).containsExactly(Caveat.SAMPLED);
    }

    @Test
    void eachNeighbourKeptStandsForItsShare() {
        for (var architecture : new Architecture[] {Architecture.GCN, Architecture.SAGE, Architecture.GIN}) {
            double whole = explained(architecture, HubGuard.DEFAULT).logit();

            assertThat(explained(architecture, new HubGuard(LEAVES, 10)).logit())
                    .isCloseTo(whole, within(1e-6));
        }
    }

    @Test
    void samplesTheSameNeighboursEveryTime() {
        var guard = new HubGuard(LEAVES, 10);

        assertThat(explained(Architecture.GAT, guard))
                .usingRecursiveComparison()
                .isEqualTo(explained(Architecture.GAT, guard));
    }
}
