package org.graphunlearning.workbench.bench;

import java.util.Map;
import java.util.TreeSet;
import org.graphunlearning.verify.evidence.Evidence;
import org.graphunlearning.verify.metric.PaperMetrics;
import org.jspecify.annotations.Nullable;

/** What one strategy showed in the published setting: verdicts, and means of columns by name. */
final class PaperShowing {
    private final VerdictTally verdicts = new VerdictTally();
    private final Tally tally = new Tally();
    private final TreeSet<String> strategies = new TreeSet<>();
    private @Nullable String refusal;

    /** Takes what was found about one model, or about one shard of it. */
    void add(Evidence evidence) {
        verdicts.add(evidence.verification().judgement().verdict());
        evidence.columns().forEach((name, value) -> {
            if (value instanceof Double number) {
                tally.addIfKnown(name, number);
            }
        });
        var paper = evidence.paper();
        if (paper != null) {
            add(paper.candidate(), "");
            add(paper.untouched(), "Untouched");
        }
    }

    private void add(PaperMetrics metrics, String whose) {
        tally.addIfKnown("paperResidualDrop" + whose, metrics.residualDrop());
        tally.addIfKnown("paperHeatmapShift" + whose, metrics.heatmapShift());
        tally.addIfKnown("paperScoreDeviation" + whose, metrics.scoreDeviation());
        tally.add("paperEditDistance" + whose, metrics.editDistance());
        var removed = metrics.rulesRemoved();
        tally.addIfKnown("paperRulesRemoved" + whose, removed == null ? null : removed.doubleValue());
        tally.addIfKnown("paperMembership" + whose, metrics.membershipAfter());
    }

    /** Takes columns that are not of the evidence. */
    void add(Map<String, @Nullable Double> columns) {
        columns.forEach(tally::addIfKnown);
    }

    /** Takes what ran in the end, and how long. */
    void add(String strategy, double seconds) {
        strategies.add(strategy);
        tally.add("totalSeconds", seconds);
    }

    void refuse(String why) {
        refusal = why;
    }

    /** Why there is nothing to show. */
    @Nullable
    String refusal() {
        return refusal;
    }

    VerdictTally verdicts() {
        return verdicts;
    }

    @Nullable
    Double mean(String column) {
        return tally.mean(column);
    }

    /** What ran in the end; nothing where nothing ran. */
    @Nullable
    String finalStrategy() {
        return strategies.isEmpty() ? null : String.join(", ", strategies);
    }
}
