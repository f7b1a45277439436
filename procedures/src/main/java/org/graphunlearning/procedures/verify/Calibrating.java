package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Progress;
import org.graphunlearning.gnn.compute.ProgressParts;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.partitioning.shard.ShardedRequest;
import org.graphunlearning.partitioning.shard.ShardedUnlearning;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.explainer.ExplainerConfig;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.verify.evidence.DeletionKind;
import org.graphunlearning.verify.verdict.Calibration;
import org.graphunlearning.verify.verdict.CalibrationProfile;
import org.graphunlearning.verify.verdict.Control;
import org.graphunlearning.verify.verdict.ControlReading;
import org.graphunlearning.verify.verdict.Reference;
import org.graphunlearning.verify.verdict.Thresholds;
import org.graphunlearning.verify.verdict.Verdict;
import org.graphunlearning.verify.verdict.Verification;
import org.graphunlearning.verify.verdict.VerificationCase;
import org.graphunlearning.verify.verdict.VerificationOptions;
import org.jspecify.annotations.Nullable;
import org.neo4j.procedure.Description;

/**
 * Calibrates the verifier on a model: draws parts of its graph, trains the paired reference of each, reads the controls and keeps the
 * cuts with the model. Costs a training and a handful of short ones per item; changes nothing but the model's calibration.
 */
final class Calibrating {
    private static final int USUAL_ITEMS = 30;
    private static final int MOST_ITEMS = 1000;

    private final CallScope scope;
    private final Config config;

    Calibrating(CallScope scope, Config config) {
        this.scope = scope;
        this.config = config;
    }

    /**
     * What a caller may ask for.
     *
     * @param items per kind
     * @param kinds what to draw
     * @param seed of the draw
     * @param options how to measure
     * @param concurrency threads
     */
    record Config(int items, List<DeletionKind> kinds, long seed, VerificationOptions options, int concurrency) {
        private static final List<String> KINDS = List.of("NODE", "EDGE", "FEATURE");

        static Config parse(@Nullable Map<String, Object> raw) {
            var in = new ConfigReader(raw);
            int items = in.intIn("items", USUAL_ITEMS, 1, MOST_ITEMS);
            var kinds = in.texts("kinds", KINDS).stream().map(Config::kind).toList();
            if (kinds.isEmpty()) {
                throw new IllegalArgumentException("`kinds` is empty; name at least one of NODE, EDGE and FEATURE.");
            }
            long seed = in.longIn("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
            var options = VerificationOptions.defaults(ExplainerConfig.readNested(in))
                    .withMaxTargets(in.intIn("maxTargets", 64, 1, 100_000));
            int concurrency = TrainConfig.concurrency(in);
            in.requireNoOtherKeys();
            return new Config(items, kinds, seed, options, concurrency);
        }

        private static DeletionKind kind(String name) {
            for (var kind : KINDS) {
                if (kind.equalsIgnoreCase(name)) {
                    return DeletionKind.valueOf(kind);
                }
            }
            throw new IllegalArgumentException("`kinds` may hold NODE, EDGE and FEATURE, not `" + name + "`.");
        }
    }

    /** What one control came to. */
    public record Row(
            @Description("The model.") String modelName,
            @Description("NODE, EDGE or FEATURE.") String kind,

            @Description("A model whose verdict is known, from NO_OP to REFERENCE.")
            String control,

            @Description("How often it was measured.") long readings,

            @Description("How often each verdict was given, by the cuts found.")
            Map<String, Object> verdicts,

            @Description("Residual up to which a model has forgotten.")
            double residualCut,

            @Description("Progress below which it has not.") double progressCut,

            @Description("Balanced accuracy over all controls; below 0.9 verdicts carry a warning.")
            double balancedAccuracy,

            @Description("Name of the calibration, as verifications give it.")
            String calibrationProfile) {}

