package org.graphunlearning.workbench.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lines, tables and signs of life for a person at a terminal. */
final class Console {
    private static final int DOT_EVERY_SECONDS = 2;

    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Does something that may take long, with a dot every two seconds and the time it took. */
    <T> T during(String what, Supplier<T> work) {
        long start = System.nanoTime();
        out.print(what + " ");
        out.flush();
        var dots = Executors.newSingleThreadScheduledExecutor(Console::daemon);
        try {
            startDots(dots);
            var result = work.get();
            dots.shutdownNow();
            double seconds = (System.nanoTime() - start) / 1e9;
            say(String.format(Locale.ROOT, " %.1f s", seconds));
            return result;
        } catch (RuntimeException e) {
            out.println();
            throw e;
        } finally {
            dots.shutdownNow();
        }
    }

    private void startDots(ScheduledExecutorService dots) {
        var unused = dots.scheduleAtFixedRate(
                () -> {
                    out.print(".");
                    out.flush();
                },
                DOT_EVERY_SECONDS,
                DOT_EVERY_SECONDS,
                TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    }

    /** Prints rows of equal length under headings, each column as wide as it must be. */
    void table(List<String> headings, List<List<String>> rows) {
        var all = new ArrayList<>(List.of(headings));
        all.addAll(rows);
        for (var row : all) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = all.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
                line.append(row.get(column))
                        .append(" ".repeat(width - row.get(column).length() + 2));
            }
            say(line.toString().stripTrailing());
        }
    }
}
