package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.workbench.bench.BenchRun.number;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.graph.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: controls of which it is known beforehand whether they forgot. */
class VerifyBenchTest {
    private static final List<String> CONTROLS =
            List.of("no-op", "quarter", "half", "three-quarters", "fine-tune", "gradient-ascent", "retrain");

    @TempDir
    private static Path root;

    private final BenchRun bench = new BenchRun(root);

    @BeforeAll
    static void writeAGraph() {
        BenchRun.writeTiny(root, 800);
    }

    /** The rows of a short run, one JSON object each. */
    private List<String> measured(String file, String... words) throws IOException {
        return bench.rows(file, List.of("verify", "--epochs", "20"), words);
    }

    private static String row(List<String> rows, String word) {
        return rows.stream()
                .filter(row -> row.contains("\"" + word + "\""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void neverCallsTheUntouchedModelForgottenAndAlwaysTheRetrainedOne() throws Exception {
        var rows = measured("verify.json", "--architectures", "GCN", "--kinds", "node", "--items", "6");
        assertThat(rows).hasSameSizeAs(CONTROLS);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i))
                    .startsWith("{\"graph\": \"tiny\", \"architecture\": \"GCN\", \"kind\": \"node\", \"candidate\": \""
                            + CONTROLS.get(i) + "\", \"batch\": \"1\", \"items\": 6, \"verdictCounts\": \"")
                    .contains("\"calibratedBalancedAccuracy\": ");
            assertThat(number(rows.get(i), "balancedAccuracy")).isGreaterThan(0.5);
            assertThat(number(rows.get(i), "signal")).isPositive();
        }
        var untouched = row(rows, "no-op");
        assertThat(number(untouched, "forgotten")).isZero();
        assertThat(number(untouched, "progress")).isZero();
        assertThat(number(untouched, "residual")).isEqualTo(1);
        assertThat(number(untouched, "membershipResidual")).isEqualTo(1);
        var retrained = row(rows, "retrain");
        assertThat(number(retrained, "rightShare")).isEqualTo(1);
        assertThat(number(retrained, "progress")).isEqualTo(1);
        assertThat(number(retrained, "residual")).isZero();
        assertThat(number(retrained, "forgotten")).isPositive();
        assertThat(bench.out())
                .containsPattern("no-op FORGOTTEN: 0 of 6\\R"
                        + "retrain FORGOTTEN: ([1-6]) of \\1 \\(of those with influence\\)\\R7 rows in");
    }

    @Test
    void judgesBatchesOfEdgesAndFeatureValuesToo() throws Exception {
        var rows = measured(
                "verify.json", "--architectures", "SGC", "--kinds", "edge,feature", "--items", "2", "--batch", "5%");
        assertThat(rows).hasSize(2 * CONTROLS.size());
        assertThat(rows.subList(0, 7)).allSatisfy(row -> assertThat(row).contains("\"kind\": \"edge\"", "\"5%\""));
        assertThat(rows.subList(7, 14)).allSatisfy(row -> assertThat(row).contains("\"kind\": \"feature\"", "\"5%\""));
        for (var kind : List.of(rows.subList(0, 7), rows.subList(7, 14))) {
            assertThat(number(row(kind, "no-op"), "forgotten")).isZero();
            assertThat(number(row(kind, "retrain"), "forgotten")).isEqualTo(2);
            assertThat(number(row(kind, "retrain"), "negligibleShare")).isZero();
        }
    }

    @Test
    void hasNothingToCalibrateWithOneDeletion() throws Exception {
        var rows = measured(
                "verify.json",
                "--architectures",
                "SGC/ridge",
                "--kinds",
                "feature",
                "--items",
                "1",
                "--split",
                "split");
        assertThat(rows).hasSize(5);
        assertThat(rows).allSatisfy(row -> assertThat(row)
                .contains("\"calibratedVerdictCounts\": null", "\"residualCut\": null", "\"epochs\": null"));
    }

    @Test
    void showsThatThePublishedColumnsPraiseWhoDoesNothing() throws Exception {
        var rows = measured("verify-paper.json", "--paper", "--architectures", "GCN,SGC/ridge");
        assertThat(rows).hasSize(6 + 3);
        assertThat(rows.get(0)).contains("\"strategy\": \"untouched\"", "\"verdict\": \"1 NOT_FORGOTTEN\"");
        assertThat(rows.get(1)).contains("\"strategy\": \"retrain\"", "\"verdict\": \"1 FORGOTTEN\"");
        assertThat(rows.get(5)).contains("\"strategy\": \"shard\"").containsPattern("\"\\d+ FORGOTTEN\"");
        assertThat(rows.get(8)).contains("\"SGC/ridge\", \"strategy\": \"linear\"", "\"verdict\": \"1 FORGOTTEN\"");
        for (var row : rows) {
            for (var column : List.of("ResidualDrop", "HeatmapShift", "ScoreDeviation", "EditDistance")) {
                assertThat(number(row, "paper" + column + "Untouched"))
                        .as(column)
                        .isPositive();
            }
            assertThat(number(row, "miaAucRef")).isBetween(0.0, 1.0);
        }
        var untouched = rows.get(0);
        var retrained = rows.get(1);
        assertThat(number(untouched, "paperResidualDrop")).isEqualTo(number(untouched, "paperResidualDropUntouched"));
        assertThat(number(retrained, "paperResidualDrop")).isEqualTo(number(untouched, "paperResidualDrop"));
        assertThat(number(untouched, "miaAuc")).isEqualTo(number(untouched, "miaAucNoop"));
        assertThat(number(retrained, "miaAuc")).isEqualTo(number(retrained, "miaAucRef"));
        assertThat(number(retrained, "heatmapShiftToRef")).isZero();
        assertThat(number(untouched, "raExcess")).isEqualTo(1);
        assertThat(number(retrained, "raExcess")).isZero();
        assertThat(bench.out()).contains("no-op FORGOTTEN: 0 of 2", "FORGOTTEN: 2 of 2 (of");
    }

