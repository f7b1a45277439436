package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.oracle.RandomGraphs;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hundred random requests per architecture, ten in a row on each of ten random graphs, directed ones among them. */
class ManyOperatorsTest {
    private static final Compute COMPUTE = Compute.withThreads(2);

    @AfterAll
    static void stop() {
        COMPUTE.close();
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void noSequenceEndsInAnAnswerThatIsNotANumberOrInAWorseLoss(Architecture architecture) {
        var usual = TrainingConfig.defaults(architecture).withEpochs(12);
        var config = usual.withModel(usual.model().withHiddenChannels(6).withHeads(2));
        int acted = 0;
        for (long seed = 0; seed < 10; seed++) {
            var shape = new RandomGraphs.Shape(70, 130, 9, seed % 2 == 0, seed % 5 >= 3);
            var graph = RandomGraphs.draw(shape, seed);
            var frozen = Trainer.fit(graph, config, COMPUTE);
            var model = frozen;
            for (int i = 0; i < 10; i++) {
                var forget = Kind.values()[i % Kind.values().length].draw(graph, 100 * seed + i);
                var request = UnlearningRequest.of(model, graph, forget, config, false);
                var settings = new GnnDelete(i % 3 / 2.0, i % 2 == 0 ? 1e-3 : 1e-6);

                var result = settings.unlearn(request, COMPUTE);

                graph = request.after();
                model = result.model();
                assertThat(model.isFinite()).isTrue();
                assertThat(model.logits(graph, COMPUTE)).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
                assertThat(Scores.trainingLoss(model, graph, COMPUTE))
                        .isLessThanOrEqualTo(Scores.trainingLoss(frozen, graph, COMPUTE));
                var operators = model.sidecar().operators();
                acted += operators != null && operators.act() ? 1 : 0;
            }
            assertThat(frozen.parameters().get(0).host())
                    .isEqualTo(model.parameters().get(0).host());
        }
        assertThat(acted).isGreaterThan(5);
    }
}
