package org.graphunlearning.verify.attack;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;

/**
 * What a model said about the ends of some pairs, each node asked once.
 *
 * @param keys of the nodes, ascending
 * @param probabilities class probabilities of each
 */
record PairAnswers(long[] keys, double[][] probabilities) {
    static PairAnswers of(BlackBox model, Graph graph, List<ForgetSet.Edge> pairs, Compute compute) {
        var keys = pairs.stream()
                .flatMapToLong(pair -> LongStream.of(pair.source(), pair.target()))
                .sorted()
                .distinct()
                .toArray();
        var said = Answers.of(model, graph, keys, compute);
        var probabilities = new double[keys.length][];
        for (int i = 0; i < keys.length; i++) {
            probabilities[i] = said.probabilities(i);
        }
        return new PairAnswers(keys, probabilities);
    }

    /** Per pair how alike the answers at its ends are: the distance with its sign turned. */
    double[] similarities(PairDistance distance, List<ForgetSet.Edge> pairs) {
        var out = new double[pairs.size()];
        for (int i = 0; i < out.length; i++) {
            var pair = pairs.get(i);
            out[i] = -distance.of(of(pair.source()), of(pair.target()));
        }
        return out;
    }

    private double[] of(long key) {
        return probabilities[Arrays.binarySearch(keys, key)];
    }
}
