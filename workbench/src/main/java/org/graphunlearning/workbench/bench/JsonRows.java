package org.graphunlearning.workbench.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rows as a JSON list of flat objects, one per line. */
final class JsonRows {
    private JsonRows() {}

    /** Replaces the file in one move, so that a reader never sees half of it. */
    static void write(Path file, List<Row> rows) {
        try {
            var folder = Files.createDirectories(file.toAbsolutePath().getParent());
            var aside = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
            Files.writeString(aside, text(rows));
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The result file cannot be written.", e);
        }
    }

    static String text(List<Row> rows) {
        return rows.stream().map(JsonRows::object).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String object(Row row) {
        return row.values().entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ": " + value(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String value(@Nullable Object value) {
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
