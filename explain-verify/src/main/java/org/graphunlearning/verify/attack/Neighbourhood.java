package org.graphunlearning.verify.attack;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;

/**
 * What an attacker who knows a node's neighbours can add to its own answer, per node asked about.
 *
 * @param meanPhi mean of {@link MemberScore#PHI} over the neighbours, their true class where the model knows it, else the
 *     predicted one; 0 without neighbours
 * @param deviationPhi its standard deviation; 0 below two neighbours
 * @param agreement share of neighbours predicted as the node is; 0 without
 * @param degree how many neighbours send to it
 */
record Neighbourhood(double[] meanPhi, double[] deviationPhi, double[] agreement, int[] degree) {
    /** Asks about the nodes and all their neighbours in one pass. */
    static Neighbourhood of(BlackBox model, Graph graph, long[] keys, Compute compute) {
        var in = graph.adjacency();
        var all = LongStream.concat(
                        Arrays.stream(keys),
                        Arrays.stream(keys)
                                .mapToInt(graph::row)
                                .flatMap(row -> Arrays.stream(in.idx(), in.ptr()[row], in.ptr()[row + 1]))
                                .mapToLong(graph::key))
                .sorted()
                .distinct()
                .toArray();
        var said = Answers.of(model, graph, all, compute);
        int n = keys.length;
        var out = new Neighbourhood(new double[n], new double[n], new double[n], new int[n]);
        for (int i = 0; i < n; i++) {
            out.fill(i, graph, graph.row(keys[i]), said);
        }
        return out;
    }

    private void fill(int i, Graph graph, int row, Answers said) {
        var in = graph.adjacency();
        int own = said.predicted(Arrays.binarySearch(said.keys(), graph.key(row)));
        degree[i] = in.degree(row);
        var phi = new double[degree[i]];
        int agreeing = 0;
        for (int k = 0; k < phi.length; k++) {
            int at = Arrays.binarySearch(said.keys(), graph.key(in.idx()[in.ptr()[row] + k]));
            int label = said.labels()[at] >= 0 ? said.labels()[at] : said.predicted(at);
            phi[k] = MemberScore.PHI.of(said.logits(), at * said.width(), said.width(), label);
            agreeing += said.predicted(at) == own ? 1 : 0;
        }
        if (phi.length > 0) {
            meanPhi[i] = Gaussian.mean(phi);
            deviationPhi[i] = Gaussian.spread(phi);
            agreement[i] = (double) agreeing / phi.length;
        }
    }
}
