package org.graphunlearning.partitioning.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Progress;
import org.graphunlearning.gnn.compute.ProgressParts;
import org.graphunlearning.gnn.sidecar.Sidecar;
import org.graphunlearning.gnn.sidecar.SidecarCodec;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.unlearn.Auto;
import org.graphunlearning.gnn.unlearn.Calibration;
import org.graphunlearning.gnn.unlearn.Effect;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.gnn.unlearn.Impact;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.Strategy;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.graphunlearning.gnn.unlearn.Workload;
import org.jspecify.annotations.Nullable;

/**
 * Unlearns shard by shard (Bourtoule et al. 2021; Chen et al. 2022): only shards that hold something of what is deleted are worked
 * on, from their own graphs alone.
 *
 * <p>With {@link Retrain} and no repair, or a strict one, the result is bit for bit what {@link ShardedTrainer} gives on the
 * remaining graph with the same map, in whatever order deletions come. The cut itself is not computed again: what it saw of
 * the deleted parts stays in it. A deletion may leave one class in all: then every answer is that class, where training from
 * scratch would refuse; {@link #classesAfter} tells beforehand.
 */
public final class ShardedUnlearning {
    private final ShardedRequest request;
    private final ShardPlan plan;
    private final List<ShardWork> work;
    private final ShardTraining training;
    private final Calibration calibration;

    private ShardedUnlearning(ShardedRequest request, ShardPlan plan, List<ShardWork> work, Calibration calibration) {
        this.calibration = calibration;
        this.request = request;
        this.plan = plan;
        this.work = work;
        this.training = new ShardTraining(request.training(), request.sharding().slices());
    }

    /**
     * Plans a deletion and cuts out the shards it touches; costs what those shards cost, and one look at every row.
     *
     * @param request what to forget
     * @param also shards to work on although the forget set names nothing of theirs: they learned something the graph no
     *     longer shows
     * @throws IllegalArgumentException when something to forget is not in the graph
     */
    public static ShardedUnlearning plan(ShardedRequest request, BitSet also) {
        var plan = ShardPlan.of(request.before(), request.map(), request.sharding(), request.forget(), also);
        int[][] rows = request.map().rowsByShard();
        var repair = request.sharding().repair();
        long seed = request.training().seed();
        var work = plan.parts().stream()
                .map(part -> ShardWork.of(
                        part, ShardGraph.of(request.before(), request.map(), rows[part.shard()], repair, seed)))
                .toList();
        return new ShardedUnlearning(request, plan, work, Calibration.unknown());
    }

    /** The same without the work on some shards, which need none: what they were trained on stays as it is. */
    public ShardedUnlearning except(BitSet shards) {
        return new ShardedUnlearning(
                request,
                plan,
                work.stream().filter(one -> !shards.get(one.shard())).toList(),
                calibration);
    }

    /** The same, knowing what the training of one shard cost. */
    public ShardedUnlearning calibrated(Calibration ofOneShard) {
        return new ShardedUnlearning(request, plan, work, ofOneShard);
    }

    /** The size of the work on each of {@link #shards}. */
    public List<Workload> workloads() {
        return work.stream()
                .map(one -> {
                    var config = training.configFor(one.wholeAfter());
                    var forgotten = one.before().forgottenOf(one.part());
                    return Impact.of(one.wholeBefore(), forgotten, config)
                            .workload(config, one.wholeBefore(), calibration);
                })
                .toList();
    }

    /**
     * Refuses a strategy that a model cannot be unlearned with, before anything costly is done.
     *
     * @throws IllegalArgumentException one sentence naming what would work
     */
    public static void requireFits(Strategy strategy, TrainingConfig training, Sharding sharding) {
        if (sharding.slices() > 1 && !(strategy instanceof Retrain)) {
            throw new IllegalArgumentException("The checkpoints of `slices` would go on remembering; use the strategy "
                    + "`retrain`, not `" + strategy.name() + "`.");
        }
        strategy.requireFits(training);
    }

    /**
     * Expected wall time in milliseconds of a strategy that fits, on all {@link #shards} as {@link #run} would work on them; NaN
     * when the calibration is unknown. What combining the shards anew takes is not in it.
     *
     * @param strategy the strategy
     * @param workloads those of {@link #workloads}
     * @param threads threads of the run
     */
    public double predictedMillis(Strategy strategy, List<Workload> workloads, int threads) {
        var shared = sharing(strategy, threads);
        double mean = 0;
        for (var workload : workloads) {
            mean += shared.predictedMillis(workload) / workloads.size();
        }
        return mean * turns(threads);
    }

    /** Names of the strategies that {@code auto} would take first, each once, in the order of the shards. */
    public List<String> choices(Auto auto, List<Workload> workloads, int threads) {
        return workloads.stream()
                .map(workload -> auto.sharedBy(turns(threads)).choice(workload).name())
                .distinct()
                .toList();
    }

