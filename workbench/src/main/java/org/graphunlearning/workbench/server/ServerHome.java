package org.graphunlearning.workbench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Neo4j home directory: {@code conf}, {@code plugins}, {@code data}, {@code logs} and what else a server expects. */
final class ServerHome {
    private final Path dir;
    private final boolean temporary;

    private ServerHome(Path dir, boolean temporary) {
        this.dir = dir.toAbsolutePath();
        this.temporary = temporary;
        try {
            for (var name : List.of("conf", "plugins", "logs", "run", "import")) {
                Files.createDirectories(this.dir.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServerHome in(Path dir) {
        return new ServerHome(dir, false);
    }

    static ServerHome temporary() {
        try {
            return new ServerHome(Files.createTempDirectory("neo4j-"), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path dir() {
        return dir;
    }

    boolean hasData() {
        return Files.exists(dir.resolve("data"));
    }

    Path console() {
        return dir.resolve("logs/console.log");
    }

    /** Copies and does not link: a build that rewrites the jar must not pull it from under a running server. */
    void install(List<Path> plugins) {
        try {
            for (var plugin : plugins) {
                var target = dir.resolve("plugins").resolve(plugin.getFileName());
                // Keeping the time stamp lets JavaCPP see that the natives it unpacked are still the right ones.
                Files.copy(plugin, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void configure(Map<String, String> settings) {
        var lines = new TreeMap<>(settings)
                .entrySet().stream().map(s -> s.getKey() + "=" + s.getValue()).toList();
        write("conf/neo4j.conf", lines);
    }

    /** Writes an argument file for {@code java @file}: the class path is longer than some command lines may be. */
    Path argumentFile(String name, List<String> arguments) {
        return write(
                "run/" + name,
                arguments.stream().map(a -> '"' + a.replace("\\", "\\\\") + '"').toList());
    }

    /** What a log file holds by now; empty when it does not exist yet. */
    String log(String name) {
        try {
            return Files.readString(dir.resolve("logs").resolve(name));
        } catch (NoSuchFileException | MalformedInputException e) {
            return ""; // not there yet, or caught in the middle of a character
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleteIfTemporary() {
        if (!temporary) {
            return;
        }
        try (var files = Files.walk(dir)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String name, List<String> lines) {
        try {
            return Files.write(dir.resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
