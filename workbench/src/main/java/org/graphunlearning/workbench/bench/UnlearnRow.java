package org.graphunlearning.workbench.bench;

import java.util.List;

/** Rows of {@link UnlearnBenchmark}: one graph, one kind of model, one request, one strategy. */
final class UnlearnRow {
    private static final int ARCHITECTURE = 12;
    private static final int WORD = 15;

    static final List<Column> COLUMNS = List.of(
            Columns.GRAPH,
            Columns.architecture(ARCHITECTURE),
            new Column("request", "request", "what is forgotten, see --requests", 10),
            new Column("strategy", "strategy", "who forgets, see --strategies", WORD),
            Columns.GUARANTEE,
            new Column("f1Mean", "F1", "micro F1 (accuracy) on the test nodes that remain, mean of the seeds", 6),
            new Column("f1Std", "+-", "its sample standard deviation; null with one seed", 6),
            new Column("macroF1Mean", "", "macro F1, mean of the seeds"),
            new Column("gapToRetrain", "gap", "F1 less the F1 of retraining, mean of the seeds", 6),
            new Column("agreement", "agree", "share of test nodes that get the class retraining gives them, mean", 6),
            new Column("untouchedAgreement", "untouched", "the same of the untouched model"),
            new Column("retrainSelfAgreement", "ceiling", "the same of a retraining with another seed"),
            new Column("logitDistance", "logit L2", "mean distance of the test nodes' logits from retraining's"),
            new Column(
                    "parameterDistance", "param L2", "distance of the parameters from retraining's, same seed, mean"),
            new Column("parameterShift", "", "distance of the parameters from those before, mean"),
            new Column("remainingLoss", "loss", "cross-entropy on the training nodes that remain, mean", 6),
            new Column("membershipAuc", "MIA", "AUC of telling what was forgotten from test nodes, mean", 6),
            new Column("retrainMembershipAuc", "MIA ref", "the same of retraining: the yardstick, not 0.5"),
            new Column("members", "", "training nodes attacked, mean; no AUC below " + Membership.LEAST),
            new Column("editSeconds", "", "working out the remaining graph, in nobody's total; median"),
            new Column("planSeconds", "plan s", "finding out whom the deletion reaches, median", 7),
            new Column("gradientSeconds", "", "gradients of what goes and what stays, median"),
            new Column("solveSeconds", "solve s", "everything that moves parameters, median", 7),
            new Column("evaluateSeconds", "", "checking the result, median"),
            Columns.TOTAL_SECONDS,
            new Column("retrainSeconds", "", "the same of retraining"),
            new Column("speedup", "faster", "retraining's seconds over totalSeconds of the same seed, median"),
            new Column("predictedSeconds", "foretold", "what the strategy foretold of totalSeconds, median"),
            new Column("peerSeconds", "peer s", "GIF in PyTorch, 2 threads, median; one seed above 10 s", 7),
            new Column("peerSpeedup", "x peer", "peerSeconds over totalSeconds"),
            new Column("peerAgrees", "", "whether both sides start from the same difference of gradients, to 1e-3"),
            new Column("peerAgreement", "", "agreement of PyTorch's result with retraining; 0 when it is not finite"),
            new Column("peerForm", "", "the variant that was fastest in PyTorch"),
            Columns.FINAL_STRATEGY,
            Columns.SEEDS,
            Columns.EPOCHS,
            Columns.SPLIT,
            Columns.OTHERS,
            Columns.KERNEL,
            Columns.JDK);

    private UnlearnRow() {}

    static Row of(Setting setting, UnlearnTrial trial, Contender contender, Showing showing) {
        var tally = showing.tally();
        var retrained = trial.retrained();
        var total = tally.median("totalSeconds");
        var peer = contender.isGif() ? trial.peer() : null;
        var peerSeconds = peer == null ? null : peer.seconds();
        return new Row()
                .put("graph", setting.graph())
                .put("architecture", setting.learner().name())
                .put("request", trial.demand().word())
                .put("strategy", contender.name())
                .put("guarantee", showing.guarantee())
                .put("f1Mean", tally.mean("f1"))
                .put("f1Std", tally.of("f1").deviation())
                .put("macroF1Mean", tally.mean("macroF1"))
                .put("gapToRetrain", tally.mean("gap"))
                .put("agreement", tally.mean("agreement"))
                .put("untouchedAgreement", retrained.mean("untouchedAgreement"))
                .put("retrainSelfAgreement", retrained.mean("selfAgreement"))
                .put("logitDistance", tally.mean("logitDistance"))
                .put("parameterDistance", tally.mean("parameterDistance"))
                .put("parameterShift", tally.mean("parameterShift"))
                .put("remainingLoss", tally.mean("remainingLoss"))
                .put("membershipAuc", tally.mean("auc"))
                .put("retrainMembershipAuc", retrained.mean("auc"))
                .put("members", retrained.mean("members"))
                .put("editSeconds", retrained.median("editSeconds"))
                .put("planSeconds", tally.median("planSeconds"))
                .put("gradientSeconds", tally.median("gradientSeconds"))
                .put("solveSeconds", tally.median("solveSeconds"))
                .put("evaluateSeconds", tally.median("evaluateSeconds"))
                .put("totalSeconds", total)
                .put("retrainSeconds", retrained.median("retrainSeconds"))
                .put("speedup", tally.median("speedup"))
                .put("predictedSeconds", tally.median("predictedSeconds"))
                .put("peerSeconds", peerSeconds)
                .put("peerSpeedup", peerSeconds == null || total == null ? null : peerSeconds / total)
                .put("peerAgrees", peer == null ? null : peer.agrees())
                .put("peerAgreement", peer == null ? null : peer.agreement())
                .put("peerForm", peer == null ? null : peer.form())
                .put("finalStrategy", contender.isUntouched() ? null : showing.finalStrategy())
                .put("seeds", tally.of("f1").values().length)
                .put("epochs", setting.epochs())
                .put("split", setting.split())
                .put("othersCpuShare", trial.others())
                .put("kernel", setting.kernel())
                .put("jdk", Runtime.version().toString());
    }
}
