package org.graphunlearning.gnn.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.oracle.RandomOperators;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model with deletion operators that is served: no way of asking it may leave them out. */
class OperatorServingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aServedModelAnswersWithThem(Architecture architecture) throws Exception {
        var plain = Served.model(architecture);
        var gnn = RandomOperators.with(plain, RandomOperators.draw(plain, Served.graph(), 5));
        GnnModel.of("exported", gnn).save(folder, null);

        try (var model = Served.load(folder);
                var predictor = model.newPredictor()) {
            var answers = Served.flat(predictor.predict(NodeQuery.all(Served.graph())));

            assertThat(answers).isEqualTo(Served.probabilities(gnn));
            assertThat(answers).isNotEqualTo(Served.probabilities(plain));
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theBlockOfALayerAppliesItsOwn(Architecture architecture) {
        var graph = Served.graph();
        var config = new ModelConfig(architecture, 1, 8, 3, 0, false);
        var plain = Gnn.initial(config, graph.features().columns(), graph.classes(), 3);
        var gnn = RandomOperators.with(plain, RandomOperators.draw(plain, graph, 5));

        try (var model = GnnModel.of("m", gnn);
                var manager = model.getNDManager().newSubManager();
                var compute = Compute.withThreads(1)) {
            var block = model.getBlock().getChildren().get(0).getValue();
            var out = block.forward(
                            new ParameterStore(manager, false), GraphArrays.of(NodeQuery.all(graph), manager), false)
                    .singletonOrThrow()
                    .toFloatArray();

            assertThat(out).isEqualTo(gnn.logits(graph, compute));
            assertThat(out).isNotEqualTo(plain.logits(graph, compute));
        }
    }
}
