package org.graphunlearning.procedures.delete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.AffectedNodes;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.Strategy;
import org.graphunlearning.partitioning.repair.Repair;
import org.graphunlearning.partitioning.shard.ShardCase;
import org.graphunlearning.partitioning.shard.ShardCodec;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.partitioning.shard.ShardPlan;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.partitioning.shard.ShardedRequest;
import org.graphunlearning.partitioning.shard.ShardedResult;
import org.graphunlearning.partitioning.shard.ShardedUnlearning;
import org.graphunlearning.partitioning.shard.Sharding;
import org.graphunlearning.procedures.hook.Pending;
import org.graphunlearning.procedures.hook.PendingStore;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.graphunlearning.procedures.store.StoredShard;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.procedures.train.TrainingCost;
import org.graphunlearning.verify.certificate.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * What a request makes of one model, shard by shard: planned first, then computed; nothing is written here.
 */
final class ModelChange {
    private final CallScope scope;
    private final ModelStore.Entry entry;
    private final ShardedModel before;
    private final LearnedItems learned;
    private final PendingWork pending;
    private final TrainConfig training;
    private final @Nullable BitSet read;
    private final Projection projection;
    private final Forgetting forgetting;
    private final ShardMap map;
    private final ShardedUnlearning unlearning;
    private final ShardPrints prints;
    private final long planMillis;

    private ModelChange(CallScope scope, ModelStore.Entry entry, LearnedItems learned, int concurrency) {
        long start = System.nanoTime();
        this.scope = scope;
        this.entry = entry;
        this.learned = learned;
        this.training = TrainConfig.parse(entry.model().config());
        scope.progress().step("project");
        var sharding = training.cut().sharding();
        // Before the graph is read: what comes later stays pending.
        this.pending = new PendingWork(new PendingStore(scope).of(entry.model()), sharding);
        this.before = entry.decoded(sharding.aggregation());
        var marks = entry.model().marks();
        this.read = shardsToRead();
        var whole = ProjectionRequest.forModel(
                training.projection(), marks, entry.model().layout(), concurrency);
        this.projection = Projector.project(scope, read == null ? whole : whole.readingOnly(read));
        this.forgetting = isOfPending()
                ? Forgetting.ofPending(pending.shards(), pending.leavesGhosts())
                : Forgetting.of(projection, training.projection(), marks, learned);
        this.map = isOfPending() ? pending.map(projection) : projection.shardMap(sharding.shards());
        var request = new ShardedRequest(projection.graph(), map, forgetting.forget(), training.training(), sharding);
        var planned = ShardedUnlearning.plan(request, forgetting.outside());
        requireRead(planned);
        requireLearnable(planned);
        this.prints = ShardPrints.of(planned, entry.shards());
        this.unlearning = planned.except(isOfPending() ? prints.asTrained() : prints.unchanged())
                .calibrated(TrainingCost.calibration(entry.model().metrics()));
        this.planMillis = (System.nanoTime() - start) / 1_000_000;
    }

    /**
     * Reads the graph and works out what would remain.
     *
     * @throws IllegalStateException when too little would remain to train on
     */
    static ModelChange plan(CallScope scope, ModelStore.Entry entry, LearnedItems learned, int concurrency) {
        return new ModelChange(scope, entry, learned, concurrency);
    }

    /**
     * The same for what was taken out of the graph behind the model's back: its shards are worked on as the graph shows them now.
     *
     * @throws IllegalStateException when too little is left to train on
     */
    static ModelChange ofPending(CallScope scope, ModelStore.Entry entry, int concurrency) {
        return new ModelChange(scope, entry, LearnedItems.none(), concurrency);
    }

    private boolean isOfPending() {
        return learned.isEmpty();
    }

    /** Only what is worked on needs features and labels; weights of shards are fitted on all of them. Null reads all. */
    private @Nullable BitSet shardsToRead() {
        var sharding = sharding();
        if (!sharding.isSharded() || sharding.aggregation().hasShardWeights()) {
            return null;
        }
        return isOfPending()
                ? pending.shards()
                : learned.shards(training.projection(), model().marks(), sharding.strict());
    }

