package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.testgraphs.PlantedPartition;

/**
 * A planted partition with noisy class features, in which part of the training labels of the first block say the second.
 *
 * @param graph with the wrong labels
 * @param clean the same with the right ones
 * @param wrong keys of all training nodes with a wrong label
 * @param known the part of them that somebody found
 */
record PoisonedGraph(Graph graph, Graph clean, long[] wrong, long[] known) {
    private static final int BLOCKS = 4;
    private static final int COLUMNS = 16;

    static PoisonedGraph draw(double poisonedShare, double knownShare, long seed) {
        var data = PlantedPartition.generate(new PlantedPartition.Settings(400, BLOCKS, 0.05, 0.01, seed));
        var random = new Random(seed);
        int n = data.nodeCount();
        var keys = new long[n];
        var right = new Object[n];
        var roles = new byte[n];
        var values = new float[n * COLUMNS];
        for (int i = 0; i < n; i++) {
            keys[i] = 1337 + 3L * i;
            right[i] = data.labels()[i];
            roles[i] = (byte) (random.nextInt(3) == 0 ? Role.TEST : Role.TRAIN).ordinal();
            for (int c = 0; c < COLUMNS; c++) {
                values[i * COLUMNS + c] = (float) (random.nextGaussian() + (c % BLOCKS == data.labels()[i] ? 0.6 : 0));
            }
        }
        var adjacency = Adjacency.of(n, data.sources(), data.targets(), data.edgeCount(), false);
        var features = new DenseFeatures(COLUMNS, values);
        var clean = Graph.of(keys, adjacency, features, Labels.of(right), new Split(roles));
        var wrong = wrong(clean, poisonedShare, random);
        var labels = right.clone();
        for (long key : wrong) {
            labels[clean.row(key)] = 1L;
        }
        var graph = Graph.of(keys, adjacency, features, Labels.of(labels), new Split(roles));
        return new PoisonedGraph(graph, clean, keys(wrong), keys(wrong.subList(0, (int) (knownShare * wrong.size()))));
    }

    private static List<Long> wrong(Graph clean, double share, Random random) {
        var firstBlock = new ArrayList<Long>();
        for (int row : clean.trainingRows()) {
            if (clean.targets()[row] == 0) {
                firstBlock.add(clean.key(row));
            }
        }
        Collections.shuffle(firstBlock, random);
        return firstBlock.subList(0, (int) (share * firstBlock.size()));
    }

    private static long[] keys(List<Long> keys) {
        return keys.stream().mapToLong(Long::longValue).toArray();
    }

    ForgetSet knownPart() {
        return ForgetSet.ofNodes(known);
    }

    ForgetSet wholePart() {
        return ForgetSet.ofNodes(wrong);
    }
}
