package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.testgraphs.GraphWriter;
import org.graphunlearning.testgraphs.KarateClub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
    @TempDir
    private Path root;

    private BenchRun bench = new BenchRun(Path.of("."));

    @BeforeEach
    void writeAGraph() {
        bench = new BenchRun(root);
        GraphWriter.write(KarateClub.communities(), root.resolve("data/karate"));
    }

    private int bench(String... words) {
        return bench.run(List.of(words));
    }

    private String data() {
        return root.resolve("data").toString();
    }

    @Test
    void measuresTheKarateClubWithoutAPeer() {
        assertThat(bench("train", "--data", data(), "--threads", "1", "--rounds", "2", "--seconds", "1"))
                .isZero();
        assertThat(bench.out()).startsWith("graph").contains("karate", "2 rows in");
        assertThat(root.resolve("target/bench/train.json"))
                .content()
                .contains("{\"graph\": \"karate\", \"architecture\": \"GCN\", \"threads\": 1, \"trainMillis\": ")
                .contains("\"peerDenseMillis\": null, \"peerSparseMillis\": null, \"ratioDense\": null")
                .contains("\"architecture\": \"GAT\"")
                .contains("\"rounds\": 2, \"rows\": 34");
        assertThat(bench.err()).isEmpty();
    }

    @Test
    void helps() {
        assertThat(bench("--help")).isZero();
        assertThat(bench("train", "--data", data(), "--help")).isZero();
        assertThat(bench.out()).contains("--peer", "trainEverywhereMillis");
        assertThat(bench("unlearn", "--data", data(), "--sequence", "--help")).isZero();
        assertThat(bench.out()).contains("./bench unlearn: 20 requests", "batchAgreement");
    }

    @Test
    void explainsEveryColumn() throws Exception {
        var readme = Files.readString(Path.of("README.md"));
        var all = new ArrayList<>(Bench.KNOWN);
        all.addAll(List.of(
                new AdversarialBenchmark(),
                new SequenceBenchmark(),
                new VerifyPaperBenchmark(),
                new VerifyLiraBenchmark(),
                new VerifySpeedBenchmark()));
        for (var benchmark : all) {
            for (var column : benchmark.columns()) {
                assertThat(readme).containsPattern("\\b" + column.key() + "\\b");
            }
        }
    }

    @Test
    void namesTheBenchmarksThatExist() {
        assertRefused("Unknown benchmark `tran`. Known: train, partition, unlearn, verify.", "tran");
        assertRefused("Which benchmark? Known: train, partition, unlearn, verify.");
    }

    @Test
    void missesTheData() {
        var nowhere = root.resolve("nowhere").toString();
        assertRefused(
                "There is no folder `" + nowhere + "`. Name one with `--data DIR`: it holds one folder per graph,"
                        + " as `./demo --graph` reads them.",
                "train",
                "--data",
                nowhere);
    }

    @Test
    void missesAGraph() {
        assertRefused(
                "There is no graph `cora` with features. Known: karate.",
                "train",
                "--data",
                data(),
                "--graphs",
                "cora");
    }

    @Test
    void missesPyTorch() {
        assertRefused(
                "`--peer` needs Python with PyTorch: `apt-get install python3-torch libopenblas0-pthread`,"
                        + " or name another Python with `--python`.",
                "train",
                "--data",
                data(),
                "--peer",
                "--python",
                "no-such-python");
    }

    private void assertRefused(String sentence, String... words) {
        assertThat(bench(words)).isEqualTo(2);
        assertThat(bench.err().strip()).isEqualTo(sentence);
    }
}
