package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonRowsTest {
    @Test
    void writesOneFlatObjectPerLine() {
        var rows = List.of(
                new Row()
                        .put("graph", "cora")
                        .put("threads", 2)
                        .put("millis", 1.25)
                        .put("peer", null),
                new Row().put("agrees", true));
        assertThat(JsonRows.text(rows)).isEqualTo("""
                [
                {"graph": "cora", "threads": 2, "millis": 1.25, "peer": null},
                {"agrees": true}
                ]
                """);
    }

    @Test
    void escapesWhatJsonDoesNotAllow() {
        assertThat(JsonRows.text(List.of(new Row().put("a", "x\"\\\n")))).contains("\"x\\\"\\\\\\u000a\"");
    }

    @Test
    void keepsFourPlacesAndNoNumberThatIsNone() {
        var row = new Row().put("a", 1 / 3.0).put("b", Double.NaN);
        assertThat(row.get("a")).isEqualTo(0.3333);
        assertThat(row.get("b")).isNull();
    }

    @Test
    void keepsFourDigitsOfWhatIsSmall() {
        assertThat(new Row().put("a", 0.0000123456).get("a")).isEqualTo(1.235e-5);
        assertThat(new Row().put("a", 0.0).get("a")).isEqualTo(0.0);
    }

    @Test
    void refusesNestedValues() {
        assertThatThrownBy(() -> new Row().put("a", List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void replacesAFileAndMakesItsFolder(@TempDir Path folder) throws Exception {
        var file = folder.resolve("target/bench/x.json");
        JsonRows.write(file, List.of(new Row().put("a", 1)));
        JsonRows.write(file, List.of(new Row().put("a", 2)));
        assertThat(file).hasContent("[\n{\"a\": 2}\n]\n");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).hasSize(1);
        }
    }
}
