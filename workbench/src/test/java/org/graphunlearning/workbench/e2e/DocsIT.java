package org.graphunlearning.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphunlearning.workbench.e2e.SharedServer.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** What the README shows is what happens: its examples in their order, on the demo's kind of graph. */
@ExtendWith(SharedServer.class)
class DocsIT {
    @Test
    void showsInTheReadmeWhatHappens(Running running) throws IOException {
        SmallGraph.load(running.client());
        var parameters = Map.<String, Object>of("dimension", SmallGraph.DATA.featureCount());
        var examples = Readme.examples(Files.readAllLines(Root.path().resolve("README.md")));

        assertThat(examples).isNotEmpty();
        for (var example : examples) {
            var rows = running.client().run(example.query(), parameters);
            if (!example.table().isEmpty()) {
                assertThat(table(rows, example.table()))
                        .as("README.md, %s", example)
                        .isEqualTo(example.table());
            }
        }
    }

    private static List<List<String>> table(List<Record> rows, List<List<String>> shown) {
        var out = new ArrayList<List<String>>();
        out.add(rows.isEmpty() ? List.of() : rows.get(0).keys());
        for (var row : rows) {
            out.add(row.values().stream().map(DocsIT::readable).toList());
        }
        for (int row = 0; row < Math.min(out.size(), shown.size()); row++) {
            out.set(row, withBlanks(out.get(row), shown.get(row)));
        }
        return out;
    }

    private static List<String> withBlanks(List<String> found, List<String> shown) {
        var out = new ArrayList<>(found);
        for (int column = 0; column < Math.min(found.size(), shown.size()); column++) {
            if (shown.get(column).equals("...") || shown.get(column).equals("…")) {
                out.set(column, shown.get(column));
            }
        }
        return out;
    }

    private static String readable(Value value) {
        return String.valueOf(value.asObject());
    }
}