    /** A budget is for the whole deletion, in which shards follow each other. */
    private Strategy sharing(Strategy strategy, int threads) {
        return strategy instanceof Auto auto ? auto.sharedBy(turns(threads)) : strategy;
    }

    /** How many shards follow each other. */
    private int turns(int threads) {
        int all = work.size();
        return isSideBySide(threads) ? (all + threads - 1) / threads : all;
    }

    private boolean isSideBySide(int threads) {
        return work.size() > 1 && work.size() >= threads;
    }

    /** The shards to work on, ascending. */
    public int[] shards() {
        return work.stream().mapToInt(ShardWork::shard).toArray();
    }

    /** Plans and runs; every shard counts as trained on the graph as it is. */
    public static ShardedResult unlearn(
            ShardedRequest request, ShardedModel model, Strategy strategy, Compute compute) {
        var asTrained = new BitSet();
        asTrained.set(0, model.shards().size());
        return plan(request, new BitSet()).run(model, asTrained, strategy, compute);
    }

    /** What is planned. */
    public ShardPlan plan() {
        return plan;
    }

    /** Fingerprint of what each of {@link #shards} would be trained on before the deletion. */
    public List<byte[]> fingerprintsBefore() {
        return work.stream().map(one -> one.wholeBefore().fingerprint()).toList();
    }

    /** The same after the deletion. */
    public List<byte[]> fingerprintsAfter() {
        return work.stream()
                .map(one -> (one.part().isEmpty() ? one.wholeBefore() : one.wholeAfter()).fingerprint())
                .toList();
    }

    /**
     * What each of {@link #shards} has to forget, for those that are one model on either side.
     *
     * @param model the sharded model as it is
     */
    public List<ShardCase> cases(ShardedModel model) {
        var out = new ArrayList<ShardCase>();
        for (var one : work) {
            var old = model.shards().get(one.shard());
            if (isPlain(one, old)) {
                var forgotten = one.before().forgottenOf(one.part());
                var config = training.configFor(one.wholeAfter());
                out.add(new ShardCase(
                        one.shard(), one.wholeBefore(), one.wholeAfter(), forgotten, config, old.model()));
            }
        }
        return out;
    }

    /** Others have no model to speak of, or several in a row. */
    private boolean isPlain(ShardWork one, ShardModel old) {
        return old.classes().size() > 1
                && one.wholeAfter().classes().size() > 1
                && request.sharding().slices() == 1
                && !one.part().isEmpty();
    }

    /** How many classes would be left to answer with. */
    public int classesAfter(ShardedModel model) {
        Set<Object> left = new HashSet<>();
        var planned = new BitSet();
        for (var one : work) {
            planned.set(one.shard());
            left.addAll(one.wholeAfter().classes());
        }
        for (int s = 0; s < model.shards().size(); s++) {
            if (!planned.get(s)) {
                left.addAll(model.shards().get(s).classes());
            }
        }
        return left.size();
    }

    /** What one shard came to. */
    private record Done(
            int shard,
            ShardModel model,
            Guarantee guarantee,
            String strategy,
            List<String> warnings,
            @Nullable Effect effect) {}

    /**
     * Forgets.
     *
     * @param model the model as it is; nobody writes to it
     * @param asTrained shards that are exactly what training on the graph of the request gives
     * @throws IllegalArgumentException when the strategy cannot do it, or nothing would be left to answer with
     */
    public ShardedResult run(ShardedModel model, BitSet asTrained, Strategy strategy, Compute compute) {
        requireFits(strategy, request.training(), request.sharding());
        var done = worked(new Run(model, asTrained, sharing(strategy, compute.threads())), compute);
        var shards = new ArrayList<>(model.shards());
        var changed = new BitSet();
        for (var one : done) {
            boolean same = same(one.model(), shards.get(one.shard()));
            changed.set(one.shard(), !same);
            shards.set(one.shard(), same ? shards.get(one.shard()) : one.model());
        }
        return finished(done, strategy, changed, joined(shards, compute));
    }

    /** By name too, and with all that travels along: neither is in the hash of the parameters. */
    private static boolean same(ShardModel a, ShardModel b) {
        return a.classes().equals(b.classes())
                && a.stages().size() == b.stages().size()
                && Arrays.equals(a.sha256(), b.sha256())
                && IntStream.range(0, a.stages().size())
                        .allMatch(i -> same(
                                a.stages().get(i).sidecar(), b.stages().get(i).sidecar()));
    }

    private static boolean same(Sidecar a, Sidecar b) {
        return a.equals(b) || Arrays.equals(SidecarCodec.encode(a), SidecarCodec.encode(b));
    }

