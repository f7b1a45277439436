package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelCodec;
import org.graphunlearning.gnn.sidecar.Checkpoint;
import org.graphunlearning.gnn.sidecar.Sidecar;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GnnDeleteTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final Graph GRAPH = TestGraphs.of(CitationLike.generate(
            CitationLike.Settings.likeCora(6).withNodes(700).withAverageDegree(2)));
    private static final Map<Architecture, Gnn> TRAINED = new LinkedHashMap<>();

    @AfterAll
    static void stop() {
        COMPUTE.close();
    }

    private static TrainingConfig config(Architecture architecture) {
        var usual = TrainingConfig.defaults(architecture).withEpochs(40);
        return usual.withModel(usual.model().withHiddenChannels(8).withHeads(2));
    }

    private static Gnn model(Architecture architecture) {
        return TRAINED.computeIfAbsent(architecture, one -> Trainer.fit(GRAPH, config(one), COMPUTE));
    }

    private static UnlearningRequest request(Architecture architecture, ForgetSet forget) {
        return UnlearningRequest.of(model(architecture), GRAPH, forget, config(architecture), false);
    }

    private static UnlearningResult run(UnlearningRequest request) {
        return GnnDelete.usual().unlearn(request, COMPUTE);
    }

    private static UnlearningResult then(UnlearningRequest request, UnlearningResult result, ForgetSet forget) {
        return run(UnlearningRequest.of(result.model(), request.after(), forget, request.training(), false));
    }

    /** Deletions around a node far from any training node: nothing there can raise the remaining loss. */
    private static List<Long> farKeys(Graph graph) {
        var near = new BitSet();
        Arrays.stream(graph.trainingRows()).forEach(near::set);
        var far = new BitSet();
        far.set(0, graph.nodeCount());
        far.andNot(org.graphunlearning.gnn.graph.AffectedNodes.within(graph.adjacency(), near, 3));
        return far.stream()
                .filter(row -> graph.adjacency().degree(row) > 0)
                .mapToObj(graph::key)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void farFromTrainingNodesTheyActAndParametersStay(Architecture architecture) {
        var request = request(architecture, ForgetSet.ofNodes(farKeys(GRAPH).get(0)));

        var result = run(request);

        assertThat(result.strategy()).isEqualTo("gnndelete");
        assertThat(result.guarantee()).isEqualTo(Guarantee.OUTPUT_ONLY);
        assertThat(result.effect().bounds().get("operatorShare")).isPositive();
        assertThat(result.effect().parameterShift()).isZero();
        assertThat(result.warnings()).first().asString().contains("still carry what they learned");
        assertThat(result.model().with(Sidecar.empty()).sha256())
                .isEqualTo(request.model().sha256());
        assertThat(result.model().sha256()).isNotEqualTo(request.model().sha256());
        assertThat(result.model().logits(request.after(), COMPUTE))
                .isNotEqualTo(request.model().logits(request.after(), COMPUTE));
    }

    /** No result raises the remaining loss above that of the unlinked parameters; where it would, less of it is done, or none. */
    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theRemainingLossDecidesHowMuchIsDone(Architecture architecture) {
        int acted = 0;
        int leftOut = 0;
        for (long seed = 0; seed < 30; seed++) {
            var forget = Kind.values()[(int) (seed % 5)].draw(GRAPH, seed);
            var request = request(architecture, forget);

            var result = run(request);

            assertThat(Scores.trainingLoss(result.model(), request.after(), COMPUTE))
                    .isLessThanOrEqualTo(Scores.trainingLoss(request.model(), request.after(), COMPUTE));
            assertThat(result.model().isFinite()).isTrue();
            var operators = result.model().sidecar().operators();
            if (operators != null && operators.act()) {
                assertThat(result.strategy()).isEqualTo("gnndelete");
                acted++;
            } else if (operators != null) {
                assertThat(result.strategy()).isEqualTo("unlink");
                assertThat(result.warnings()).anyMatch(said -> said.contains("as the strategy `unlink` does"));
                assertThat(result.model().logits(request.after(), COMPUTE))
                        .isEqualTo(request.model().logits(request.after(), COMPUTE));
                leftOut++;
            }
        }
        assertThat(acted).isPositive();
        assertThat(leftOut).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void requestsInAnyOrderOrAtOnceEndInTheSameBits(Architecture architecture) {
        var far = farKeys(GRAPH);
        for (long seed = 0; seed < 6; seed++) {
            var a = ForgetSet.ofNodes(far.get((int) seed)).and(ForgetSet.ofFeatures(Kind.anyKey(GRAPH, seed), 0, 1));
            var b = Kind.values()[(int) seed].draw(GRAPH, seed + 40);
            if (Arrays.stream(b.nodes()).anyMatch(key -> touches(a, key))) {
                continue;
            }
            var both = run(request(architecture, a.and(b)));
            var first = request(architecture, a);
            var second = request(architecture, b);

            assertThat(then(first, run(first), b).model().sha256())
                    .isEqualTo(both.model().sha256());
            assertThat(then(second, run(second), a).model().sha256())
                    .isEqualTo(both.model().sha256());
        }
    }

    private static boolean touches(ForgetSet forget, long key) {
        return forget.features().stream().anyMatch(cells -> cells.node() == key)
                || Arrays.stream(forget.nodes()).anyMatch(node -> node == key);
    }

    @Test
    void anEndThatIsDeletedLaterLeavesNoKeyBehind() {
        long u = farKeys(GRAPH).get(0);
        int row = GRAPH.row(u);
        long v = GRAPH.key(GRAPH.adjacency().idx()[GRAPH.adjacency().ptr()[row]]);
        var edge = request(Architecture.GCN, ForgetSet.ofEdge(u, v));
        var first = run(edge);
        assertThat(first.model().sidecar().operators()).isNotNull();
        assertThat(first.model().sidecar().operators().endpoints()).contains(u, v);

        var second = then(edge, first, ForgetSet.ofNodes(u));

        assertThat(second.model().sha256())
                .isEqualTo(run(request(Architecture.GCN, ForgetSet.ofEdge(u, v).and(ForgetSet.ofNodes(u))))
                        .model()
                        .sha256());
        assertThat(second.model().sidecar().operators().endpoints()).doesNotContain(u);
        assertThat(second.model().sidecar().operators().layers())
                .allSatisfy(layer -> assertThat(layer.nodes()).doesNotContain(u));
    }

    @Test
    void unlinkKeepsThemWithoutTheNodesThatAreGone() {
        var far = farKeys(GRAPH);
        var first = request(Architecture.GCN, ForgetSet.ofNodes(far.get(0)));
        var operated = run(first);
        long gone = operated.model().sidecar().operators().layers().get(1).nodes()[0];
        var next =
                UnlearningRequest.of(operated.model(), first.after(), ForgetSet.ofNodes(gone), first.training(), false);

        var unlinked = new Unlink().unlearn(next, COMPUTE);

        var operators = unlinked.model().sidecar().operators();
        assertThat(operators).isNotNull();
        assertThat(operators.act()).isTrue();
        assertThat(operators.layers())
                .allSatisfy(layer -> assertThat(layer.nodes()).doesNotContain(gone));
        var third = UnlearningRequest.of(
                unlinked.model(), next.after(), ForgetSet.ofNodes(far.get(far.size() - 1)), first.training(), false);
        assertThat(run(third).model().isFinite()).isTrue();
    }

    @Test
    void unlinkDropsWhatStillCountsTheDeletedParts() {
        var plain = model(Architecture.GCN);
        var values = plain.parameters().stream().map(p -> p.host().clone()).toList();
        var kept = new Checkpoint(1, values, values, values);
        var model = plain.with(Sidecar.empty().withCheckpoints(List.of(kept)));
        var request =
                UnlearningRequest.of(model, GRAPH, ForgetSet.ofNodes(GRAPH.key(3)), config(Architecture.GCN), true);

        assertThat(new Unlink().unlearn(request, COMPUTE).model().sidecar()).isEqualTo(Sidecar.empty());
    }

    @Test
    void strategiesThatMoveParametersRefuseAModelWithOperators() {
        var request = request(Architecture.GCN, ForgetSet.ofNodes(farKeys(GRAPH).get(0)));
        var result = run(request);
        var next = UnlearningRequest.of(
                result.model(), request.after(), Kind.NODE.draw(request.after(), 3), request.training(), false);

        for (var mover : List.of(new FineTune(FineTune.Options.of(2, 0.01)))) {
            assertThatThrownBy(() -> mover.unlearn(next, COMPUTE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Strategy `" + mover.name() + "` moves parameters, and the deletion operators of this"
                            + " model were solved for the present ones; use `gnndelete`, `unlink` or `retrain`.");
        }
        assertThat(new Retrain().unlearn(next, COMPUTE).model().sidecar().operators())
                .isNull();
        assertThat(new Auto(1).unlearn(next, COMPUTE).strategy()).isEqualTo("retrain");
    }

    @Test
    void aLabelAloneIsNoCaseForAnOperator() {
        var request = request(Architecture.GAT, Kind.LABEL.draw(GRAPH, 1));

        var result = run(request);

        assertThat(result.model().sha256()).isEqualTo(request.model().sha256());
        assertThat(result.guarantee()).isEqualTo(Guarantee.OUTPUT_ONLY);
        assertThat(result.warnings()).anyMatch(said -> said.startsWith("A label is no input"));
    }

    @Test
    void nothingToForgetLeavesOperatorsAsTheyAre() {
        var request = request(Architecture.GCN, ForgetSet.ofNodes(farKeys(GRAPH).get(0)));
        var result = run(request);

        var again = then(request, result, ForgetSet.nothing());

        assertThat(again.model()).isSameAs(result.model());
        assertThat(again.guarantee()).isEqualTo(Guarantee.OUTPUT_ONLY);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void someRowsAndAStoredModelAnswerAsEverywhere(Architecture architecture) {
        var request = request(architecture, ForgetSet.ofNodes(farKeys(GRAPH).get(0)));
        var after = request.after();
        var model = run(request).model();
        int width = model.classes().size();
        var all = model.probabilities(after, COMPUTE);
        var operators = model.sidecar().operators();
        assertThat(operators).isNotNull();
        int[] rows = Arrays.stream(
                        operators.layers().get(operators.layers().size() - 1).nodes())
                .mapToInt(after::row)
                .toArray();

        var some = model.probabilities(after, rows, COMPUTE);

        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < width; c++) {
                assertThat(some[i * width + c]).isEqualTo(all[rows[i] * width + c]);
            }
        }
        assertThat(ModelCodec.decode(ModelCodec.encode(model)).probabilities(after, COMPUTE))
                .isEqualTo(all);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void anyNumberOfThreadsGivesTheSameBits(Architecture architecture) {
        var request = request(architecture, Kind.MIXED.draw(GRAPH, 8));
        var expected = run(request).model().sha256();
        for (int threads : new int[] {1, 3}) {
            try (var compute = Compute.withThreads(threads)) {
                assertThat(GnnDelete.usual().unlearn(request, compute).model().sha256())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void manyNodesAtOnceAreNoLongerLocalAndItSaysSo() {
        var far = farKeys(GRAPH).stream().mapToLong(Long::longValue).limit(1).toArray();
        var small = TestGraphs.random(12, 14, false, 3);
        var config = config(Architecture.GCN);
        var model = Trainer.fit(small, config, COMPUTE);
        int warned = 0;
        for (int row = 0; row < 12; row++) {
            var result = run(UnlearningRequest.of(model, small, ForgetSet.ofNodes(small.key(row)), config, false));
            double region = result.effect().bounds().getOrDefault("operatorNodes", 0.0);
            boolean acts = result.strategy().equals("gnndelete") && region > 0;
            boolean says = result.warnings().stream().anyMatch(said -> said.contains("no longer local"));
            assertThat(says).isEqualTo(acts && region > 0.3 * 11);
            warned += says ? 1 : 0;
        }
        assertThat(warned).isPositive();
        assertThat(run(request(Architecture.GCN, ForgetSet.ofNodes(far))).warnings())
                .noneMatch(said -> said.contains("no longer local"));
    }

    @Test
    void aVanishedClassIsRetrained() {
        var lastOfClass = ForgetSet.ofNodes(Arrays.stream(GRAPH.trainingRows())
                .filter(row -> GRAPH.targets()[row] == 1)
                .mapToLong(GRAPH::key)
                .toArray());

        assertThat(run(request(Architecture.SGC, lastOfClass)).strategy()).isEqualTo("retrain");
    }

    @Test
    void optionsOutOfRangeAndLayersTooWideAreRefused() {
        assertThatThrownBy(() -> new GnnDelete(1.5, 1e-3)).hasMessage("`alpha` must lie in [0, 1], not 1.5.");
        assertThatThrownBy(() -> new GnnDelete(0.5, 0)).hasMessage("`ridge` must lie in [1e-6, 1000], not 0.0.");
        var usual = TrainingConfig.defaults(Architecture.GAT);
        var wide = usual.withModel(usual.model().withHeads(64).withHiddenChannels(64));
        assertThatThrownBy(() -> GnnDelete.usual().requireFits(wide))
                .hasMessage("Strategy `gnndelete` needs layers of at most 2048 outputs, and this model has 4096; use"
                        + " `gif`, `finetune` or `retrain`.");
        GnnDelete.usual()
                .requireFits(config(Architecture.SGC)
                        .withModel(config(Architecture.SGC).model().withHiddenChannels(4096)));
    }
}
