package org.graphunlearning.workbench.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.graphunlearning.verify.attack.BlackBox;
import org.graphunlearning.verify.attack.LikelihoodRatio;
import org.graphunlearning.verify.attack.MembershipCase;
import org.graphunlearning.verify.attack.ShadowCache;
import org.graphunlearning.verify.attack.ThresholdAttack;
import org.graphunlearning.verify.attack.View;
import org.jspecify.annotations.Nullable;

/**
 * The likelihood-ratio attack on models that forgot 5 % of the labelled training nodes, beside the attack that costs nothing. The
 * yardstick of both is the retrained model, not 0.5.
 */
final class VerifyLiraBenchmark implements Benchmark {
    private static final int SHADOWS = 16;
    private static final long CACHE_BYTES = 1L << 29;
    private static final List<Contender> CONTENDERS =
            Contender.named(List.of(Contender.UNTOUCHED, Contender.GIF, Contender.RETRAIN));

    private static final List<Column> COLUMNS = List.of(
            Columns.GRAPH,
            Columns.architecture(9),
            new Column("candidate", "candidate", "whose answers are attacked", 10),
            new Column("liraAuc", "LiRA", "AUC of the likelihood ratio, mean of the seeds", 6),
            new Column("liraAucLow", "low", "lower end of its 95 % interval, mean", 6),
            new Column("liraAucHigh", "high", "upper end, mean", 6),
            new Column("liraAucRef", "LiRA ref", "the same attack on the retrained model, mean"),
            new Column("liraToRef", "to ref", "liraAuc less liraAucRef, mean", 7),
            new Column("liraTprAt1Percent", "TPR 1 %", "members found at 1 % false positives, mean"),
            new Column("liraTopDecile", "top 10 %", "log ratio of the tenth of members found best, mean"),
            new Column("thresholdAuc", "threshold", "AUC of the threshold attack on the same members, mean"),
            new Column("thresholdAucRef", "thr. ref", "the same on the retrained model, mean"),
            new Column("members", "", "forgotten training nodes, mean"),
            new Column("nonMembers", "", "test nodes they are compared with, mean"),
            new Column("shadows", "shadows", "models trained for the attack"),
            new Column("liraSeconds", "LiRA s", "the first attack of a seed, shadows included, mean", 7),
            Columns.SEEDS,
            Columns.EPOCHS,
            Columns.SPLIT,
            Columns.OTHERS,
            Columns.JDK);

    @Override
    public String name() {
        return "verify-lira";
    }

    @Override
    public String summary() {
        return "likelihood-ratio attack on the untouched, a corrected and the retrained model";
    }

    @Override
    public List<Option> options() {
        return VerifyPlan.OPTIONS;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void run(Arguments arguments, BenchPlace place, Report report) {
        var plan =
                VerifyPlan.of(arguments, place.graphs(), VerifyBenchmark.LEARNERS, VerifyPlan.usualGraphs(arguments));
        try (var compute = Compute.withThreads(VerifyBenchmark.THREADS)) {
            plan.course().run(place.graphs(), compute, (setting, graph) -> {
                var load = MachineLoad.watch();
                var trial = new Trial(compute);
                plan.trained(graph, setting.learner(), compute).forEach(trial::round);
                var others = load.others();
                trial.tallies.forEach((candidate, tally) -> report.add(row(setting, candidate, tally, others)));
            });
        }
        report.sayOfOthers();
    }

    private static Row row(Setting setting, String candidate, Tally tally, @Nullable Double others) {
        return setting.row(COLUMNS, key -> switch (key) {
            case "candidate" -> candidate;
            case "shadows" -> SHADOWS;
            case "seeds" -> tally.of("members").values().length;
            case "othersCpuShare" -> others;
            default -> tally.mean(key);
        });
    }

    /** One graph and one kind of model. */
    private static final class Trial {
        private final Compute compute;
        private final Map<String, Tally> tallies = new LinkedHashMap<>();

        Trial(Compute compute) {
            this.compute = compute;
        }

        void round(Learned learned) {
            var forget = Demand.NODES_5_PERCENT.draw(
                    learned.graph(), learned.config().seed());
            var request = learned.request(forget);
            var reference = new Contender(Contender.RETRAIN)
                    .strategy(0)
                    .unlearn(request, compute)
                    .model();
            var cache = new ShadowCache(CACHE_BYTES);
            for (var contender : CONTENDERS) {
                if (contender.fits(learned.config())) {
                    var candidate =
                            switch (contender.name()) {
                                case Contender.UNTOUCHED -> learned.model();
                                case Contender.RETRAIN -> reference;
                                default ->
                                    contender
                                            .strategy(0)
                                            .unlearn(request, compute)
                                            .model();
                            };
                    attack(request, contender.name(), new Pair(candidate, reference), cache);
                }
            }
        }

        private record Pair(Gnn candidate, Gnn reference) {}

        private void attack(UnlearningRequest request, String name, Pair pair, ShadowCache cache) {
            var tally = tallies.computeIfAbsent(name, absent -> new Tally());
            var models = new MembershipCase.Models(
                    BlackBox.of(request.model()), BlackBox.of(pair.candidate()), BlackBox.of(pair.reference()));
            long seed = request.training().seed();
            var subject =
                    new MembershipCase(request.before(), request.after(), request.forget(), models, View.PROBE, seed);
            boolean first = cache.size() == 0;
            var watch = new Stopwatch();
            var lira = LikelihoodRatio.online(SHADOWS).run(subject, request.training(), cache, compute);
            if (first) {
                tally.add("liraSeconds", watch.seconds());
            }
            add(tally, lira);
            var threshold = new ThresholdAttack().run(subject, compute).all();
            tally.addIfKnown("thresholdAuc", threshold.post().auc());
            var yardstick = threshold.reference();
            tally.addIfKnown("thresholdAucRef", yardstick == null ? null : yardstick.auc());
        }

        private static void add(Tally tally, LikelihoodRatio.Result lira) {
            var post = lira.comparison().post();
            var reference = lira.comparison().reference();
            var difference = lira.comparison().postToReference();
            tally.addIfKnown("liraAuc", post.auc());
            tally.addIfKnown("liraAucLow", post.low());
            tally.addIfKnown("liraAucHigh", post.high());
            tally.addIfKnown("liraAucRef", reference == null ? null : reference.auc());
            tally.addIfKnown("liraToRef", difference == null ? null : (Double) difference.difference());
            tally.addIfKnown("liraTprAt1Percent", post.tprAt1pct());
            tally.addIfKnown("liraTopDecile", lira.topDecile());
            tally.add("members", post.n1());
            tally.add("nonMembers", post.n0());
        }
    }
}
