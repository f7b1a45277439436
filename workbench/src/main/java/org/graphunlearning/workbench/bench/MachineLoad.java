package org.graphunlearning.workbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of the machine other programs use while something is measured: on two cores, one stranger is enough to make
 * OpenMP wait a hundred times as long as it computes. From {@code /proc/stat}; nothing where that does not exist.
 */
final class MachineLoad {
    private static final Path STAT = Path.of("/proc/stat");
    private static final double TICKS_PER_SECOND = 100;
    /** Fields of the first line: user, nice, system, idle, iowait, irq, softirq, steal. */
    private static final int FIELDS = 8;

    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;

    private final List<ProcessHandle> own;
    private final double @Nullable [] begin;

    private MachineLoad(List<ProcessHandle> own) {
        this.own = own;
        this.begin = sample();
    }

    /** Starts watching; this process does not count as others. */
    static MachineLoad watch() {
        return watch(List.of(ProcessHandle.current()));
    }

    /** Starts watching; {@code own} processes do not count as others. */
    static MachineLoad watch(List<ProcessHandle> own) {
        return new MachineLoad(own);
    }

    /** Share of all cores that others have used since, 0 to 1. */
    @Nullable
    Double others() {
        var end = sample();
        if (begin == null || end == null || end[0] <= begin[0]) {
            return null;
        }
        double foreign = (end[1] - begin[1]) - (end[2] - begin[2]);
        return Math.max(0, foreign / (end[0] - begin[0]));
    }

    /** Ticks of all cores, busy ticks, own ticks. */
    private double @Nullable [] sample() {
        if (!Files.isReadable(STAT)) {
            return null;
        }
        try (var lines = Files.lines(STAT)) {
            var words = lines.findFirst().orElse("").trim().split("\\s+");
            double all = 0;
            double idle = 0;
            for (int field = 0; field < FIELDS && field + 1 < words.length; field++) {
                double ticks = Double.parseDouble(words[field + 1]);
                all += ticks;
                idle += field == IDLE || field == IO_WAIT ? ticks : 0;
            }
            return new double[] {all, all - idle, ownTicks()};
        } catch (IOException e) {
            return null;
        }
    }

    private double ownTicks() {
        return own.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(cpu -> cpu.toNanos() / 1e9 * TICKS_PER_SECOND)
                .sum();
    }
}
