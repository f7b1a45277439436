package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.workbench.bench.BenchRun.number;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.partitioning.Partitioners;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.repair.Repair;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionBenchTest {
    private static final List<String> PROMISED = List.of(
            "graph",
            "shards",
            "partitioner",
            "repair",
            "aggregation",
            "partitionSeconds",
            "keptEdges",
            "balance",
            "fairness",
            "f1Mean",
            "f1Std",
            "wholeGraphF1Mean",
            "deleteSeconds",
            "retrainSeconds");

    @TempDir
    private static Path root;

    private final BenchRun bench = new BenchRun(root);

    @BeforeAll
    static void writeAGraph() {
        BenchRun.writeTiny(root, 240);
    }

    /** The rows of a short run, one JSON object each. */
    private List<String> measured(String... words) throws IOException {
        return bench.rows("partition.json", List.of("partition", "--epochs", "3"), words);
    }

    @Test
    void givesOneRowPerAggregation() throws Exception {
        var rows = measured("--shards", "2", "--seeds", "1", "--deletions", "1", "--partitioners", "random");
        assertThat(rows).hasSize(Aggregation.values().length);
        for (int i = 0; i < rows.size(); i++) {
            var aggregation = PartitionRow.word(Aggregation.values()[i]);
            assertThat(rows.get(i))
                    .startsWith("{\"graph\": \"tiny\", \"architecture\": \"GCN\", \"split\": \"split_random\","
                            + " \"shards\": 2, \"partitioner\": \"random\", \"repair\": \"none\", \"aggregation\": \""
                            + aggregation + "\", ");
        }
    }

    @Test
    void keepsEveryPromisedKeyPlausible() throws Exception {
        var rows = measured("--shards", "2", "--seeds", "2", "--deletions", "2", "--partitioners", "hash");
        for (var row : rows) {
            assertThat(PROMISED).allSatisfy(key -> assertThat(row).contains("\"" + key + "\": "));
            for (var share :
                    List.of("keptEdges", "balance", "fairness", "f1Mean", "f1Std", "macroF1Mean", "wholeGraphF1Mean")) {
                assertThat(number(row, share)).as(share).isBetween(0.0, 1.0);
            }
            for (var seconds : List.of("partitionSeconds", "trainSeconds", "deleteSeconds", "retrainSeconds")) {
                assertThat(number(row, seconds)).as(seconds).isPositive();
            }
            assertThat(number(row, "speedup")).isPositive();
            assertThat(number(row, "shardsTouchedMean")).isEqualTo(1);
            assertThat(number(row, "largestShard")).isBetween(120.0, 240.0);
            boolean weighted = row.contains("\"learned\"") || row.contains("\"similarity\"");
            assertThat(number(row, "deletions")).isEqualTo(weighted ? 2 : 4);
            assertThat(number(row, "retrainings")).isEqualTo(2);
        }
    }

    @Test
    void knowsNoSpreadOfOneSeed() throws Exception {
        var rows = measured("--shards", "2", "--seeds", "1", "--deletions", "1", "--partitioners", "hash");
        assertThat(rows).allSatisfy(row -> assertThat(row).contains("\"f1Std\": null", "\"wholeGraphF1Std\": null"));
    }

    @Test
    void takesTurnsThroughArchitecturesAndRepairs() throws Exception {
        var rows = measured(
                "--shards",
                "2",
                "--seeds",
                "1",
                "--deletions",
                "1",
                "--partitioners",
                "random",
                "--architectures",
                "gcn,SGC",
                "--repairs",
                "none,mirror",
                "--split",
                "split");
        assertThat(rows).hasSize(4 * Aggregation.values().length);
        assertThat(rows.get(0)).contains("\"GCN\"", "\"split\": \"split\"", "\"none\"");
        assertThat(rows.get(rows.size() - 1)).contains("\"SGC\"", "\"mirror\"");
    }

    @Test
    void passesOverAPartitionerThatRefusesTheGraph() throws Exception {
        var rows = measured("--shards", "1000,2", "--seeds", "1", "--deletions", "1", "--partitioners", "random");
        assertThat(rows).hasSize(Aggregation.values().length);
        assertThat(bench.out())
                .contains("tiny: `random` cannot cut it into 1000 shards: A graph of 240 nodes cannot be cut into 1000"
                        + " shards.");
    }

    @Test
    void takesEveryPartitionerByDefault() {
        var plan = plan("--graphs", "tiny");
        assertThat(plan.schemes())
                .extracting(scheme -> scheme.partitioner().name())
                .containsSubsequence(Partitioners.names())
                .hasSize(2 * Partitioners.names().size());
        assertThat(plan.schemes()).extracting(Scheme::repair).containsOnly(Repair.NONE);
        assertThat(plan.schemes()).extracting(Scheme::shards).containsOnly(10, 20);
        assertThat(plan.configs())
                .extracting(config -> config.model().architecture())
                .containsExactly(Architecture.GCN);
        assertThat(plan.configs()).extracting("epochs").containsExactly(200);
        assertThat(plan.effort()).isEqualTo(new ShardTrial.Effort(5, 0));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertRefused("`--split` takes split_random and split, not `half`.", "--split", "half");
        assertRefused("`--repairs` takes none, zero, mirror, not `mixup`.", "--repairs", "mixup");
        assertRefused("`--architectures` takes gcn, gat, sgc, sign, sage, gin, not `MLP`.", "--architectures", "MLP");
        assertRefused("`--shards` must lie between 2 and 100000, not 1.", "--shards", "1");
        assertRefused("There is no graph `cora` with features. Known: tiny.");
        assertThatThrownBy(() -> plan("--graphs", "tiny", "--partitioners", "scissors"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`scissors`")
                .hasMessageContaining("random");
    }

    private static void assertRefused(String sentence, String... words) {
        assertThatThrownBy(() -> plan(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private static PartitionPlan plan(String... words) {
        var arguments = Arguments.parse(List.of(words), PartitionPlan.OPTIONS);
        return PartitionPlan.of(arguments, new GraphFolders(root.resolve("data")));
    }
}
