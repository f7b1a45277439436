package org.graphunlearning.gnn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.Test;

/** What a listener hears of the epochs, and that nobody can tell from the model whether one listened. */
class TrainingProgressTest {
    private static final Graph GRAPH = TestGraphs.of(
            CitationLike.generate(CitationLike.Settings.likeCora(3).withNodes(200)));
    private static final TrainingConfig CONFIG =
            TrainingConfig.defaults(Architecture.GCN).withEpochs(8);

    private final List<Double> heard = new ArrayList<>();

    private byte[] observed(TrainingConfig config) {
        try (var compute = Compute.withThreads(2)) {
            return Trainer.fit(GRAPH, config, compute.reportingTo(heard::add)).sha256();
        }
    }

    @Test
    void everyEpochIsHeardAndTheLastIsTheWhole() {
        observed(CONFIG);

        assertThat(heard.subList(0, 8))
                .isEqualTo(IntStream.rangeClosed(1, 8).mapToObj(e -> e / 8.0).toList());
        assertThat(heard.get(heard.size() - 1)).isEqualTo(1.0);
    }

    @Test
    void aTrainingThatStopsEarlyIsWholeToo() {
        observed(CONFIG.withEpochs(5000).withPatience(1));

        assertThat(heard).hasSizeLessThan(5000);
        assertThat(heard.get(heard.size() - 1)).isEqualTo(1.0);
    }

    @Test
    void listeningChangesNoBit() {
        var observed = observed(CONFIG);

        try (var compute = Compute.withThreads(2)) {
            assertThat(Trainer.fit(GRAPH, CONFIG, compute).sha256()).isEqualTo(observed);
        }
    }
}
