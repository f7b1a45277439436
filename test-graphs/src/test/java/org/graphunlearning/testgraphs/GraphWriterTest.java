package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphWriterTest {
    @TempDir
    Path dir;

    static Stream<GraphData> everyGenerator() {
        return Stream.of(
                KarateClub.communities(),
                KarateClub.factions(),
                PlantedPartition.generate(new PlantedPartition.Settings(400, 4, 0.1, 0.01, 1)),
                PowerLaw.generate(2000, 3, 1),
                CitationLike.generate(CitationLike.Settings.likeCora(1)),
                unusual());
    }

    /** Directed, loops, parallels, odd values, a node without features, large labels. */
    private static GraphData unusual() {
        var edges = new EdgeList(new int[] {2, 1, 2}, new int[] {0, 1, 0}, true);
        var values = new float[] {-0f, 1f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f, -3f, 16777216f};
        var features = new SparseRows(70, new int[] {0, 3, 3, 7}, new int[] {0, 1, 69, 0, 2, 3, 68}, values);
        var split = new NodeSplit[] {NodeSplit.TRAIN, NodeSplit.VALIDATION, NodeSplit.NONE};
        var labels = new long[] {-1, Long.MAX_VALUE, 0};
        return new GraphData("un-usual_1.0", edges, features, new NodeMarks(labels, split, split));
    }

    @ParameterizedTest
    @MethodSource("everyGenerator")
    void writesWhatTheReaderReadsBackEqual(GraphData graph) {
        GraphWriter.write(graph, dir);

        assertThat(GraphReader.read(dir)).isEqualTo(graph);
    }

    @ParameterizedTest
    @MethodSource("everyGenerator")
    void writesTheSameBytesEachTime(GraphData graph) throws Exception {
        GraphWriter.write(graph, dir.resolve("one"));
        GraphWriter.write(graph, dir.resolve("two"));

        for (var file : new String[] {"nodes.csv.gz", "edges.csv.gz", "meta.json"}) {
            assertThat(dir.resolve("one").resolve(file))
                    .hasSameBinaryContentAs(dir.resolve("two").resolve(file));
        }
    }

    @Test
    void replacesAnotherGraphAndItsFeatures() {
        GraphWriter.write(KarateClub.communities(), dir);
        var plain = PowerLaw.generate(100, 2, 1);
        GraphWriter.write(plain, dir);

        assertThat(GraphReader.read(dir)).isEqualTo(plain);
        assertThat(dir.resolve("features.csv.gz")).doesNotExist();
    }

    @Test
    void leavesNothingAside() throws Exception {
        GraphWriter.write(KarateClub.communities(), dir);

        try (var files = Files.list(dir)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("nodes.csv.gz", "edges.csv.gz", "features.csv.gz", "meta.json");
        }
    }

    @Test
    void reportsAFolderThatCannotBe() throws Exception {
        var file = Files.createFile(dir.resolve("taken"));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> GraphWriter.write(KarateClub.communities(), file))
                .withMessage("Could not write graph `karate`.");
    }

    @Test
    void isNoticedWhenLeftHalfWrittenOverAnotherGraph() throws Exception {
        GraphWriter.write(KarateClub.communities(), dir);
        GraphWriter.write(PowerLaw.generate(100, 2, 1), dir.resolve("other"));
        Files.delete(dir.resolve("nodes.csv.gz"));
        Files.copy(dir.resolve("other/nodes.csv.gz"), dir.resolve("nodes.csv.gz"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphReader.read(dir))
                .withMessage("`meta.json` tells of 34 nodes, but `nodes.csv.gz` has 100.");
    }
}
