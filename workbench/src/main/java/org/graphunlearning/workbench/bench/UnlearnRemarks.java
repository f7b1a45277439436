package org.graphunlearning.workbench.bench;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Passes rows on and keeps what a reader of the table must be told. */
final class UnlearnRemarks {
    private static final double FACTOR = 2;

    private final Report report;
    private final Map<String, int[]> foretold = new TreeMap<>();
    private final Set<String> said = new HashSet<>();

    UnlearnRemarks(Report report) {
        this.report = report;
    }

    void add(Row row) {
        report.add(row);
        if (Boolean.FALSE.equals(row.get("peerAgrees"))) {
            report.say("*** PyTorch starts from other gradients here: the row above compares unequal things. ***");
        }
        if (row.get("predictedSeconds") instanceof Double predicted
                && predicted > 0
                && row.get("totalSeconds") instanceof Double total) {
            var count = foretold.computeIfAbsent(String.valueOf(row.get("strategy")), name -> new int[2]);
            double ratio = predicted / total;
            count[0] += ratio >= 1 / FACTOR && ratio <= FACTOR ? 1 : 0;
            count[1]++;
        }
    }

    /** Once per model and strategy. */
    void refused(Setting setting, Contender contender, String why) {
        var sentence =
                setting.graph() + " " + setting.learner().name() + ": no row for `" + contender.name() + "`. " + why;
        if (said.add(sentence)) {
            report.say(sentence);
        }
    }

    void sayLast() {
        if (!foretold.isEmpty()) {
            report.say(forecast());
        }
        report.sayOfOthers();
    }

    /** How many rows foretold their seconds within a factor of 2. */
    private String forecast() {
        int within = foretold.values().stream().mapToInt(count -> count[0]).sum();
        int all = foretold.values().stream().mapToInt(count -> count[1]).sum();
        return "predictedSeconds within a factor of 2 of totalSeconds: " + within + " of " + all + " rows ("
                + foretold.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue()[0] + "/" + entry.getValue()[1])
                        .collect(Collectors.joining(", "))
                + ").";
    }
}
