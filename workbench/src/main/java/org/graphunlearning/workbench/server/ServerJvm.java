package org.graphunlearning.workbench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The Java runtime a server runs on.
 *
 * @param home directory of the runtime
 * @param heap as in {@code -Xmx}, for instance {@code 4g}
 * @param vectorModule whether the server sees {@code jdk.incubator.vector}
 * @param options further options, passed on as they are
 */
public record ServerJvm(Path home, String heap, boolean vectorModule, List<String> options) {
    /** Refuses a heap that is not a size. */
    public ServerJvm {
        options = List.copyOf(options);
        if (!heap.matches("\\d+[kmgKMG]")) {
            throw new IllegalArgumentException("Heap `" + heap + "` is not a size. Write it like `4g` or `512m`.");
        }
    }

    /** The runtime that runs the caller, with a heap of 2 GB and the scalar kernels. */
    public static ServerJvm current() {
        return new ServerJvm(Path.of(System.getProperty("java.home")), "2g", false, List.of());
    }

    /** The same on another runtime. */
    public ServerJvm withHome(Path javaHome) {
        return new ServerJvm(javaHome, heap, vectorModule, options);
    }

    /** The same with another heap. */
    public ServerJvm withHeap(String size) {
        return new ServerJvm(home, size, vectorModule, options);
    }

    /** The same with the incubating vector module in sight. */
    public ServerJvm withVectorModule() {
        return new ServerJvm(home, heap, true, options);
    }

    /** The same with other further options. */
    public ServerJvm withOptions(String... further) {
        return new ServerJvm(home, heap, vectorModule, List.of(further));
    }

    String java() {
        return home.resolve("bin/java").toString();
    }

    List<String> flags() {
        var version = version();
        var flags = new ArrayList<String>();
        flags.add("-Xmx" + heap);
        for (var opened : List.of("java.nio", "java.io", "sun.nio.ch")) {
            flags.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        if (version >= 22) {
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        if (version >= 24) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (vectorModule) {
            flags.add("--add-modules=jdk.incubator.vector");
        }
        flags.addAll(options);
        return flags;
    }

    private int version() {
        var release = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("`" + home + "` is not the home of a Java runtime.", e);
        }
        return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", ""))
                .feature();
    }
}
