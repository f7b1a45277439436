package org.graphunlearning.verify.attack;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.WordBags;

/**
 * An overfitted model of a citation-like graph, and the same retrained without something.
 *
 * @param graph before the deletion; keys are {@code 1337 + 3 * node}
 * @param forget what is deleted
 * @param training how both were trained
 * @param noop trained on the graph
 * @param reference trained on what remains, same seed
 */
record Trained(Graph graph, ForgetSet forget, TrainingConfig training, Gnn noop, Gnn reference) {
    static final Compute COMPUTE = Compute.withThreads(2);

    /** Half of the nodes train, a tenth validate, the others test; words say little, so that single nodes matter. */
    static Graph graph(int nodes, int classes, long seed) {
        var data = CitationLike.generate(
                new CitationLike.Settings(nodes, classes, 4, 0.8, 2.9, new WordBags.Settings(300, 10, 0.1), seed));
        var keys = LongStream.range(0, nodes).map(i -> 1337 + 3 * i).toArray();
        var labels = Labels.of(Arrays.stream(data.labels()).boxed().toArray());
        return Graph.of(
                keys,
                Adjacency.of(nodes, data.sources(), data.targets(), data.edgeCount(), data.directed()),
                new SparseFeatures(data.featureCount(), data.featurePtr(), data.featureIdx(), data.featureVal()),
                labels,
                Split.random(keys, labels, 0.4, 0.1, seed));
    }

    static TrainingConfig overfitting(long seed) {
        var config = TrainingConfig.defaults(Architecture.GCN);
        return config.withModel(config.model().withHiddenChannels(16).withDropout(0))
                .withWeightDecay(0)
                .withEpochs(100)
                .withSeed(seed);
    }

    static Trained without(Graph graph, ForgetSet forget, long seed) {
        var training = overfitting(seed);
        return new Trained(
                graph,
                forget,
                training,
                Trainer.fit(graph, training, COMPUTE),
                Trainer.fit(graph.without(forget), training, COMPUTE));
    }

    /** Without some training nodes, drawn by key. */
    static Trained withoutNodes(int count, long seed) {
        var graph = graph(600, 4, seed);
        return without(graph, ForgetSet.ofNodes(trainingKeys(graph, count, seed)), seed);
    }

    static long[] trainingKeys(Graph graph, int count, long seed) {
        return Arrays.stream(graph.split().rows(Role.TRAIN))
                .mapToObj(graph::key)
                .sorted((a, b) -> Long.compare(KeyHash.mix(seed, a), KeyHash.mix(seed, b)))
                .limit(count)
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** Of some nodes that have any, one neighbour each: edges to forget, all different. */
    static List<ForgetSet.Edge> edges(Graph graph, int count) {
        var in = graph.adjacency();
        return IntStream.range(0, graph.nodeCount())
                .filter(row -> in.degree(row) > 0 && in.idx()[in.ptr()[row]] < row)
                .limit(count)
                .mapToObj(row -> new ForgetSet.Edge(graph.key(in.idx()[in.ptr()[row]]), graph.key(row)))
                .toList();
    }

    /** Parameters part of the way from the model that remembers to the one that never knew. */
    Gnn between(double share) {
        var out = noop.copy();
        for (int p = 0; p < out.parameters().size(); p++) {
            var from = noop.parameters().get(p).host();
            var to = reference.parameters().get(p).host();
            var values = new float[from.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (from[i] + share * (to[i] - from[i]));
            }
            out.parameters().get(p).assign(values);
        }
        return out;
    }

    MembershipCase attacked(Gnn post, View view) {
        var models = new MembershipCase.Models(BlackBox.of(noop), BlackBox.of(post), BlackBox.of(reference));
        return new MembershipCase(graph, graph.without(forget), forget, models, view, 7);
    }
}
