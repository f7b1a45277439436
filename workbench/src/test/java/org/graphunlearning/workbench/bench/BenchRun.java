package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.GraphWriter;

/** Runs benchmarks in a folder, and reads what they print and write. */
final class BenchRun {
    private final Path root;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    BenchRun(Path root) {
        this.root = root;
    }

    /** Writes the graph {@code tiny}, like Cora but smaller. */
    static void writeTiny(Path root, int nodes) {
        var settings = CitationLike.Settings.likeCora(1).withNodes(nodes);
        GraphWriter.write(CitationLike.generate(settings), root.resolve("data/tiny"));
    }

    /** The exit code of the words; errors of runs before are forgotten. */
    int run(List<String> words) {
        err.reset();
        return new Bench(root, printed(out), printed(err)).run(words);
    }

    /** The rows of a run on {@code tiny} that must not fail, one JSON object each. */
    List<String> rows(String file, List<String> benchmark, String... words) throws IOException {
        var all = new ArrayList<>(benchmark);
        all.addAll(List.of("--data", root.resolve("data").toString(), "--graphs", "tiny"));
        all.addAll(Arrays.asList(words));
        assertThat(run(all)).as("%s", err).isZero();
        return Files.readString(root.resolve("target/bench/" + file))
                .lines()
                .filter(line -> line.startsWith("{"))
                .toList();
    }

    private static PrintStream printed(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** All that was printed. */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** A number of a row; fails when there is none. */
    static double number(String row, String key) {
        var matcher = Pattern.compile("\"" + key + "\": ([-+.0-9E]+)").matcher(row);
        assertThat(matcher.find()).as("%s in %s", key, row).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
