package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.KarateClub;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed must be what the product does. */
class FullBatchTest {
    private static final int EPOCHS = 5;

    private final Graph karate = GraphAdapter.withSplit(KarateClub.communities());

    private static Gnn initial(Graph graph, TrainingConfig config) {
        return Gnn.initial(config.model(), graph.features().columns(), graph.classes(), config.seed());
    }

    private static void train(FullBatch batch) {
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            batch.train();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GCN", "GAT"})
    void trainsBitForBitAsTheProductDoes(Architecture architecture) {
        var config = TrainingConfig.defaults(architecture).withEpochs(EPOCHS);
        var model = initial(karate, config);
        try (var compute = Compute.withThreads(1)) {
            train(FullBatch.ofTrainingRows(model, karate, config, compute));
            var trained = Trainer.train(karate, config, compute).model();
            assertThat(model.sha256()).isEqualTo(trained.sha256());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GCN", "GAT"})
    void learnsTheSameWhenAllRowsAreComputed(Architecture architecture) {
        var config = TrainingConfig.defaults(architecture);
        var few = initial(karate, config);
        var all = initial(karate, config);
        try (var compute = Compute.withThreads(1)) {
            train(FullBatch.ofTrainingRows(few, karate, config, compute));
            train(FullBatch.ofAllRows(all, karate, config, compute));
        }
        for (int p = 0; p < few.parameters().size(); p++) {
            assertThat(all.parameters().get(p).host())
                    .containsExactly(few.parameters().get(p).host(), within(1e-4f));
        }
    }
}
