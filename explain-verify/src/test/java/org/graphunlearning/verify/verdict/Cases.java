package org.graphunlearning.verify.verdict;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.PlantedPartition;
import org.graphunlearning.verify.explain.GradientTimesInput;

/** Small graphs, trainings and deletions. */
final class Cases {
    static final int COLUMNS = 6;

    private Cases() {}

    /** Three blocks of 30 nodes with noisy features that lean towards the block; keys 1337 + 3 row. */
    static Graph planted(long seed) {
        return of(PlantedPartition.generate(new PlantedPartition.Settings(90, 3, 0.12, 0.01, seed)), seed);
    }

    static Graph of(GraphData data, long seed) {
        int n = data.nodeCount();
        var keys = new long[n];
        var labels = new Object[n];
        var roles = new byte[n];
        var values = new float[n * COLUMNS];
        for (int i = 0; i < n; i++) {
            keys[i] = 1337 + 3L * i;
            labels[i] = data.labels()[i];
            roles[i] = (byte) Role.valueOf(data.split()[i].name()).ordinal();
            for (int c = 0; c < COLUMNS; c++) {
                values[i * COLUMNS + c] = (float) CounterRng.uniform(seed, (long) i * COLUMNS + c);
            }
            values[i * COLUMNS + (int) data.labels()[i]] += 0.4f;
        }
        var adjacency = Adjacency.of(n, data.sources(), data.targets(), data.edgeCount(), data.directed());
        return Graph.of(keys, adjacency, new DenseFeatures(COLUMNS, values), Labels.of(labels), new Split(roles));
    }

    /** An undirected graph from pairs of rows; labels alternate, everybody trains. */
    static Graph edges(int nodes, int... pairs) {
        var sources = new int[pairs.length / 2];
        var targets = new int[pairs.length / 2];
        for (int e = 0; e < sources.length; e++) {
            sources[e] = pairs[2 * e];
            targets[e] = pairs[2 * e + 1];
        }
        var keys = new long[nodes];
        var labels = new Object[nodes];
        var roles = new byte[nodes];
        var values = new float[nodes * COLUMNS];
        for (int i = 0; i < nodes; i++) {
            keys[i] = 1337 + 3L * i;
            labels[i] = (long) (i % 2);
            roles[i] = (byte) Role.TRAIN.ordinal();
            for (int c = 0; c < COLUMNS; c++) {
                values[i * COLUMNS + c] = (float) CounterRng.uniform(5, (long) i * COLUMNS + c);
            }
        }
        var adjacency = Adjacency.of(nodes, sources, targets, sources.length, false);
        return Graph.of(keys, adjacency, new DenseFeatures(COLUMNS, values), Labels.of(labels), new Split(roles));
    }

    static TrainingConfig training(Architecture architecture) {
        var usual = TrainingConfig.defaults(architecture);
        return usual.withEpochs(40).withModel(usual.model().withHiddenChannels(8));
    }

    static Gnn train(Graph graph, TrainingConfig training) {
        try (var compute = Compute.withThreads(1)) {
            return Trainer.fit(graph, training, compute);
        }
    }

    /** The untouched model as candidate. */
    static VerificationCase untouched(Graph before, ForgetSet forget, TrainingConfig training) {
        var pre = train(before, training);
        var deletion = new VerificationCase.Deletion(before, before.without(forget), forget, training);
        return VerificationCase.of(deletion, pre, pre, 77);
    }

    static VerificationResult verify(VerificationCase subject, VerificationOptions options) {
        try (var compute = Compute.withThreads(1)) {
            return Verification.verify(subject, options, compute);
        }
    }

    static VerificationOptions options() {
        return VerificationOptions.defaults(new GradientTimesInput()).withMaxTargets(24);
    }
}
