package org.graphunlearning.workbench.e2e;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Runs the scripts of {@code procedures/src/test/browser} with the Chromium and the Node of this machine. */
record HeadlessBrowser(Path chromium, Path node, Path modules) {
    private static final String PLAYWRIGHT = "playwright-core@1.65.1"; // brings no browser of its own

    private static final Path SCRIPTS = Root.path().resolve("procedures/src/test/browser");

    /** The browser, with what drives it installed in a folder; the test is skipped where something is missing. */
    static HeadlessBrowser installedIn(Path folder) throws IOException, InterruptedException {
        var chromium = program("chromium", "chromium-browser", "google-chrome");
        var node = program("node");
        var npm = program("npm");
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve("node_modules/playwright-core/package.json"))) {
            var install = List.of(
                    npm.toString(),
                    "install",
                    "--prefix",
                    folder.toString(),
                    "--no-audit",
                    "--no-fund",
                    "--fetch-retries=0",
                    "--fetch-timeout=20000",
                    PLAYWRIGHT);
            var result = run(install, Map.of(), folder.resolve("npm.log"));
            Assumptions.assumeTrue(result.exit == 0, "Skipped: npm could not install " + PLAYWRIGHT + ".");
        }
        return new HeadlessBrowser(chromium, node, folder);
    }

    private static Path program(String... names) {
        var found = Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "Skipped: there is no `" + names[0] + "` on this machine.");
        return found.get();
    }

    /** Runs a script; its last line is the answer. */
    Map<?, ?> run(String script, Map<String, String> arguments) throws IOException, InterruptedException {
        var environment = new HashMap<>(arguments);
        environment.put("CHROMIUM", chromium.toString());
        environment.put("MODULES", modules.toAbsolutePath().toString());
        var command = List.of(node.toString(), SCRIPTS.resolve(script).toString());
        var result = run(command, environment, modules.resolve(script + ".log"));
        if (result.exit != 0) {
            throw new AssertionError(script + " failed: " + String.join("\n", result.lines));
        }
        return new Gson().fromJson(result.lines.get(result.lines.size() - 1), Map.class);
    }

    private record Result(int exit, List<String> lines) {}

    private static Result run(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command.get(command.size() - 1) + " did not end; see " + log + ".");
        }
        return new Result(process.exitValue(), Files.readAllLines(log));
    }
}
