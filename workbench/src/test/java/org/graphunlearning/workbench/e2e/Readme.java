package org.graphunlearning.workbench.e2e;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The examples of a page: each block of Cypher with the table that follows it, if one does. A block right after the comment
 * {@code <!-- not run -->} is left out. In a table {@code ...} stands for a value that varies.
 */
final class Readme {
    private static final String SKIP = "<!-- not run -->";

    private Readme() {}

    /**
     * One example.
     *
     * @param line where the block begins, counted from 1
     * @param query the Cypher
     * @param table heading and rows as printed; empty when the page shows none
     */
    record Example(int line, String query, List<List<String>> table) {
        @Override
        public String toString() {
            return "line " + line;
        }
    }

    static List<Example> examples(List<String> lines) {
        var out = new ArrayList<Example>();
        var lastText = "";
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).strip().equals("```cypher")) {
                int end = at + 1;
                while (!lines.get(end).strip().equals("```")) {
                    end++;
                }
                if (!lastText.equals(SKIP)) {
                    var query = String.join("\n", lines.subList(at + 1, end));
                    out.add(new Example(at + 1, query, table(lines, end + 1)));
                }
                at = end;
                lastText = "";
            } else if (!lines.get(at).isBlank()) {
                lastText = lines.get(at).strip();
            }
        }
        return out;
    }

    private static List<List<String>> table(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        var rows = new ArrayList<List<String>>();
        for (; at < lines.size() && lines.get(at).startsWith("|"); at++) {
            rows.add(cells(lines.get(at)));
        }
        if (rows.size() > 1) {
            rows.remove(1); // the rule under the heading
        }
        return rows;
    }

    private static List<String> cells(String row) {
        var inner = row.strip().substring(1, row.strip().length() - 1);
        return Arrays.stream(inner.split("\\|", -1))
                .map(cell -> cell.strip().replaceAll("^`(.*)`$", "$1"))
                .toList();
    }
}