    /** Oracle: the share of training nodes in the graph, 80 %. */
    @Test
    void forgetsFivePercentOfAllNodesWhateverTheirRole() {
        var graph = SmallGraphs.keyed(2);
        int trained = 0;
        for (long seed = 1; seed <= 50; seed++) {
            var forget = VerifyPaperTrial.draw(graph, seed);
            assertThat(forget.nodes()).hasSize(12);
            trained += (int) Arrays.stream(forget.nodes())
                    .filter(key -> graph.split().role(graph.row(key)) == Role.TRAIN)
                    .count();
        }
        assertThat(trained / 600.0).isBetween(0.75, 0.85);
    }

    @Test
    void attacksByLikelihoodRatioBesideTheRetrainedModel() throws Exception {
        var rows = measured("verify-lira.json", "--lira", "--architectures", "SGC", "--seeds", "1");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).contains("\"candidate\": \"untouched\"", "\"shadows\": 16");
        assertThat(rows.get(1)).contains("\"candidate\": \"gif\"", "\"liraSeconds\": null");
        assertThat(rows.get(2)).contains("\"candidate\": \"retrain\"");
        for (var row : rows) {
            assertThat(number(row, "liraAuc")).isBetween(number(row, "liraAucLow"), number(row, "liraAucHigh"));
            assertThat(number(row, "members")).isEqualTo(32);
            assertThat(number(row, "liraAucRef")).isEqualTo(number(rows.get(2), "liraAuc"));
        }
        assertThat(number(rows.get(2), "liraToRef")).isZero();
        assertThat(number(rows.get(0), "liraSeconds")).isPositive();
    }

    @Test
    void measuresMillisecondsBesideTheirBudget() throws Exception {
        var rows = measured("verify-speed.json", "--speed", "--architectures", "GCN", "--quick");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(2)).contains("\"work\": \"recheck\"", "\"budgetMillis\": 1000.0", "\"size\": 501");
        assertThat(rows.get(0)).contains("\"work\": \"explain\"", "\"budgetMillis\": 100.0", "\"size\": 64");
        assertThat(rows.get(1)).contains("\"work\": \"verdict\"", "\"budgetMillis\": null", "\"repetitions\": 3");
        for (var row : rows) {
            assertThat(number(row, "millis")).isBetween(number(row, "millisMin"), number(row, "millisMax"));
        }
        assertThat(number(rows.get(0), "budgetRatio")).isPositive();
    }

    @Test
    void measuresEveryKindOnGcnAndGatByDefault() {
        var plan = plan("--graphs", "tiny");
        assertThat(plan.split()).isEqualTo("split_random");
        assertThat(plan.learners()).extracting(Learner::name).containsExactly("GCN", "GAT");
        assertThat(plan.learners())
                .extracting(learner -> learner.config().checkpoints())
                .containsOnly(0);
        assertThat(plan.kinds()).containsExactly(VerifyKind.values());
        assertThat(plan.items()).isEqualTo(30);
        assertThat(plan.batch()).isEqualTo("1");
        assertThat(plan.seeds()).isEqualTo(1);
    }

    @Test
    void isQuickWhenAsked() {
        assertThat(plan("--graphs", "tiny", "--quick").items()).isEqualTo(6);
        assertThat(VerifyPlan.usualGraphs(arguments("--quick"))).containsExactly("cora");
        assertThat(VerifyPlan.usualGraphs(arguments())).containsExactly("cora", "citeseer", "coauthor-cs");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertRefused("`--split` takes split_random and split, not `half`.", "--split", "half");
        assertRefused("`--kinds` takes node, edge, feature, not `label`.", "--kinds", "node,label");
        assertRefused("`--batch` takes a share such as `5%`, from 1% to 99%, not `5`.", "--batch", "5");
        assertRefused("`--batch` takes a share such as `5%`, from 1% to 99%, not `0%`.", "--batch", "0%");
        assertRefused("`--items` must lie between 1 and 100000, not 0.", "--items", "0");
        assertRefused("There is no graph `cora` with features. Known: tiny.");
    }

    @Test
    void refusesModesThatContradictEachOther() {
        assertRefusedMode("`--lira` does not go with `--paper`.", "--paper", "--lira");
        assertRefusedMode("`--speed` does not go with `--lira`.", "--speed", "--lira");
        assertRefusedMode("`--kinds` does not go with `--paper`.", "--paper", "--kinds", "node");
        assertRefusedMode("`--seeds` does not go with `--speed`.", "--speed", "--seeds", "2");
    }

    private static void assertRefused(String sentence, String... words) {
        assertThatThrownBy(() -> plan(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private static void assertRefusedMode(String sentence, String... words) {
        assertThatThrownBy(() -> new VerifyBenchmark().mode(arguments(words)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private static Arguments arguments(String... words) {
        return Arguments.parse(List.of(words), VerifyPlan.OPTIONS);
    }

    private static VerifyPlan plan(String... words) {
        var arguments = arguments(words);
        var folders = new GraphFolders(root.resolve("data"));
        return VerifyPlan.of(arguments, folders, VerifyBenchmark.LEARNERS, VerifyPlan.usualGraphs(arguments));
    }
}
