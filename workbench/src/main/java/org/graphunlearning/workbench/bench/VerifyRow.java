package org.graphunlearning.workbench.bench;

import java.util.List;
import java.util.Locale;
import org.graphunlearning.verify.verdict.Control;
import org.graphunlearning.verify.verdict.Verdict;

/** Rows of {@link VerifyBenchmark}: one graph, one kind of model, one kind of deletion, one control. */
final class VerifyRow {
    static final List<Column> COLUMNS = List.of(
            Columns.GRAPH,
            Columns.architecture(6),
            new Column("kind", "kind", "what is deleted, see --kinds", 7),
            new Column("candidate", "candidate", "the control that is judged", 14),
            new Column("batch", "", "items per deletion: 1, or a share of the labelled training nodes"),
            new Column("items", "items", "deletions, over all seeds", 5),
            new Column("verdictCounts", "verdicts", "how often which verdict, by the default rule", 46),
            new Column("forgotten", "", "how often FORGOTTEN, by the default rule"),
            new Column("negligibleShare", "negl.", "share of deletions without a measurable influence", 5),
            new Column("rightShare", "right", "share judged rightly by the default rule, where there was influence", 6),
            new Column("balancedAccuracy", "bal.acc", "of the default rule: mean over retrained and other controls", 7),
            new Column("calibratedVerdictCounts", "", "verdicts by the calibrated rule on the deletions held out"),
            new Column("calibratedBalancedAccuracy", "calibr.", "of the calibrated rule, on those", 7),
            new Column("heldOutBalancedAccuracy", "held out", "of the default rule, on those"),
            new Column("residualCut", "", "residual up to which the calibrated rule says FORGOTTEN, mean of the seeds"),
            new Column("progressCut", "", "progress from which it says PARTIALLY_FORGOTTEN, mean of the seeds"),
            new Column("signal", "signal", "how far the reference is from the untouched model, median", 7),
            new Column("progress", "progress", "share of that way done, median"),
            new Column("collateral", "collat.", "movement beside it, in lengths of the way, median", 7),
            new Column("residual", "residual", "distance to the reference, in lengths of the way, median"),
            new Column("membershipResidual", "MIA res", "paired residual of membership scores, median", 7),
            new Column("trainSeconds", "", "one reference, 2 threads, median"),
            new Column("verifySeconds", "", "one verdict with the reference given, 2 threads, median"),
            new Column("seeds", "", "models, each with its own deletions"),
            Columns.EPOCHS,
            Columns.SPLIT,
            Columns.OTHERS,
            Columns.KERNEL,
            Columns.JDK);

    private VerifyRow() {}

    static Row of(Setting setting, VerifyPlan plan, VerifyTrial trial, Control control) {
        var showing = trial.showings().getOrDefault(control, new ControlShowing());
        var tally = showing.tally();
        var common = trial.common();
        return new Row()
                .put("graph", setting.graph())
                .put("architecture", setting.learner().name())
                .put("kind", trial.kind().word())
                .put("candidate", word(control))
                .put("batch", plan.batch())
                .put("items", showing.all().all())
                .put("verdictCounts", showing.all().text())
                .put("forgotten", showing.all().of(Verdict.FORGOTTEN))
                .put("negligibleShare", trial.negligibleShare())
                .put("rightShare", showing.influential().right(control.forgets()))
                .put("balancedAccuracy", trial.balancedAccuracy(ControlShowing::influential))
                .put("calibratedVerdictCounts", showing.calibrated().text())
                .put("calibratedBalancedAccuracy", trial.balancedAccuracy(ControlShowing::calibrated))
                .put("heldOutBalancedAccuracy", trial.balancedAccuracy(ControlShowing::defaultHeldOut))
                .put("residualCut", common.mean("residualCut"))
                .put("progressCut", common.mean("progressCut"))
                .put("signal", tally.median("signal"))
                .put("progress", tally.median("progress"))
                .put("collateral", tally.median("collateral"))
                .put("residual", tally.median("residual"))
                .put("membershipResidual", tally.median("membershipResidual"))
                .put("trainSeconds", common.median("trainSeconds"))
                .put("verifySeconds", common.median("verifySeconds"))
                .put("seeds", plan.seeds())
                .put("epochs", setting.epochs())
                .put("split", setting.split())
                .put("othersCpuShare", trial.others())
                .put("kernel", setting.kernel())
                .put("jdk", Runtime.version().toString());
    }

    /** As rows name it. */
    static String word(Control control) {
        return switch (control) {
            case REFERENCE -> Contender.RETRAIN;
            case ASCENT -> "gradient-ascent";
            default -> control.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }
}