    /** The marks were read before the projection was; should they differ, a shard would be trained on zeros. */
    private void requireRead(ShardedUnlearning planned) {
        if (read != null && !Arrays.stream(planned.shards()).allMatch(read::get)) {
            throw new IllegalStateException("The graph changed while it was being read; call again.");
        }
    }

    private void requireLearnable(ShardedUnlearning planned) {
        int classes = planned.classesAfter(before);
        if (classes < 2) {
            throw new IllegalStateException((isOfPending() ? "What remains of the graph" : "Deleting this")
                    + " would leave model `" + model().name() + "` with "
                    + (classes == 0 ? "no labelled training node" : "one class")
                    + "; drop the model first with `CALL unlearn.model.drop('" + model().name() + "')`.");
        }
    }

    /**
     * What came out.
     *
     * @param after what to store
     * @param guarantee what the whole model is worth
     * @param warnings sentences the caller should see
     * @param unlearnMillis how long it took
     */
    record Result(ModelAfter after, Guarantee guarantee, List<String> warnings, long unlearnMillis) {
        ShardedModel model() {
            return after.result().model();
        }

        ShardedResult sharded() {
            return after.result();
        }

        Map<Integer, StoredShard> stored() {
            return after.stored();
        }
    }

    Result compute(Strategy strategy, int concurrency) {
        long start = System.nanoTime();
        var warnings = new ArrayList<>(forgetting.warnings());
        if (!isOfPending() && prints.changedSince(unlearning.shards())) {
            warnings.add("The graph changed since the model was trained; the result refers to the graph as it is now.");
        }
        if (!forgetting.outside().isEmpty() && !(strategy instanceof Retrain)) {
            warnings.add("What was learned is no longer in the projection, so only retraining can forget it.");
        }
        if (ghostsMayStay()) {
            warnings.add(
                    "Ghosts of other shards may still stand for what is no longer in the projection, so the result is "
                            + "exact up to degree information.");
        }
        var guard = scope.guard();
        try (var compute = Compute.withThreads(concurrency)) {
            var checked = compute.checkingFor(guard::check)
                    .reportingTo(scope.progress().step("unlearn"));
            var result = unlearning.run(before, prints.asTrained(), strategy, checked);
            warnings.addAll(result.warnings());
            warnings.addAll(warningsOfShards(result.model()));
            var after = new ModelAfter(entry, result, stored(result), leavesGhosts());
            var guarantee = after.guarantee();
            if (guarantee != result.guarantee() && !leavesGhosts()) {
                warnings.add(
                        "What earlier deletions left " + (sharding().isSharded() ? "in other shards" : "in the model")
                                + " is only " + guarantee + ".");
            }
            warnings.addAll(pending.warnings(model().name(), settled(after.stored())));
            return new Result(after, guarantee, warnings, (System.nanoTime() - start) / 1_000_000);
        }
    }

    /** The records that a result settles: all when it is about them, else those it settles by the way. */
    List<Pending> settled(Map<Integer, StoredShard> stored) {
        return isOfPending() ? pending.records() : pending.settledBy(stored);
    }

    /** What is pending for the model. */
    PendingWork pending() {
        return pending;
    }

    /** What the model forgets: what the request names, or what was taken out before it. */
    Certificate.Items items() {
        var forget = forgetting.forget();
        return isOfPending()
                ? pending.items()
                : new Certificate.Items(
                        forget.nodes().length, forgetting.edges(), forgetting.cells(), forget.labels().length);
    }

    private Map<Integer, StoredShard> stored(ShardedResult result) {
        var out = new HashMap<Integer, StoredShard>();
        int[] shards = unlearning.shards();
        for (int i = 0; i < shards.length; i++) {
            int s = shards[i];
            var now = result.guarantees().get(i);
            var old = Guarantee.valueOf(entry.shards().get(s).guarantee());
            // An approximate step on top of another keeps the weaker promise; an exact one starts afresh.
            var left = now == Guarantee.EXACT ? now : now.weaker(old);
            var content = ShardCodec.encode(result.model().shards().get(s));
            out.put(s, new StoredShard(content, prints.after(s), left.name()));
        }
        return out;
    }

