package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.Checkpoint;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.unlearn.InfluenceOptions.Solver;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracle: a model trained from scratch on the remaining graph with the same seed. */
class GifTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final Graph GRAPH = TestGraphs.of(
            CitationLike.generate(CitationLike.Settings.likeCora(4).withNodes(500)));
    private static final TrainingConfig CONFIG =
            TrainingConfig.defaults(Architecture.GCN).withEpochs(60);
    private static final Gnn MODEL = Trainer.fit(GRAPH, CONFIG, COMPUTE);
    private static final ForgetSet FORGET = ForgetSet.ofNodes(
            GRAPH.key(GRAPH.trainingRows()[3]),
            GRAPH.key(GRAPH.trainingRows()[40]),
            GRAPH.key(GRAPH.trainingRows()[70]));

    @AfterAll
    static void close() {
        COMPUTE.close();
    }

    private static UnlearningResult run(Strategy strategy, ForgetSet forget, Compute compute) {
        return strategy.unlearn(UnlearningRequest.of(MODEL, GRAPH, forget, CONFIG, true), compute);
    }

    private static Gif with(Solver solver) {
        return new Gif(InfluenceOptions.defaults(solver));
    }

    @Test
    void endsCloserToTheRetrainedModelThanItStarted() {
        double before = 0;
        double after = 0;
        for (long seed = 0; seed < 5; seed++) {
            var config = CONFIG.withSeed(seed);
            var model = Trainer.fit(GRAPH, config, COMPUTE);
            var forget = ForgetSet.ofNodes(TestGraphs.someKeys(GRAPH, 25, seed));
            var request = UnlearningRequest.of(model, GRAPH, forget, config, true);
            var retrained = Trainer.fit(request.after(), config, COMPUTE);

            var result = Gif.usual().unlearn(request, COMPUTE);

            assertThat(result.strategy()).isEqualTo("gif");
            before += logitDistance(model, retrained, request.after());
            after += logitDistance(result.model(), retrained, request.after());
        }
        assertThat(after).isLessThan(0.95 * before);
    }

    private static double logitDistance(Gnn a, Gnn b, Graph graph) {
        float[] x = a.logits(graph, COMPUTE);
        float[] y = b.logits(graph, COMPUTE);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (double) (x[i] - y[i]) * (x[i] - y[i]);
        }
        return Math.sqrt(sum);
    }

    @ParameterizedTest
    @EnumSource(Solver.class)
    void neverRaisesTheRemainingLossAndLeavesTheOldModelAlone(Solver solver) {
        var hash = MODEL.sha256();
        for (var forget : RandomRequests.ofEveryKind(GRAPH, 2)) {
            var result = run(with(solver), forget, COMPUTE);

            var after = GRAPH.without(forget);
            assertThat(result.model().isFinite()).isTrue();
            if (result.strategy().equals("gif")) {
                assertThat(Scores.trainingLoss(result.model(), after, COMPUTE))
                        .isLessThanOrEqualTo(Scores.trainingLoss(MODEL, after, COMPUTE));
            }
        }
        assertThat(MODEL.sha256()).isEqualTo(hash);
    }

    @Test
    void deletingNothingChangesNothing() {
        var result = run(Gif.usual(), ForgetSet.nothing(), COMPUTE);

        assertThat(result.model()).isSameAs(MODEL);
        assertThat(result.effect().parameterShift()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aDeletionOutOfReachMovesNoBitEvenOfAModelThatIsNotTheTrainedOne(Architecture architecture) {
        var graph = GradientChangeTest.twoComponents(3);
        var config = TrainingConfig.defaults(architecture).withEpochs(4);
        var model = Trainer.fit(graph, config, COMPUTE);
        int n = graph.nodeCount();
        for (var solver : Solver.values()) {
            for (var forget : List.of(
                    ForgetSet.ofNodes(graph.key(n - 3)),
                    ForgetSet.ofEdge(graph.key(n - 3), graph.key(n - 2)),
                    ForgetSet.ofFeatures(graph.key(n - 1)))) {
                var result = with(solver).unlearn(UnlearningRequest.of(model, graph, forget, config, false), COMPUTE);

                assertThat(result.model().sha256()).isEqualTo(model.sha256());
                assertThat(result.effect().parameterShift()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Solver.class)
    void repeatsToTheBitAtAnyThreadCount(Solver solver) {
        var hash = run(with(solver), FORGET, COMPUTE).model().sha256();
        for (int threads : new int[] {1, 2, 3}) {
            try (var compute = Compute.withThreads(threads)) {
                assertThat(run(with(solver), FORGET, compute).model().sha256()).isEqualTo(hash);
            }
        }
    }

    @Test
    void dropsWhatItDoesNotBringUpToDateAndCountsItsDrift() {
        var values = MODEL.parameters().stream().map(p -> p.host().clone()).toList();
        var carrying = MODEL.with(MODEL.sidecar().withCheckpoints(List.of(new Checkpoint(5, values, values, values))));

        var result = Gif.usual().unlearn(UnlearningRequest.of(carrying, GRAPH, FORGET, CONFIG, true), COMPUTE);

        assertThat(result.strategy()).isEqualTo("gif");
        assertThat(result.guarantee()).isEqualTo(Guarantee.APPROXIMATE);
        assertThat(result.model().sidecar().checkpoints()).isEmpty();
        assertThat(result.model().sidecar().drift().requests()).isEqualTo(1);
        assertThat(result.effect().parameterShift())
                .isEqualTo(ParameterVector.distance(MODEL, result.model()))
                .isPositive();
    }

    @Test
    void aScaleThatWouldDivergeIsRaisedWithAWarning() {
        var small = new Gif(new InfluenceOptions(Solver.NEUMANN, 100, 1, 0, 1e-9));

        var result = run(small, ForgetSet.ofEdge(anEdge()[0], anEdge()[1]), COMPUTE);
        var usual = run(with(Solver.NEUMANN), ForgetSet.ofEdge(anEdge()[0], anEdge()[1]), COMPUTE);

        assertThat(result.model().sha256()).isEqualTo(usual.model().sha256());
        assertThat(result.warnings()).anyMatch(w -> w.startsWith("The series diverges at a `scale` of 1.00e-09"));
    }

    private static long[] anEdge() {
        int row = GRAPH.trainingRows()[8];
        return new long[] {GRAPH.key(GRAPH.adjacency().idx()[GRAPH.adjacency().ptr()[row]]), GRAPH.key(row)};
    }

    @Test
    void plainInfluenceMovesForNodesAndLabelsAndSaysWhatItCannotDo() {
        var node = run(PlainInfluence.usual(), FORGET, COMPUTE);
        var edge = run(PlainInfluence.usual(), ForgetSet.ofEdge(anEdge()[0], anEdge()[1]), COMPUTE);

        assertThat(node.strategy()).isEqualTo("if");
        assertThat(node.effect().parameterShift()).isPositive();
        assertThat(node.warnings())
                .contains("Plain influence ignores what forgotten nodes sent to their neighbours; use `gif`.")
                .noneMatch(warning -> warning.startsWith("An edge"));
        assertThat(edge.effect().parameterShift()).isZero();
        assertThat(edge.model().sha256()).isEqualTo(MODEL.sha256());
        assertThat(edge.warnings())
                .contains("An edge or a feature has no loss term of its own, so plain influence moves nothing for it.");
    }

    @Test
    void aForgottenLabelIsTheSameToBothOnOneGraph() {
        var forget = ForgetSet.ofLabels(GRAPH.key(GRAPH.trainingRows()[5]));
        var gif = run(Gif.usual(), forget, COMPUTE);
        var plain = run(PlainInfluence.usual(), forget, COMPUTE);

        double apart = ParameterVector.distance(gif.model(), plain.model());
        assertThat(apart).isPositive().isLessThan(0.3 * gif.effect().parameterShift());
    }

    @Test
    void aVanishedClassIsRetrained() {
        var lastOfClass = ForgetSet.ofNodes(Arrays.stream(GRAPH.trainingRows())
                .filter(row -> GRAPH.targets()[row] == 2)
                .mapToLong(GRAPH::key)
                .toArray());

        assertThat(run(Gif.usual(), lastOfClass, COMPUTE).strategy()).isEqualTo("retrain");
    }

    @Test
    void whatReachesNothingCostsNothingAndMoreDrawsCostMore() {
        var workload = UnlearningRequest.of(MODEL, GRAPH, FORGET, CONFIG, true)
                .calibrated(new Calibration(2, 10))
                .workload();
        var few = new Gif(new InfluenceOptions(Solver.CG, 20, 1, 0, 0, 1));
        var many = new Gif(new InfluenceOptions(Solver.CG, 20, 1, 0, 0, 8));

        assertThat(few.predictedMillis(workload)).isPositive().isLessThan(many.predictedMillis(workload));
        assertThat(Gif.usual().predictedMillis(new Workload(CONFIG, 100, 0, false, new Calibration(2, 10))))
                .isZero();
    }
}
