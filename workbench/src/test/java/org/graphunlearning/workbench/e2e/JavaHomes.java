package org.graphunlearning.workbench.e2e;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Java runtimes of this machine, where Linux systems put them. */
final class JavaHomes {
    static final Path FOLDER = Path.of("/usr/lib/jvm");

    private JavaHomes() {}

    /** The first that is at least so new, by name. */
    static Optional<Path> from(int version) {
        if (!Files.isDirectory(FOLDER)) {
            return Optional.empty();
        }
        try (var homes = Files.list(FOLDER)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> version(home) >= version)
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path home) {
        var release = new Properties();
        try {
            release.load(new StringReader(Files.readString(home.resolve("release"))));
        } catch (IOException e) {
            return 0; // not a runtime
        }
        var version = release.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
        return Runtime.Version.parse(version).feature();
    }
}