    private boolean leavesGhosts() {
        return plan().staleGhosts() > 0 || ghostsMayStay();
    }

    private boolean ghostsMayStay() {
        return sharding().repair() != Repair.NONE && forgetting.losesSight();
    }

    private List<String> warningsOfShards(ShardedModel after) {
        var out = new ArrayList<String>();
        for (int s = 0; s < after.shards().size(); s++) {
            if (before.shards().get(s).answers() && !after.shards().get(s).answers()) {
                out.add("Shard " + s + " has no labelled training node left and no longer answers.");
            }
        }
        if (sharding().isSharded() && ShardMap.isLopsided(plan().sizesAfter(map))) {
            out.add("Shard sizes have drifted apart; training the model again would cut evenly.");
        }
        return out;
    }

    /** The model's facts after the deletion. */
    StoredModel updated(Result result, boolean keepInGraph) {
        var marks = keepInGraph ? Hiding.marksAfter(model().marks(), learned) : model().marks();
        return result.after().facts(marks, sizeAfter(), scope.clock().instant());
    }

    private StoredModel.Size sizeAfter() {
        return new StoredModel.Size(
                Arrays.stream(plan().sizesAfter(map)).asLongStream().sum(),
                projection.graph().edgeCountWithout(forgetting.forget()),
                model().size().shards());
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    StoredModel model() {
        return entry.model();
    }

    /** The model as it was. */
    ShardedModel before() {
        return before;
    }

    LearnedItems learned() {
        return learned;
    }

    Projection projection() {
        return projection;
    }

    Forgetting forgetting() {
        return forgetting;
    }

    TrainConfig training() {
        return training;
    }

    private Sharding sharding() {
        return training.cut().sharding();
    }

    ShardPlan plan() {
        return unlearning.plan();
    }

    /** What is planned, shard by shard. */
    ShardedUnlearning unlearning() {
        return unlearning;
    }

    /** What the request means to each shard worked on that is one model before and after. */
    List<ShardCase> cases() {
        return unlearning.cases(before);
    }

    /** Shards that have to be worked on. */
    int[] shards() {
        return unlearning.shards();
    }

    /** Where the rows of the projection live, without the ghosts that go; nowhere if their roles were not read. */
    ShardMap mapToMark() {
        var left = plan().lessGhosts(map, projection.graph());
        return read == null ? left : left.only(read);
    }

    /** Rows of the model's training nodes that are among the affected. */
    int affectedTraining(BitSet affected) {
        if (sharding().isSharded()) {
            var both = (BitSet) affected.clone();
            both.and(projection.homes(sharding().shards()).trains());
            return both.cardinality();
        }
        return (int) Arrays.stream(projection.graph().trainingRows())
                .filter(affected::get)
                .count();
    }

    /** Share of the nodes of all shards that lie in the shards to work on. */
    double workShare() {
        int[] sizes = map.sizes();
        double all = Arrays.stream(sizes).sum();
        return all == 0 ? 0 : Arrays.stream(shards()).map(s -> sizes[s]).sum() / all;
    }

    /**
     * Remaining rows whose answer the deletion can reach with the parameters as they are; where nobody can tell any more, every row of
     * the shards worked on.
     */
    BitSet affected() {
        if (isOfPending()) {
            return rowsWorkedOn();
        }
        return AffectedNodes.of(
                projection.graph(),
                forgetting.forget(),
                sharding().reach(training.training().model()));
    }

    private BitSet rowsWorkedOn() {
        var out = new BitSet();
        int[][] rows = map.rowsByShard();
        Arrays.stream(shards()).forEach(s -> Arrays.stream(rows[s]).forEach(out::set));
        return out;
    }

    /** Fingerprint of what the model would be trained on now, or was, where that is gone. */
    String fingerprintBefore() {
        return isOfPending() ? model().fingerprint() : prints.ofModelBefore();
    }

    /** Fingerprint of what it would be trained on afterwards. */
    String fingerprintAfter() {
        return prints.ofModelAfter();
    }

    long planMillis() {
        return planMillis;
    }
}
