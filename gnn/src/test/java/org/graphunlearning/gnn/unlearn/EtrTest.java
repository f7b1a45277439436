package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.oracle.RandomGraphs;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle of the assembled gradient: the gradient of the remaining loss computed from the remaining graph. */
class EtrTest {
    private static final Compute COMPUTE = Compute.withThreads(2);

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    static Stream<Arguments> everyPair() {
        return Stream.of(Architecture.values()).flatMap(architecture -> Stream.of(Requests.Kind.values())
                .map(kind -> Arguments.of(architecture, kind)));
    }

    private static Graph graph(long seed) {
        return RandomGraphs.draw(new RandomGraphs.Shape(60, 110, 40, true, seed % 2 == 0), seed);
    }

    private static TrainingConfig config(Architecture architecture) {
        return TrainingConfig.defaults(architecture).withEpochs(30).withWeightDecay(0);
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void theAssembledGradientIsThatOfTheRemainingLoss(Architecture architecture, Requests.Kind kind) {
        for (long seed = 0; seed < 3; seed++) {
            var graph = graph(seed);
            var config = config(architecture);
            var model = Trainer.fit(graph, config, COMPUTE);
            var request = UnlearningRequest.of(model, graph, Requests.draw(graph, kind, seed), config, true);
            var assembled = new double[ParameterVector.length(model)];
            Objective.of(model.copy(), graph, config).gradient(COMPUTE, assembled);
            RemainingGradient.assemble(model.copy(), request, ChangedRows.of(request), assembled, COMPUTE);

            var direct = new double[assembled.length];
            Objective.of(model.copy(), request.after(), config).gradient(COMPUTE, direct);
            double norm = ParameterVector.norm(direct);
            for (int i = 0; i < direct.length; i++) {
                direct[i] -= assembled[i];
            }
            assertThat(ParameterVector.norm(direct)).isLessThan(1e-5 * norm);
        }
    }

    /** Were rows left out that change, the sums would differ: the rows are those whose terms differ, and no fewer. */
    @ParameterizedTest
    @EnumSource(Architecture.class)
    void withoutTheChangedRowsTheGradientWouldBeAnother(Architecture architecture) {
        var graph = graph(1);
        var config = config(architecture);
        var model = Trainer.fit(graph, config, COMPUTE);
        var forget = Requests.draw(graph, Requests.Kind.TRAINING_NODE, 4);
        var request = UnlearningRequest.of(model, graph, forget, config, true);
        var rows = ChangedRows.of(request);
        var none = new ChangedRows(rows.forgotten(), new int[0], rows.forgotten());
        var complete = new double[ParameterVector.length(model)];
        Objective.of(model.copy(), graph, config).gradient(COMPUTE, complete);
        var partial = complete.clone();
        RemainingGradient.assemble(model.copy(), request, rows, complete, COMPUTE);
        RemainingGradient.assemble(model.copy(), request, none, partial, COMPUTE);

        assertThat(rows.before()).hasSizeGreaterThan(rows.forgotten().length);
        assertThat(partial).isNotEqualTo(complete);
    }

    @Test
    void erasesLessRatherThanRaisingTheLoss() {
        int published = 0;
        for (long seed = 0; seed < 20; seed++) {
            var graph = graph(seed);
            var config = config(Architecture.GCN).withSeed(seed);
            var model = Trainer.fit(graph, config, COMPUTE);
            var forget = Requests.draw(graph, Requests.Kind.TRAINING_NODE, seed);
            var result = Etr.usual().unlearn(UnlearningRequest.of(model, graph, forget, config, true), COMPUTE);
            if (result.strategy().equals("etr")) {
                published++;
                assertThat(result.effect().bounds()).containsOnlyKeys("eraseStrength", "stepLength");
            }
        }
        assertThat(published).isGreaterThanOrEqualTo(19);
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatThrownBy(() -> new Etr(0, 1)).hasMessage("`eraseRatio` must lie in (0, 1], not 0.0.");
        assertThatThrownBy(() -> new Etr(0.1, 0)).hasMessage("`learningRate` must lie in (0, 1000], not 0.0.");
    }
}
