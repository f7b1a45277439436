package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Reads every public graph that lies in {@code shared/data} beside a folder above the working directory. */
class PublicGraphsTest {
    @TestFactory
    Stream<DynamicTest> hasTheCountsOfTheIndex() throws IOException {
        var data = dataFolder();
        var lines = Files.readAllLines(data.resolve("index.csv"));
        var headings = lines.get(0).split(",", -1);
        return lines.stream().skip(1).map(line -> line.split(",", -1)).map(fields -> {
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < headings.length; i++) {
                row.put(headings[i], fields[i]);
            }
            return DynamicTest.dynamicTest(fields[0], () -> compare(GraphReader.read(data.resolve(fields[0])), row));
        });
    }

    private static void compare(GraphData graph, Map<String, String> row) {
        var counts = new HashMap<String, String>();
        counts.put("dataset", graph.name());
        counts.put("directed", "" + graph.directed());
        counts.put("nodes", "" + graph.nodeCount());
        counts.put("edges", "" + graph.edgeCount());
        counts.put("features", "" + graph.featureCount());
        counts.put("feature_nonzeros", "" + graph.featureIdx().length);
        counts.put("classes", "" + graph.classCount());
        counts.put(
                "isolated_nodes",
                ""
                        + Arrays.stream(graph.degrees())
                                .filter(degree -> degree == 0)
                                .count());
        if ("nodes".equals(row.get("split_of"))) {
            counts.put("train", "" + Shape.count(graph.split(), NodeSplit.TRAIN));
            counts.put("val", "" + Shape.count(graph.split(), NodeSplit.VALIDATION));
            counts.put("test", "" + Shape.count(graph.split(), NodeSplit.TEST));
        }
        assertThat(row).containsAllEntriesOf(counts);
    }

    @Test
    void equalsTheBuiltInKarateClub() {
        assertThat(GraphReader.read(dataFolder().resolve("karate"))).isEqualTo(KarateClub.communities());
    }

    @Test
    void readsMillionsOfValuesInSeconds() {
        var computers = dataFolder().resolve("amazon-computers");
        var graph = Assertions.assertTimeout(Duration.ofSeconds(10), () -> GraphReader.read(computers));

        assertThat(graph.featureIdx()).hasSize(3_675_081);
    }

    private static Path dataFolder() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var data = at.resolveSibling("shared").resolve("data");
            if (Files.exists(data.resolve("index.csv"))) {
                return data;
            }
        }
        return abort("The public graphs are not here: no folder `shared/data` beside any folder above.");
    }
}
