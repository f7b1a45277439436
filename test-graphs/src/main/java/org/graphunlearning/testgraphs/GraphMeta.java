package org.graphunlearning.testgraphs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The facts of {@code meta.json} that a reader needs. Without the file the graph is undirected and nothing is known
 * beforehand.
 *
 * @param name name of the graph
 * @param directed whether edges lead one way
 * @param nodes number of nodes, -1 if not told
 * @param edges number of edges, -1 if not told
 * @param features width of the features, -1 if not told
 */
record GraphMeta(String name, boolean directed, int nodes, int edges, int features) {
    static final String FILE = "meta.json";

    private static final int MOST_BYTES = 1 << 16;

    static GraphMeta read(Path dir) {
        var facts = facts(dir);
        var folder = dir.toAbsolutePath().normalize().getFileName();
        var name = facts.getOrDefault("name", folder == null ? "graph" : folder.toString());
        var directed = facts.getOrDefault("directed", false);
        if (!(name instanceof String text) || !(directed instanceof Boolean flag)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "In `%s`, `name` must be a text and `directed` true or false.", FILE));
        }
        return new GraphMeta(text, flag, count(facts, "nodes"), count(facts, "edges"), count(facts, "features"));
    }

    private static Map<String, Object> facts(Path dir) {
        try (var in = Files.newInputStream(dir.resolve(FILE))) {
            var bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "`%s` is longer than %d bytes.", FILE, MOST_BYTES));
            }
            return FlatJson.parse(FILE, new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(String.format(Locale.ROOT, "Could not read `%s`.", FILE), e);
        }
    }

    private static int count(Map<String, Object> facts, String key) {
        if (!facts.containsKey(key)) {
            return -1;
        }
        if (facts.get(key) instanceof Double value
                && value >= 0
                && value <= Integer.MAX_VALUE
                && value == Math.rint(value)) {
            return value.intValue();
        }
        throw new IllegalArgumentException(
                String.format(Locale.ROOT, "In `%s`, `%s` must be a whole number of 0 or more.", FILE, key));
    }
}
