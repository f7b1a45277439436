package org.graphunlearning.workbench.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where the build leaves what a server needs. */
final class Checkout {
    private final Path root;

    private Checkout(Path root) {
        this.root = root;
    }

    /** The checkout around the working directory, wherever in it the caller was started. */
    static Checkout find() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("workbench/server/pom.xml"))) {
                return new Checkout(at);
            }
        }
        throw new IllegalStateException(
                "No checkout of graph-unlearning around the working directory. Start inside one.");
    }

    Path serverClassPath() {
        return built(root.resolve("workbench/server/target/server.classpath"));
    }

    Path nextServerClassPath() {
        return built(root.resolve("workbench/server-next/target/server.classpath"));
    }

    Path pluginJar() {
        try (var jars =
                Files.newDirectoryStream(built(root.resolve("procedures/target")), "graph-unlearning-neo4j-*.jar")) {
            var newestFirst = Comparator.comparing(Checkout::modified).reversed();
            var found = new ArrayList<Path>();
            jars.forEach(found::add);
            return found.stream().min(newestFirst).orElseThrow(Checkout::notBuilt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> entries(Path classPathFile) {
        try {
            return List.of(Files.readString(classPathFile).strip().split(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }

    private static Path built(Path path) {
        if (!Files.exists(path)) {
            throw notBuilt();
        }
        return path;
    }

    private static IllegalStateException notBuilt() {
        return new IllegalStateException(
                "The plugin or the server's class path is not built. Run `./mvnw -DskipTests package` first.");
    }
}
