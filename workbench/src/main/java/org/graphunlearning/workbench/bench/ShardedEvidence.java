package org.graphunlearning.workbench.bench;

import java.util.BitSet;
import java.util.LinkedHashMap;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.graphunlearning.partitioning.Partitioners;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.partition.Partition;
import org.graphunlearning.partitioning.partition.Partitioner;
import org.graphunlearning.partitioning.repair.Repair;
import org.graphunlearning.partitioning.shard.ShardCase;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.partitioning.shard.ShardedRequest;
import org.graphunlearning.partitioning.shard.ShardedTrainer;
import org.graphunlearning.partitioning.shard.ShardedUnlearning;
import org.graphunlearning.partitioning.shard.Sharding;
import org.graphunlearning.verify.attack.BlackBox;
import org.graphunlearning.verify.attack.MembershipCase;
import org.graphunlearning.verify.attack.ThresholdAttack;
import org.graphunlearning.verify.attack.UpdateLeak;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.evidence.EvidenceCollector;
import org.graphunlearning.verify.evidence.EvidenceOptions;
import org.graphunlearning.verify.verdict.ReferencePolicy;
import org.graphunlearning.verify.verdict.VerificationCase;
import org.jspecify.annotations.Nullable;

/**
 * A model in ten shards that forgets by retraining those that something is taken from. Each of them is verified as a model of its own;
 * attacks are on all of them together, as callers meet them.
 */
final class ShardedEvidence {
    private static final int SHARDS = 10;
    private static final Partitioner PARTITIONER = Partitioners.named("multilevel");
    private static final Sharding SHARDING = new Sharding(SHARDS, Repair.NONE, false, Aggregation.NEIGHBOURS, 1);
    private static final EvidenceOptions OPTIONS =
            new EvidenceOptions(VerifyTrial.OPTIONS.withReference(ReferencePolicy.RETRAIN), false, false, true);

    private final UnlearningRequest request;
    private final Compute compute;

    /** Of a request as a single model gets it; its model is not looked at. */
    ShardedEvidence(UnlearningRequest request, Compute compute) {
        this.request = request;
        this.compute = compute;
    }

    /** Cuts, trains, forgets, and looks; a cut that is refused refuses the row. */
    void collect(PaperShowing showing) {
        if (showing.refusal() != null) {
            return;
        }
        var cut = new Partitioner.Cut(SHARDS, request.training().seed());
        Partition partition;
        try {
            partition = PARTITIONER.partition(request.before(), cut, compute);
        } catch (IllegalArgumentException e) {
            showing.refuse(String.valueOf(e.getMessage()));
            return;
        }
        collect(showing, ShardMap.of(partition));
    }

    private void collect(PaperShowing showing, ShardMap map) {
        var config = request.training();
        var model = ShardedTrainer.train(request.before(), map, config, SHARDING, compute);
        var watch = new Stopwatch();
        var asked = new ShardedRequest(request.before(), map, request.forget(), config, SHARDING);
        var work = ShardedUnlearning.plan(asked, new BitSet());
        var asTrained = new BitSet();
        asTrained.set(0, SHARDS);
        var result = work.run(model, asTrained, new Retrain(), compute);
        showing.add(result.strategy(), watch.seconds());
        for (var one : work.cases(model)) {
            showing.add(EvidenceCollector.collect(subject(one, result.model()), OPTIONS, compute));
        }
        attack(showing, map, model, result.model());
    }

    private static VerificationCase subject(ShardCase one, ShardedModel after) {
        var deletion = new VerificationCase.Deletion(one.before(), one.after(), one.forget(), one.training());
        var candidate = after.shards().get(one.shard()).model();
        return VerificationCase.of(
                deletion, one.model(), candidate, one.training().seed());
    }

    private void attack(PaperShowing showing, ShardMap map, ShardedModel before, ShardedModel after) {
        var left = map.following(request.before(), request.after());
        var retrained = ShardedTrainer.train(request.after(), left, request.training(), SHARDING, compute);
        var models = new MembershipCase.Models(together(before, map), together(after, map), together(retrained, map));
        var probe = new MembershipCase(
                request.before(),
                request.after(),
                request.forget(),
                models,
                View.PROBE,
                request.training().seed());
        var membership = new ThresholdAttack().run(probe, compute).all();
        var reference = membership.reference();
        var columns = new LinkedHashMap<String, @Nullable Double>();
        columns.put("miaAuc", membership.post().auc());
        columns.put("miaAucNoop", membership.noop().auc());
        columns.put("miaAucRef", reference == null ? null : reference.auc());
        columns.put(
                "leakAuc",
                new UpdateLeak().run(probe.in(View.PROD), compute).separation().auc());
        showing.add(columns);
    }

    /** Shards as an attacker sees them: one answer. */
    private BlackBox together(ShardedModel model, ShardMap map) {
        var before = request.before();
        var homes = map.homes(before);
        return BlackBox.of(
                model.classes(),
                SHARDING.reach(request.training().model()).hops(),
                (graph, rows, threads) -> model.probabilities(graph, homes.following(before, graph), rows, threads));
    }
}
