package org.graphunlearning.workbench.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where rows go: each is printed and in the file before the next is measured, so an interrupted run leaves what it has. */
final class Report {
    private static final double NOTICEABLE = 0.1;

    private final Table table;
    private final Path file;
    private final PrintStream out;
    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();
    private double others;

    Report(List<Column> columns, Path file, PrintStream out) {
        this.table = new Table(columns);
        this.columns = columns;
        this.file = file;
        this.out = out;
    }

    /** Takes a row with exactly the keys of the columns, in their order. */
    void add(Row row) {
        var keys = columns.stream().map(Column::key).toList();
        if (!keys.equals(List.copyOf(row.values().keySet()))) {
            throw new IllegalStateException(
                    "A row has the keys " + row.values().keySet() + " instead of " + keys + ".");
        }
        if (rows.isEmpty()) {
            out.println(table.heading());
        }
        out.println(table.line(row));
        rows.add(row);
        others = row.get("othersCpuShare") instanceof Double share ? Math.max(others, share) : others;
        JsonRows.write(file, rows);
    }

    /** Says something beside the rows. */
    void say(String sentence) {
        out.println(sentence);
    }

    /** Says so where other programs used so much of the machine that seconds suffer. */
    void sayOfOthers() {
        sayOfOthers(": do not quote seconds of rows whose `others` is high.");
    }

    /**
     * Says so where other programs used much of the machine.
     *
     * @param consequence how the sentence goes on
     */
    void sayOfOthers(String consequence) {
        if (others > NOTICEABLE) {
            say("*** Other programs used up to " + Math.round(100 * others) + " % of the machine" + consequence
                    + " ***");
        }
    }

    int size() {
        return rows.size();
    }
}
