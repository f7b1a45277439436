package org.graphunlearning.workbench.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of a Neo4j program on a home directory. */
final class ServerProcess {
    private static final String SERVER_5 = "org.neo4j.server.CommunityEntryPoint";
    private static final String SERVER_2026 = "org.neo4j.server.Neo4jCommunity";
    private static final String ADMIN = "org.neo4j.cli.AdminTool";
    private static final Duration STOP_BOUND = Duration.ofSeconds(60);
    private static final Duration ADMIN_BOUND = Duration.ofMinutes(2);
    private static final int SHOWN_LINES = 25;

    private final Process process;
    private final ServerHome home;
    private final Thread onExit = new Thread(this::endWithThisJvm, "stop-neo4j");

    private ServerProcess(Process process, ServerHome home) {
        this.process = process;
        this.home = home;
    }

    static ServerProcess start(Neo4jServer.Options options, ServerHome home) {
        var dir = home.dir();
        // The order of the official launcher: plugins, configuration, libraries.
        var classPath = Stream.of(List.of(dir + "/plugins/*", dir + "/conf"), libraries(options))
                .flatMap(List::stream)
                .collect(Collectors.joining(File.pathSeparator));
        var arguments = new ArrayList<>(options.jvm().flags());
        arguments.addAll(List.of(
                "-cp", classPath, mainClass(options), "--home-dir=" + dir, "--config-dir=" + dir.resolve("conf")));
        var started = new ServerProcess(launch(options, home, home.argumentFile("server.args", arguments)), home);
        Runtime.getRuntime().addShutdownHook(started.onExit);
        return started;
    }

    /** Runs {@code neo4j-admin} and waits for its end. */
    static void administer(Neo4jServer.Options options, ServerHome home, List<String> command) {
        var arguments = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-cp"));
        arguments.add(String.join(File.pathSeparator, libraries(options)));
        arguments.add(ADMIN);
        arguments.addAll(command);
        var admin = new ServerProcess(launch(options, home, home.argumentFile("admin.args", arguments)), home);
        if (admin.aliveAfter(ADMIN_BOUND)) {
            admin.kill();
            throw new IllegalStateException("neo4j-admin took more than " + ADMIN_BOUND + ". " + admin.lastLines());
        }
        if (admin.process.exitValue() != 0) {
            throw new IllegalStateException("neo4j-admin failed. " + admin.lastLines());
        }
    }

    long pid() {
        return process.pid();
    }

    boolean aliveAfter(Duration wait) {
        try {
            return !process.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Neo4j.", e);
        }
    }

    /** Asks the server to end, waits, and insists after a bound. */
    void stop() {
        end();
        forgetHook();
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
        forgetHook();
    }

    /** What the server said last, for an error message. */
    String lastLines() {
        var lines = Stream.of("console.log", "neo4j.log")
                .flatMap(log -> home.log(log).lines())
                .filter(line -> !line.startsWith("\tat "))
                .toList();
        return "Its last words:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    private void end() {
        process.destroy();
        if (aliveAfter(STOP_BOUND)) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private void endWithThisJvm() {
        end();
        home.deleteIfTemporary();
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            return; // this JVM is on its way out: the hook runs and finds nothing to do
        }
    }

    private static String mainClass(Neo4jServer.Options options) {
        boolean five = libraries(options).stream().anyMatch(jar -> jar.contains("neo4j-server-5."));
        return five ? SERVER_5 : SERVER_2026;
    }

    private static List<String> libraries(Neo4jServer.Options options) {
        return Checkout.entries(options.classPathFile()).stream()
                .filter(jar -> options.browser() || !jar.contains("neo4j-browser"))
                .toList();
    }

    private static Process launch(Neo4jServer.Options options, ServerHome home, Path argumentFile) {
        var builder = new ProcessBuilder(
                        options.jvm().java(),
                        "-Djava.io.tmpdir="
                                + home.dir().resolve("run"), // what a killed server leaves goes with its home
                        "@" + argumentFile)
                .directory(home.dir().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.console().toFile()));
        builder.environment().put("NEO4J_HOME", home.dir().toString());
        builder.environment().remove("NEO4J_CONF");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
