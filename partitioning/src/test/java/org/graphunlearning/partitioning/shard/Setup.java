package org.graphunlearning.partitioning.shard;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.Strategy;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.repair.Repair;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.WordBags;

/** A graph, a cut that sees keys or rows only, and a training; one object names a whole test case. */
public record Setup(Graph graph, ShardMap map, Sharding sharding, TrainingConfig config) {
    /** Sixty citation-like nodes per shard, hashed into four shards without repair. */
    public static Setup of(Architecture architecture) {
        var graph = citations(240, false, 7);
        var sharding = new Sharding(4, Repair.NONE, false, Aggregation.NEIGHBOURS, 1);
        return new Setup(graph, hashed(graph, 4), sharding, training(architecture));
    }

    /** Few epochs of a narrow model that reads feature values as they are, so that every repair is noticed. */
    public static TrainingConfig training(Architecture architecture) {
        var model = new ModelConfig(architecture, 2, 4, 2, 0.3, false);
        return TrainingConfig.defaults(architecture)
                .withModel(model)
                .withEpochs(3)
                .withSeed(9);
    }

    /** Three classes; a third of the nodes train, a fifth validate; the last three nodes have no edge. */
    public static Graph citations(int nodes, boolean directed, long seed) {
        var data = CitationLike.generate(
                new CitationLike.Settings(nodes, 3, 4, 0.8, 2.9, new WordBags.Settings(30, 6, 0.3), seed));
        var keys = new long[nodes];
        var labels = new Object[nodes];
        var roles = new byte[nodes];
        for (int i = 0; i < nodes; i++) {
            keys[i] = 1337 + 3L * i;
            labels[i] = data.labels()[i];
            double draw = CounterRng.uniform(seed, keys[i]);
            var role = draw < 0.35 ? Role.TRAIN : draw < 0.55 ? Role.VALIDATION : Role.TEST;
            roles[i] = (byte) role.ordinal();
        }
        var kept = Arrays.stream(rows(data.edgeCount()))
                .filter(e -> Math.max(data.sources()[e], data.targets()[e]) < nodes - 3)
                .toArray();
        var adjacency = Adjacency.of(
                nodes,
                Arrays.stream(kept).map(e -> data.sources()[e]).toArray(),
                Arrays.stream(kept).map(e -> data.targets()[e]).toArray(),
                kept.length,
                directed);
        var features = new SparseFeatures(data.featureCount(), data.featurePtr(), data.featureIdx(), data.featureVal());
        return Graph.of(keys, adjacency, features, Labels.of(labels), new Split(roles));
    }

    /** The rows {@code 0..count-1}. */
    public static int[] rows(int count) {
        var out = new int[count];
        Arrays.setAll(out, row -> row);
        return out;
    }

    /** Shards by a hash of the key. */
    public static ShardMap hashed(Graph graph, int shards) {
        return map(
                shards,
                Arrays.stream(graph.keys())
                        .mapToInt(key -> (int) Long.remainderUnsigned(KeyHash.mix(key), shards))
                        .toArray());
    }

    /** Shards of neighbouring rows. */
    public static ShardMap blocks(Graph graph, int shards) {
        return map(
                shards,
                Arrays.stream(rows(graph.nodeCount()))
                        .map(row -> row * shards / graph.nodeCount())
                        .toArray());
    }

    /** A cut without ghosts. */
    public static ShardMap map(int shards, int... shardOfRow) {
        return new ShardMap(shards, shardOfRow, new int[shardOfRow.length]);
    }

    /** The same graph with dense features. */
    public static Graph dense(Graph graph) {
        var x = (SparseFeatures) graph.features();
        var values = new float[x.rows() * x.columns()];
        for (int row = 0; row < x.rows(); row++) {
            for (int k = x.ptr()[row]; k < x.ptr()[row + 1]; k++) {
                values[row * x.columns() + x.idx()[k]] = x.val()[k];
            }
        }
        var features = new DenseFeatures(x.columns(), values);
        return Graph.of(graph.keys(), graph.adjacency(), features, graph.labels(), graph.split());
    }

