package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.junit.jupiter.api.Test;

/** Oracle: training from scratch, bit for bit. */
class ReferenceTest {
    private static final Graph GRAPH = Cases.planted(3);
    private static final TrainingConfig TRAINING =
            Cases.training(Architecture.GCN).withEpochs(8);
    private static final ForgetSet FIRST = ForgetSet.ofNodes(GRAPH.key(GRAPH.trainingRows()[4]));
    private static final ForgetSet SECOND = ForgetSet.ofNodes(GRAPH.key(GRAPH.trainingRows()[9]));

    @Test
    void thePairedReferenceIsWhatExactUnlearningGives() {
        try (var compute = Compute.withThreads(1)) {
            var request = UnlearningRequest.of(Cases.train(GRAPH, TRAINING), GRAPH, FIRST, TRAINING, false);

            assertThat(Reference.paired(GRAPH.without(FIRST), TRAINING, compute)
                            .model()
                            .sha256())
                    .isEqualTo(new Retrain().unlearn(request, compute).model().sha256());
        }
    }

    @Test
    void inASequenceTheReferenceLeavesOutTheUnion() {
        try (var compute = Compute.withThreads(1)) {
            var afterBoth = GRAPH.without(FIRST).without(SECOND);

            assertThat(Reference.paired(afterBoth, TRAINING, compute).model().sha256())
                    .isEqualTo(Cases.train(GRAPH.without(FIRST.and(SECOND)), TRAINING)
                            .sha256());
        }
    }

    @Test
    void patienceIsExplained() {
        assertThat(Reference.warnings(TRAINING)).isEmpty();
        assertThat(Reference.warnings(TRAINING.withPatience(5)))
                .singleElement()
                .asString()
                .contains("another number of epochs");
    }

    @Test
    void unpairedReferencesDifferAndALongerListBeginsWithAShorterOne() {
        try (var compute = Compute.withThreads(1)) {
            var two = Reference.unpaired(GRAPH, TRAINING, 2, compute);
            var three = Reference.unpaired(GRAPH, TRAINING, 3, compute);

            assertThat(three.subList(0, 2).stream().map(m -> m.sha256()).toList())
                    .usingRecursiveComparison()
                    .isEqualTo(two.stream().map(m -> m.sha256()).toList());
            assertThat(two.get(0).sha256()).isNotEqualTo(two.get(1).sha256());
            assertThat(two.get(0).sha256())
                    .isNotEqualTo(Cases.train(GRAPH, TRAINING).sha256());
            assertThatThrownBy(() -> Reference.unpaired(GRAPH, TRAINING, 0, compute))
                    .hasMessage("At least one reference must be trained, not 0.");
        }
    }

    @Test
    void theCacheKeyNamesGraphAndTraining() {
        try (var compute = Compute.withThreads(1)) {
            var key = Reference.cacheKey(GRAPH, TRAINING, compute);

            assertThat(key).matches("[0-9a-f]{64}");
            assertThat(Reference.cacheKey(GRAPH, TRAINING.withCheckpoints(3), compute))
                    .isEqualTo(key);
            assertThat(Reference.cacheKey(GRAPH.without(FIRST), TRAINING, compute))
                    .isNotEqualTo(key);
            assertThat(Reference.cacheKey(GRAPH, TRAINING.withSeed(7), compute)).isNotEqualTo(key);
            assertThat(Reference.cacheKey(
                            GRAPH, TRAINING.withModel(TRAINING.model().withDropout(0.1)), compute))
                    .isNotEqualTo(key);
        }
    }
}
