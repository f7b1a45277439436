package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.workbench.bench.BenchRun.number;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlearnBenchTest {
    private static final List<String> PROMISED = List.of(
            "graph",
            "architecture",
            "request",
            "strategy",
            "guarantee",
            "f1Mean",
            "f1Std",
            "gapToRetrain",
            "agreement",
            "logitDistance",
            "remainingLoss",
            "membershipAuc",
            "planSeconds",
            "solveSeconds",
            "totalSeconds",
            "peerSeconds");

    @TempDir
    private static Path root;

    private final BenchRun bench = new BenchRun(root);

    @BeforeAll
    static void writeAGraph() {
        BenchRun.writeTiny(root, 600);
    }

    /** The rows of a short run, one JSON object each. */
    private List<String> measured(String file, String... words) throws IOException {
        return bench.rows(file, List.of("unlearn", "--epochs", "20"), words);
    }

    @Test
    void comparesStrategiesWithRetraining() throws Exception {
        var rows = measured(
                "unlearn.json",
                "--architectures",
                "GCN",
                "--requests",
                "node-5%,edge-5%",
                "--seeds",
                "2",
                "--strategies",
                "untouched,unlink,finetune,retrain");
        assertThat(rows).hasSize(8);
        for (var row : rows) {
            assertThat(PROMISED).allSatisfy(key -> assertThat(row).contains("\"" + key + "\": "));
            for (var share : List.of("f1Mean", "f1Std", "agreement", "untouchedAgreement", "retrainSelfAgreement")) {
                assertThat(number(row, share)).as(share).isBetween(0.0, 1.0);
            }
            assertThat(number(row, "remainingLoss")).isPositive();
            assertThat(number(row, "seeds")).isEqualTo(2);
        }
        var untouched = rows.get(0);
        assertThat(untouched)
                .contains("\"strategy\": \"untouched\", \"guarantee\": \"NONE\"", "\"totalSeconds\": null");
        assertThat(number(untouched, "agreement")).isEqualTo(number(untouched, "untouchedAgreement"));
        assertThat(rows.get(1)).contains("\"unlink\", \"guarantee\": \"OUTPUT_ONLY\"");
        assertThat(number(rows.get(1), "parameterDistance")).isEqualTo(number(untouched, "parameterDistance"));
        assertThat(rows.get(2)).contains("\"finetune\", \"guarantee\": \"APPROXIMATE\"");
        assertThat(number(rows.get(2), "parameterShift")).isPositive();
        assertThat(number(rows.get(2), "predictedSeconds")).isPositive();
        var retrained = rows.get(3);
        assertThat(retrained).contains("\"retrain\", \"guarantee\": \"EXACT\"");
        for (var nothing : List.of("gapToRetrain", "logitDistance", "parameterDistance")) {
            assertThat(number(retrained, nothing)).as(nothing).isZero();
        }
        assertThat(number(retrained, "agreement")).isEqualTo(1);
        assertThat(number(retrained, "speedup")).isEqualTo(1);
        assertThat(number(retrained, "membershipAuc")).isEqualTo(number(retrained, "retrainMembershipAuc"));
        assertThat(bench.out())
                .containsPattern("predictedSeconds within a factor of 2 of totalSeconds: \\d of 4 rows \\(finetune");
    }

    @Test
    void knowsNoSpreadOfOneSeedAndNoAttackOnFew() throws Exception {
        var rows = measured(
                "unlearn.json",
                "--architectures",
                "sgc",
                "--requests",
                "node-1",
                "--seeds",
                "1",
                "--strategies",
                "retrain",
                "--split",
                "split");
        assertThat(rows)
                .singleElement()
                .asString()
                .contains("\"f1Std\": null", "\"membershipAuc\": null", "\"members\": 1.0", "\"split\": \"split\"");
    }

    @Test
    void bringsBackAllByRetrainingWithoutTheWrongEdges() throws Exception {
        var rows = measured(
                "unlearn-adversarial.json",
                "--adversarial",
                "--architectures",
                "GCN",
                "--seeds",
                "2",
                "--strategies",
                "untouched,unlink,retrain");
        assertThat(rows).hasSize(6);
        for (var row : rows) {
            assertThat(row)
                    .contains("\"graph\": \"tiny\", \"architecture\": \"GCN\", \"added\": ")
                    .contains("\"recovered\": ");
        }
        assertThat(rows.subList(0, 3))
                .allSatisfy(row -> assertThat(number(row, "added")).isEqualTo(0.1));
        var worst = rows.subList(3, 6);
        assertThat(worst).allSatisfy(row -> {
            assertThat(number(row, "added")).isEqualTo(0.5);
            assertThat(number(row, "f1Poisoned")).isLessThan(number(row, "f1Clean"));
        });
        assertThat(number(worst.get(0), "recovered")).isZero();
        assertThat(number(worst.get(2), "recovered")).isEqualTo(1);
        assertThat(number(worst.get(2), "agreement")).isEqualTo(1);
    }

    @Test
    void endsWhereTheBatchEndsWhenEveryStepIsExact() throws Exception {
        var rows = measured(
                "unlearn-sequence.json",
                "--sequence",
                "--architectures",
                "SGC",
                "--seeds",
                "1",
                "--strategies",
                "untouched,unlink,retrain");
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).contains("\"unlink\", \"mode\": \"batch\"");
        assertThat(rows.get(3)).contains("\"retrain\", \"mode\": \"sequence\"");
        for (var row : rows.subList(2, 4)) {
            assertThat(number(row, "agreement")).isEqualTo(1);
            assertThat(number(row, "parameterDistance")).isZero();
            assertThat(number(row, "batchDistance")).isZero();
            assertThat(number(row, "drift")).isZero();
        }
    }

    @Test
    void asksTwentyTimesForOthers() {
        var graph = SmallGraphs.keyed(2);
        var requests = SequenceBenchmark.requests(graph, 1);
        assertThat(requests).hasSize(20);
        var keys = requests.stream()
                .flatMapToLong(forget -> Arrays.stream(forget.nodes()))
                .toArray();
        assertThat(keys).hasSize(20).doesNotHaveDuplicates();
        assertThat(graph.trainingRows())
                .contains(Arrays.stream(keys).mapToInt(graph::row).toArray());
        assertThat(SequenceBenchmark.together(requests).nodes()).hasSize(20);
        assertThat(graph.without(SequenceBenchmark.together(requests)).classes())
                .isEqualTo(graph.classes());
    }

    @Test
    void needsEnoughNodesToAskTwentyTimes() {
        var graph = SmallGraphs.keyed(2);
        var few = graph.without(ForgetSet.ofLabels(Arrays.stream(graph.trainingRows())
                .skip(20)
                .mapToLong(graph::key)
                .toArray()));
        assertThatThrownBy(() -> SequenceBenchmark.requests(few, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Of 20 training nodes, 20 requests cannot take 1 each and leave one of every class.");
    }

    @Test
    void knowsHowMuchOfALossIsMadeGood() {
        assertThat(AdversarialBenchmark.recovered(0.75, 0.5, 0.625)).isEqualTo(0.5);
        assertThat(AdversarialBenchmark.recovered(0.75, 0.5, 0.25)).isEqualTo(-1);
        assertThat(AdversarialBenchmark.recovered(0.5, 0.5, 0.7)).isNull();
    }

    @Test
    void measuresEveryStrategyThatFitsByDefault() {
        var plan = plan("--graphs", "tiny");
        assertThat(plan.split()).isEqualTo("split_random");
        assertThat(plan.learners())
                .extracting(Learner::name)
                .containsExactly("GCN", "GAT", "SGC", "SGC/ridge", "SIGN/ridge", "SGC/logistic");
        assertThat(plan.learners())
                .extracting(learner -> learner.config().epochs())
                .containsOnly(200);
        assertThat(plan.demands()).containsExactly(Demand.values());
        assertThat(plan.contenders()).extracting(Contender::name).containsExactlyElementsOf(Contender.USUAL);
        assertThat(plan.seeds(SmallGraphs.citations(1))).containsExactly(1, 2, 3, 4, 5);
        assertThat(plan.python()).isEmpty();
    }

    @Test
    void isQuickWhenAsked() {
        var plan = plan("--graphs", "tiny", "--quick");
        assertThat(plan.seeds(SmallGraphs.citations(1))).containsExactly(1, 2);
        assertThat(plan.demands()).containsExactly(Demand.NODE, Demand.NODES_5_PERCENT, Demand.EDGES_5_PERCENT);
    }

    @Test
    void leavesOutWhatDoesNotFit() {
        var plan = plan("--graphs", "tiny", "--strategies", "untouched,finetune,retrain");
        assertThat(plan.contenders(Learner.named("SGC/ridge")))
                .extracting(Contender::name)
                .containsExactly("untouched", "retrain");
        assertThat(plan.contenders(Learner.named("gat"))).hasSize(3);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertRefused("`--split` takes split_random and split, not `half`.", "--split", "half");
        assertRefused("There is no graph `cora` with features. Known: tiny.");
        assertThatThrownBy(() -> plan("--architectures", "GCN/ridge"))
                .hasMessageStartingWith("`--architectures` takes GCN, GAT, SGC, SGC/ridge, SGC/logistic, SIGN, ")
                .hasMessageEndingWith(", not `GCN/ridge`.");
        assertThatThrownBy(() -> plan("--strategies", "gift"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("`--strategies` takes untouched, gif-neumann, linear-session, retrain, ")
                .hasMessageEndingWith(", not `gift`.");
        assertRefusedMode("`--peer` does not go with `--adversarial`.", "--adversarial", "--peer");
        assertRefusedMode("`--requests` does not go with `--sequence`.", "--sequence", "--requests", "node-1");
        assertRefusedMode("`--sequence` does not go with `--adversarial`.", "--sequence", "--adversarial");
    }

    private static void assertRefused(String sentence, String... words) {
        assertThatThrownBy(() -> plan(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private static void assertRefusedMode(String sentence, String... words) {
        var arguments = Arguments.parse(List.of(words), UnlearnPlan.OPTIONS);
        assertThatThrownBy(() -> new UnlearnBenchmark().mode(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private static UnlearnPlan plan(String... words) {
        var arguments = Arguments.parse(List.of(words), UnlearnPlan.OPTIONS);
        return UnlearnPlan.of(arguments, new GraphFolders(root.resolve("data")), Contender.USUAL);
    }
}
