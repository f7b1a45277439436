package org.graphunlearning.workbench.bench;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all rows of some trials share.
 *
 * @param graph name of the folder
 * @param learner what is trained
 * @param split name of the column
 * @param kernel dense backend and sparse kernel
 */
record Setting(String graph, Learner learner, String split, String kernel) {
    @Nullable
    Integer epochs() {
        return learner.config().head().trainsByEpochs() ? learner.config().epochs() : null;
    }

    /**
     * A row with a value for every column, in their order.
     *
     * @param own values of the columns that are not of the setting
     */
    Row row(List<Column> columns, Function<String, @Nullable Object> own) {
        var out = new Row();
        for (var column : columns) {
            var key = column.key();
            out.put(
                    key,
                    switch (key) {
                        case "graph" -> graph;
                        case "architecture" -> learner.name();
                        case "epochs" -> epochs();
                        case "split" -> split;
                        case "kernel" -> kernel;
                        case "jdk" -> Runtime.version().toString();
                        default -> own.apply(key);
                    });
        }
        return out;
    }
}
