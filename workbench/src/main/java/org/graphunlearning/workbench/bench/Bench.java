package org.graphunlearning.workbench.bench;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The program behind {@code ./bench NAME}: prints a table while rows arrive and writes them to
 * {@code target/bench/NAME.json}. Exit status 0 is success, 2 a mistake of the caller or a missing rival, 1 any other
 * failure.
 */
public final class Bench {
    static final List<Option> COMMON = List.of(
            new Option(
                    "data", "DIR", "folder with one folder per graph; ../shared/data beside the checkout if not given"),
            new Option("help", "", "what can be set, and what each column means"));

    static final List<Benchmark> KNOWN =
            List.of(new TrainBenchmark(), new PartitionBenchmark(), new UnlearnBenchmark(), new VerifyBenchmark());

    private final Path root;
    private final PrintStream out;
    private final PrintStream err;

    Bench(Path root, PrintStream out, PrintStream err) {
        this.root = root;
        this.out = out;
        this.err = err;
    }

    /** Runs one benchmark; {@code -Dbench.root} names the checkout, else it is the working directory. */
    public static void main(String[] words) {
        var root = Path.of(System.getProperty("bench.root", "")).toAbsolutePath();
        System.exit(new Bench(root, System.out, System.err).run(List.of(words)));
    }

    /** Exit status. */
    int run(List<String> words) {
        try {
            if (words.isEmpty()) {
                throw new IllegalArgumentException("Which benchmark? Known: " + names() + ".");
            }
            if (words.get(0).equals("--help")) {
                help();
            } else {
                run(benchmark(words.get(0)), words.subList(1, words.size()));
            }
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (IllegalStateException | UncheckedIOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static Benchmark benchmark(String name) {
        for (var benchmark : KNOWN) {
            if (benchmark.name().equals(name)) {
                return benchmark;
            }
        }
        throw new IllegalArgumentException("Unknown benchmark `" + name + "`. Known: " + names() + ".");
    }

    private static String names() {
        return KNOWN.stream().map(Benchmark::name).collect(Collectors.joining(", "));
    }

    private void run(Benchmark benchmark, List<String> words) {
        var options = new ArrayList<>(benchmark.options());
        options.addAll(COMMON);
        var arguments = Arguments.parse(words, options);
        var mode = benchmark.mode(arguments);
        if (arguments.has("help")) {
            out.println("./bench " + benchmark.name() + ": " + mode.summary());
            help(mode, options);
            return;
        }
        var data = arguments
                .text("data")
                .map(Path::of)
                .orElse(root.resolve("../shared/data"))
                .toAbsolutePath()
                .normalize();
        var place = new BenchPlace(root, new GraphFolders(data));
        var report = new Report(mode.columns(), place.result(mode.name() + ".json"), out);
        mode.run(arguments, place, report);
        out.println(report.size() + " rows in target/bench/" + mode.name() + ".json");
    }

    private void help() {
        out.println("./bench NAME [--data DIR] [--java HOME] [options of NAME, see ./bench NAME --help]");
        out.println();
        for (var benchmark : KNOWN) {
            out.printf(Locale.ROOT, "  %-10s %s%n", benchmark.name(), benchmark.summary());
        }
        out.println();
        out.println(
                "--java takes the home of a Java runtime or a version such as 25; from 21 on, the vector kernel is used.");
    }

    private void help(Benchmark benchmark, List<Option> options) {
        out.println();
        for (var option : options) {
            out.printf(Locale.ROOT, "  %-26s %s%n", option.usage(), option.description());
        }
        out.println();
        out.println("Columns:");
        for (var column : benchmark.columns()) {
            out.printf(Locale.ROOT, "  %-26s %s%n", column.key(), column.meaning());
        }
    }
}