    /** Calibrates and keeps the result. */
    List<Row> run(String modelName) {
        var entry = new ModelStore(scope).lockAndLoad(modelName);
        var training = TrainConfig.parse(entry.model().config());
        scope.progress().step("project");
        var projection = Projector.project(
                scope,
                ProjectionRequest.forModel(
                        training.projection(),
                        entry.model().marks(),
                        entry.model().layout(),
                        config.concurrency()));
        requireOneStage(training);
        var subject = new Subject(
                projection, training, entry.decoded(training.cut().sharding().aggregation()), entry);
        var guard = scope.guard();
        try (var threads = Compute.withThreads(config.concurrency())) {
            var compute = threads.checkingFor(guard::check);
            var readings = new EnumMap<DeletionKind, List<ControlReading>>(DeletionKind.class);
            var kinds = new ProgressParts(
                    scope.progress().step("calibrate"), config.kinds().size());
            for (int k = 0; k < config.kinds().size(); k++) {
                var kind = config.kinds().get(k);
                readings.put(kind, readings(subject, kind, compute, kinds.part(k)));
            }
            var all = readings.values().stream().flatMap(List::stream).toList();
            var profile = Calibration.fit(all, Thresholds.defaults());
            new CalibrationStore(scope).write(modelName, profile);
            return rows(modelName, readings, profile);
        }
    }

    private static void requireOneStage(TrainConfig training) {
        if (training.cut().sharding().slices() > 1) {
            throw new IllegalArgumentException("A model with `slices` is several models in a row, which cannot be"
                    + " calibrated; train one without.");
        }
    }

    /** The model and its graph. */
    private record Subject(Projection projection, TrainConfig training, ShardedModel model, ModelStore.Entry entry) {
        ShardedUnlearning plan(ForgetSet forget) {
            var sharding = training.cut().sharding();
            var request = new ShardedRequest(
                    projection.graph(), projection.shardMap(sharding.shards()), forget, training.training(), sharding);
            return ShardedUnlearning.plan(request, new BitSet());
        }

        /** Whether every shard of a plan is exactly what training on the present graph gives. */
        boolean isAsTrained(ShardedUnlearning plan) {
            var shards = plan.shards();
            var now = plan.fingerprintsBefore();
            for (int i = 0; i < shards.length; i++) {
                var stored = entry.shards().get(shards[i]);
                boolean same = stored.fingerprint().equals(HexFormat.of().formatHex(now.get(i)));
                if (!same || !stored.guarantee().equals(Guarantee.EXACT.name())) {
                    return false;
                }
            }
            return true;
        }
    }

    private List<ControlReading> readings(Subject subject, DeletionKind kind, Compute compute, Progress progress) {
        var out = new ArrayList<ControlReading>();
        var draw = new ItemDraw(subject.projection().graph(), config.seed());
        var items = draw.items(kind, config.items());
        for (int i = 0; i < items.size(); i++) {
            progress.reached((double) i / items.size());
            var forget = items.get(i);
            var plan = subject.plan(forget);
            if (!subject.isAsTrained(plan)) {
                throw new IllegalStateException("The model is not what training on the present graph gives, so its"
                        + " untouched state is no control; train it again, then calibrate.");
            }
            for (var one : plan.cases(subject.model())) {
                var deletion = new VerificationCase.Deletion(one.before(), one.after(), one.forget(), one.training());
                var untouched = VerificationCase.of(deletion, one.model(), one.model(), config.seed());
                var reference = Reference.paired(one.after(), one.training(), compute);
                out.addAll(Verification.readControls(untouched, reference.model(), config.options(), compute));
            }
        }
        progress.reached(1);
        return out;
    }

    private static List<Row> rows(
            String modelName, Map<DeletionKind, List<ControlReading>> readings, CalibrationProfile profile) {
        var out = new ArrayList<Row>();
        readings.forEach((kind, all) -> {
            var counts = Calibration.verdicts(all, Thresholds.defaults().with(profile));
            for (var control : Control.values()) {
                var verdicts = new LinkedHashMap<String, Object>();
                Map<Verdict, Integer> given = counts.getOrDefault(control, Map.of());
                given.forEach((verdict, count) -> verdicts.put(verdict.name(), (long) count));
                long number =
                        given.values().stream().mapToLong(Integer::longValue).sum();
                out.add(new Row(
                        modelName,
                        kind.name(),
                        control.name(),
                        number,
                        verdicts,
                        profile.residualCut(),
                        profile.progressCut(),
                        profile.balancedAccuracy(),
                        CalibrationStore.name(profile)));
            }
        });
        return out;
    }
}