    private ShardedModel joined(List<ShardModel> shards, Compute compute) {
        var sharding = request.sharding();
        if (!sharding.aggregation().hasShardWeights()) {
            return new ShardedModel(shards, sharding.aggregation(), new double[0]);
        }
        var after = request.before().without(request.forget());
        var map = plan.after(request.map(), request.before(), after);
        return ShardWeights.join(
                shards, sharding, after, map, request.training().seed(), compute);
    }

    /** Many shards at once, one thread each; few shards one after the other on all threads. The bits are the same. */
    private List<Done> worked(Run run, Compute compute) {
        var done = new Done[work.size()];
        var parts = new ProgressParts(compute.progress(), done.length);
        if (isSideBySide(compute.threads())) {
            compute.each(done.length, (task, alone) -> done[task] = run.done(work.get(task), alone, parts.part(task)));
        } else {
            for (int i = 0; i < done.length; i++) {
                done[i] = run.done(work.get(i), compute, parts.part(i));
            }
        }
        return Arrays.asList(done);
    }

    /** One run of a strategy over the shards. */
    private final class Run {
        private final ShardedModel model;
        private final BitSet asTrained;
        private final Strategy strategy;

        Run(ShardedModel model, BitSet asTrained, Strategy strategy) {
            this.model = model;
            this.asTrained = asTrained;
            this.strategy = strategy;
        }

        Done done(ShardWork one, Compute compute, Progress progress) {
            var out = done(one, compute.reportingTo(progress));
            progress.reached(1);
            return out;
        }

        private Done done(ShardWork one, Compute compute) {
            var old = model.shards().get(one.shard());
            if (!isPlain(one, old)) {
                var name = new Retrain().name(); // whatever was asked for
                return new Done(one.shard(), restarted(one, old, compute), Guarantee.EXACT, name, List.of(), null);
            }
            var config = training.configFor(one.wholeAfter());
            boolean known = asTrained.get(one.shard()) && config.equals(training.configFor(one.wholeBefore()));
            var asked = new UnlearningRequest(
                    old.model(),
                    one.wholeBefore(),
                    one.wholeAfter(),
                    one.before().forgottenOf(one.part()),
                    config,
                    known,
                    calibration);
            var result = strategy.unlearn(asked, compute);
            var shard = new ShardModel(List.of(result.model()));
            return new Done(
                    one.shard(), shard, result.guarantee(), result.strategy(), result.warnings(), result.effect());
        }

        /** Exact, from the last stage that never saw anything of the part. */
        private ShardModel restarted(ShardWork one, ShardModel old, Compute compute) {
            boolean intact = asTrained.get(one.shard())
                    && old.classes().equals(one.wholeAfter().classes());
            if (!intact) {
                return training.fit(one.after(), compute);
            }
            var forgotten = one.before().forgottenOf(one.part());
            if (!Impact.of(one.wholeBefore(), forgotten, request.training()).reachesTraining()) {
                return old;
            }
            int slices = request.sharding().slices();
            int first = old.stages().size() == slices ? one.before().firstStage(one.part(), slices) : 0;
            return training.resume(one.after(), old.stages().subList(0, first), compute);
        }
    }

    private ShardedResult finished(List<Done> done, Strategy strategy, BitSet changed, ShardedModel model) {
        var guarantee = Guarantee.EXACT;
        var names = new TreeMap<String, List<Integer>>();
        var warnings = new LinkedHashSet<String>();
        var guarantees = new ArrayList<Guarantee>();
        for (var one : done) {
            guarantees.add(one.guarantee());
            guarantee = guarantee.weaker(one.guarantee());
            names.computeIfAbsent(one.strategy(), name -> new ArrayList<>()).add(one.shard());
            warnings.addAll(one.warnings());
        }
        if (plan.staleGhosts() > 0) {
            guarantee = guarantee.weaker(Guarantee.APPROXIMATE);
            warnings.add("Ghosts: " + plan.staleGhosts() + " in " + plan.staleShards()
                    + " other shards still count a neighbour that is gone, so the result is exact up to degree information;"
                    + " `strict: true` at training removes them too.");
        }
        var effects = done.stream().map(Done::effect).filter(Objects::nonNull).toList();
        if (names.size() > 1) {
            warnings.add("Not all shards were worked on alike: " + listed(names) + ".");
        }
        return new ShardedResult(
                model,
                plan,
                changed,
                guarantees,
                guarantee,
                nameOf(names.keySet(), strategy.name()),
                List.copyOf(warnings),
                Effect.ofAll(effects));
    }

    /** Where some shards had no choice, the strategy asked for still names the whole; one that only chooses never does. */
    private static String nameOf(Set<String> names, String asked) {
        return names.isEmpty() || (names.size() > 1 && names.contains(asked)) ? asked : String.join(", ", names);
    }

    private static String listed(TreeMap<String, List<Integer>> shardsByStrategy) {
        return shardsByStrategy.entrySet().stream()
                .map(entry -> "`" + entry.getKey() + "` in " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
