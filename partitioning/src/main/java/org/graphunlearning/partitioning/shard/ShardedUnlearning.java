package org.graphunlearning.partitioning.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.gnn.unlearn.Impact;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.Strategy;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;

/**
 * Unlearns shard by shard (Bourtoule et al. 2021; Chen et al. 2022): only shards that hold something of what is deleted are worked
 * on, from their own graphs alone.
 *
 * <p>With {@link Retrain} and no repair, or a strict one, the result is bit for bit what {@link ShardedTrainer} gives on the
 * remaining graph with the same map, in whatever order deletions come. The cut itself is not computed again: what it saw of
 * the deleted parts stays in it.
 */
public final class ShardedUnlearning {
    private final ShardedRequest request;
    private final Strategy strategy;
    private final Compute compute;
    private final ShardTraining training;

    private ShardedUnlearning(ShardedRequest request, Strategy strategy, Compute compute) {
        this.request = request;
        this.strategy = strategy;
        this.compute = compute;
        this.training = new ShardTraining(request.training(), request.sharding().slices());
    }

    /** What one shard came to. */
    private record Done(int shard, ShardModel model, Guarantee guarantee, String strategy, List<String> warnings) {}

    /**
     * Forgets.
     *
     * @throws IllegalArgumentException when the strategy cannot do it, or nothing would be left to answer with
     */
    public static ShardedResult unlearn(ShardedRequest request, Strategy strategy, Compute compute) {
        return new ShardedUnlearning(request, strategy, compute).run();
    }

    private ShardedResult run() {
        if (request.sharding().slices() > 1 && !(strategy instanceof Retrain)) {
            throw new IllegalArgumentException("The checkpoints of `slices` would go on remembering; use the strategy "
                    + "`retrain`, not `" + strategy.name() + "`.");
        }
        var plan = ShardPlan.of(request.before(), request.map(), request.sharding(), request.forget());
        var done = worked(plan.parts());
        var shards = new ArrayList<>(request.model().shards());
        var changed = new BitSet();
        for (var one : done) {
            boolean same = same(one.model(), shards.get(one.shard()));
            changed.set(one.shard(), !same);
            shards.set(one.shard(), same ? shards.get(one.shard()) : one.model());
        }
        return finished(plan, done, changed, joined(plan, shards));
    }

    /** By name too: the bytes of a model do not tell what its outputs are called. */
    private static boolean same(ShardModel a, ShardModel b) {
        return a.classes().equals(b.classes()) && Arrays.equals(a.sha256(), b.sha256());
    }

    private ShardedModel joined(ShardPlan plan, List<ShardModel> shards) {
        var sharding = request.sharding();
        if (!sharding.aggregation().hasShardWeights()) {
            return new ShardedModel(shards, sharding.aggregation(), new double[0]);
        }
        var after = request.after().get();
        var map = plan.after(request.map(), request.before(), after);
        return ShardWeights.join(
                shards, sharding, after, map, request.training().seed(), compute);
    }

    /** Many shards at once, one thread each; few shards one after the other on all threads. The bits are the same. */
    private List<Done> worked(List<ShardPlan.Part> parts) {
        int[][] rows = request.map().rowsByShard();
        var done = new Done[parts.size()];
        if (parts.size() >= compute.threads()) {
            compute.each(done.length, (task, alone) -> done[task] = worked(parts.get(task), rows, alone));
        } else {
            for (int i = 0; i < done.length; i++) {
                done[i] = worked(parts.get(i), rows, compute);
            }
        }
        return Arrays.asList(done);
    }

    private Done worked(ShardPlan.Part part, int[][] rows, Compute threads) {
        int s = part.shard();
        var before = ShardGraph.of(
                request.before(),
                request.map(),
                rows[s],
                request.sharding().repair(),
                request.training().seed());
        var after = before.without(part);
        var old = request.model().shards().get(s);
        var whole = before.whole();
        var left = after.whole();
        if (old.classes().size() < 2
                || left.classes().size() < 2
                || request.sharding().slices() > 1) {
            return new Done(s, restarted(part, before, after, threads), Guarantee.EXACT, strategy.name(), List.of());
        }
        var config = training.configFor(left);
        // A shard that loses its last validation node trains all epochs from now on: not what was done before.
        boolean asTrained = request.asTrained().get(s) && config.equals(training.configFor(whole));
        var one = new UnlearningRequest(old.model(), whole, left, before.forgottenOf(part), config, asTrained);
        var result = strategy.unlearn(one, threads);
        var model = new ShardModel(List.of(result.model()));
        return new Done(s, model, result.guarantee(), result.strategy(), result.warnings());
    }

    /** Exact, from the last stage that never saw anything of the part. */
    private ShardModel restarted(ShardPlan.Part part, ShardGraph before, ShardGraph after, Compute threads) {
        var old = request.model().shards().get(part.shard());
        boolean intact = request.asTrained().get(part.shard())
                && old.classes().equals(after.own().classes());
        if (!intact) {
            return training.fit(after, threads);
        }
        if (!Impact.of(before.whole(), before.forgottenOf(part), request.training())
                .reachesTraining()) {
            return old;
        }
        int slices = request.sharding().slices();
        int first = old.stages().size() == slices ? before.firstStage(part, slices) : 0;
        return training.resume(after, old.stages().subList(0, first), threads);
    }

    private ShardedResult finished(ShardPlan plan, List<Done> done, BitSet changed, ShardedModel model) {
        var guarantee = Guarantee.EXACT;
        var names = new LinkedHashSet<String>();
        var warnings = new LinkedHashSet<String>();
        for (var one : done) {
            guarantee = weaker(guarantee, one.guarantee());
            names.add(one.strategy());
            warnings.addAll(one.warnings());
        }
        if (plan.staleGhosts() > 0) {
            guarantee = weaker(guarantee, Guarantee.APPROXIMATE);
            warnings.add("Ghosts: " + plan.staleGhosts() + " in " + plan.staleShards()
                    + " other shards still count a neighbour that is gone, so the result is exact up to degree information;"
                    + " `strict: true` at training removes them too.");
        }
        var name = names.size() == 1 ? names.iterator().next() : strategy.name();
        return new ShardedResult(model, plan, changed, guarantee, name, List.copyOf(warnings));
    }

    private static Guarantee weaker(Guarantee a, Guarantee b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
