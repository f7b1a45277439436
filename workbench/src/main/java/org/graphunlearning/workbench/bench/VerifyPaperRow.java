package org.graphunlearning.workbench.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@link VerifyPaperBenchmark}: one graph, one kind of model, one strategy. */
final class VerifyPaperRow {
    static final List<Column> COLUMNS = List.of(
            Columns.GRAPH,
            Columns.architecture(9),
            new Column("strategy", "strategy", "who forgets; shard: 10 shards, those touched retrained", 9),
            new Column(
                    "finalStrategy",
                    "in the end",
                    "what ran in the end: a strategy that gives up retrains, or leaves it at `unlink`"),
            new Column("verdict", "verdict", "how often which verdict; of shards, per shard touched", 24),
            new Column("progress", "progress", "share of the way to retraining done, mean"),
            new Column("collateral", "collat.", "movement beside it, in lengths of the way, mean", 7),
            new Column("residual", "residual", "distance to retraining, in lengths of the way, mean"),
            new Column("heatmapShiftToRef", "HS ref", "distance of heat maps from retraining's, mean", 6),
            new Column("esdToRef", "ESD ref", "deviation of scores from retraining's, mean", 7),
            new Column("gedAligned", "GED", "edits between explanations before and after, mean", 6),
            new Column(
                    "graphRuleShift",
                    "GRS",
                    "shift of surrogate rules, mean; empty of shards, and where no tree imitates a model",
                    6),
            new Column("raExcess", "RA exc.", "residual attribution: 1 as untouched, 0 as retrained, mean", 7),
            new Column("miaAuc", "MIA", "AUC of the threshold attack, mean", 6),
            new Column("miaAucNoop", "no-op", "the same on the untouched model", 6),
            new Column("miaAucRef", "MIA ref", "the same on the retrained model", 7),
            new Column("leakAuc", "leak", "AUC of telling from both versions who was deleted, mean", 6),
            new Column("paperResidualDrop", "pRA", "published residual attribution: percentage points lost", 7),
            new Column("paperResidualDropUntouched", "no-op", "the same when nothing was unlearned", 7),
            new Column("paperHeatmapShift", "pHS", "published heat-map shift", 7),
            new Column("paperHeatmapShiftUntouched", "no-op", "the same when nothing was unlearned", 7),
            new Column("paperScoreDeviation", "pESD", "published score deviation", 7),
            new Column("paperScoreDeviationUntouched", "no-op", "the same when nothing was unlearned", 7),
            new Column("paperEditDistance", "pGED", "published edit distance", 7),
            new Column("paperEditDistanceUntouched", "no-op", "the same when nothing was unlearned", 7),
            new Column("paperRulesRemoved", "pGRS", "published rule shift: rules that are gone", 7),
            new Column("paperRulesRemovedUntouched", "no-op", "the same when nothing was unlearned", 7),
            new Column("paperMembership", "pMI", "published membership attack on the result, AUC", 7),
            new Column("paperMembershipUntouched", "no-op", "the same when nothing was unlearned", 7),
            new Column("utilityPost", "", "accuracy on the remaining test nodes, mean"),
            new Column("utilityRef", "", "the same of the retrained model"),
            new Column("totalSeconds", "", "the strategy, 2 threads, mean"),
            Columns.EPOCHS,
            Columns.SPLIT,
            Columns.OTHERS,
            Columns.JDK);

    private VerifyPaperRow() {}

    static Row of(Setting setting, String strategy, PaperShowing showing, @Nullable Double others) {
        return setting.row(COLUMNS, key -> switch (key) {
            case "strategy" -> strategy;
            case "finalStrategy" -> showing.finalStrategy();
            case "verdict" -> showing.verdicts().text();
            case "othersCpuShare" -> others;
            default -> showing.mean(key);
        });
    }
}
