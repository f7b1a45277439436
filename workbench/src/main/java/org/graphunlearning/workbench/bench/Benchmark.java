package org.graphunlearning.workbench.bench;

import java.util.List;

/** One kind of measurement, {@code ./bench NAME}. */
interface Benchmark {
    /** The word after {@code ./bench}, and the name of the result file. */
    String name();

    /** What it measures, in one line. */
    String summary();

    /** What a caller may set besides {@link Bench#COMMON}. */
    List<Option> options();

    /** What is measured with these arguments: itself, or a mode that has rows and a result file of its own. */
    default Benchmark mode(Arguments arguments) {
        return this;
    }

    /** Keys of a row, in order. */
    List<Column> columns();

    /**
     * Measures and hands each row on as soon as it is there.
     *
     * @throws IllegalArgumentException when an argument is not usable
     */
    void run(Arguments arguments, BenchPlace place, Report report);
}
