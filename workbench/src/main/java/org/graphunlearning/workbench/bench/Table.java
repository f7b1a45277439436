package org.graphunlearning.workbench.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Aligned lines for columns known beforehand: the first to the left, numbers to the right, a dash for nothing. */
final class Table {
    private static final int FIRST = 17;

    private final List<Column> columns;

    Table(List<Column> columns) {
        this.columns = columns.stream().filter(Column::isPrinted).toList();
    }

    String heading() {
        return line(Column::heading);
    }

    String line(Row row) {
        return line(column -> cell(row.get(column.key())));
    }

    private String line(Function<Column, String> cell) {
        var out = new StringBuilder();
        for (var column : columns) {
            var text = cell.apply(column);
            boolean first = out.isEmpty();
            int width =
                    first ? FIRST : Math.max(column.width(), column.heading().length());
            var padding = " ".repeat(Math.max(0, width - text.length()));
            out.append(first ? text + padding : " " + padding + text);
        }
        return out.toString().stripTrailing();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "NO";
        }
        if (value instanceof Double number) {
            int places = number < 1 ? 3 : number < 10 ? 2 : number < 100 ? 1 : 0;
            return String.format(Locale.ROOT, "%." + places + "f", number);
        }
        return value.toString();
    }
}
