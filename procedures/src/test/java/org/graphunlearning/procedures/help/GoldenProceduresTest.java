package org.graphunlearning.procedures.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What callers depend on, as a file: names, modes, arguments and columns. {@code -Dgolden.write=true} writes it anew; look at
 * the difference before committing it.
 */
@ExtendWith(TestDatabase.class)
class GoldenProceduresTest {
    private static final Path FILE = Path.of("src/test/resources/procedures.json");

    @Test
    void matchesTheListOnFile(TestDatabase.Running database) throws IOException {
        var rows = database.run("SHOW PROCEDURES YIELD name, mode, signature, description, argumentDescription, "
                + "returnDescription WHERE name STARTS WITH 'unlearn.' RETURN * ORDER BY name");
        var functions = database.run("SHOW FUNCTIONS YIELD name, signature, description, argumentDescription, "
                + "returnDescription WHERE name STARTS WITH 'unlearn.' RETURN * ORDER BY name");
        var json = "{\n\"procedures\": " + json(rows, "") + ",\n\"functions\": " + json(functions, "") + "\n}\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(FILE, json);
        }

        assertThat(json).isEqualTo(Files.readString(FILE));
    }

    private static String json(Object value, String indent) {
        if (value instanceof List<?> list) {
            var lines = list.stream()
                    .map(entry -> indent + "  " + json(entry, indent + "  "))
                    .toList();
            return lines.isEmpty() ? "[]" : "[\n" + String.join(",\n", lines) + "\n" + indent + "]";
        }
        if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, String>();
            map.forEach((key, entry) ->
                    sorted.put(String.valueOf(key), indent + "  \"" + key + "\": " + json(entry, indent + "  ")));
            return "{\n" + String.join(",\n", sorted.values()) + "\n" + indent + "}";
        }
        return value instanceof String text
                ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\""
                : String.valueOf(value);
    }
}