    /** The same graph with other labels, -1 for none, and other roles. */
    public static Graph relabelled(Graph graph, long[] labels, Role[] roles) {
        var raw = Arrays.stream(labels).mapToObj(c -> c < 0 ? null : c).toArray();
        var ordinals = new byte[roles.length];
        for (int row = 0; row < roles.length; row++) {
            ordinals[row] = (byte) roles[row].ordinal();
        }
        return Graph.of(graph.keys(), graph.adjacency(), graph.features(), Labels.of(raw), new Split(ordinals));
    }

    public Setup with(Graph other) {
        return new Setup(other, map, sharding, config);
    }

    public Setup with(ShardMap other) {
        return new Setup(graph, other, sharding, config);
    }

    public Setup with(Sharding other) {
        return new Setup(graph, map, other, config);
    }

    public Setup with(TrainingConfig other) {
        return new Setup(graph, map, sharding, other);
    }

    public Setup with(Aggregation aggregation) {
        return with(
                new Sharding(sharding.shards(), sharding.repair(), sharding.strict(), aggregation, sharding.slices()));
    }

    /** Another cut of as many shards as it has, of one slice and answered by the mean. */
    public Setup cutBy(ShardMap other) {
        return with(other).with(new Sharding(other.shards(), Repair.NONE, false, Aggregation.MEAN, sharding.slices()));
    }

    public Setup sliced(int slices) {
        return with(
                new Sharding(sharding.shards(), sharding.repair(), sharding.strict(), sharding.aggregation(), slices));
    }

    /** With a repair, and ghosts where it needs them. */
    public Setup repairedBy(Repair repair, boolean strict) {
        var counted = repair == Repair.NONE ? map : map.withGhosts(graph.adjacency());
        return with(counted)
                .with(new Sharding(sharding.shards(), repair, strict, sharding.aggregation(), sharding.slices()));
    }

    public ShardedModel train() {
        return train(2);
    }

    public ShardedModel train(int threads) {
        try (var compute = Compute.withThreads(threads)) {
            return ShardedTrainer.train(graph, map, config, sharding, compute);
        }
    }

    public ShardPlan plan(ForgetSet forget) {
        return ShardPlan.of(graph, map, sharding, forget);
    }

    /** What remains, with the map that goes with it: training it is the oracle of unlearning. */
    public Setup after(ForgetSet forget) {
        var left = graph.without(forget);
        return with(left).with(plan(forget).after(map, graph, left));
    }

    public ShardedResult retrain(ShardedModel model, ForgetSet forget) {
        return unlearn(model, forget, new Retrain(), 2);
    }

    /** Retrains a model that nobody knows to fit the graph. */
    public ShardedResult retrainStale(ShardedModel model, ForgetSet forget) {
        var request = new ShardedRequest(graph, map, forget, config, sharding);
        try (var compute = Compute.withThreads(2)) {
            return ShardedUnlearning.plan(request, new BitSet()).run(model, new BitSet(), new Retrain(), compute);
        }
    }

    public ShardedResult unlearn(ShardedModel model, ForgetSet forget, Strategy strategy, int threads) {
        var request = new ShardedRequest(graph, map, forget, config, sharding);
        try (var compute = Compute.withThreads(threads)) {
            return ShardedUnlearning.unlearn(request, model, strategy, compute);
        }
    }

    /** Probabilities of some rows. */
    public float[] answer(ShardedModel model, int... rows) {
        try (var compute = Compute.withThreads(2)) {
            return model.probabilities(graph, map.homes(graph), rows, compute);
        }
    }

    /** Short, because test names are made of it. */
    @Override
    public String toString() {
        return config.model().architecture() + " " + sharding;
    }
}
