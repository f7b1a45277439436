package org.graphunlearning.gnn.train;

import java.util.HexFormat;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.testgraphs.CitationLike;

/** Prints backend and parameter hash of every architecture, so that another JVM can be compared with this one. */
public final class ParameterHash {
    private ParameterHash() {}

    /** Threads are the only argument. */
    public static void main(String[] args) {
        System.out.print(hashes(Integer.parseInt(args[0])));
    }

    static String hashes(int threads) {
        var graph = TestGraphs.of(
                CitationLike.generate(CitationLike.Settings.likeCora(5).withNodes(2000)));
        var out = new StringBuilder();
        try (var compute = Compute.withThreads(threads)) {
            out.append(compute.description()).append('\n');
            for (var architecture : Architecture.values()) {
                var config = TrainingConfig.defaults(architecture).withEpochs(10);
                var hash = Trainer.train(graph, config, compute).model().sha256();
                out.append(architecture)
                        .append(' ')
                        .append(HexFormat.of().formatHex(hash))
                        .append('\n');
            }
        }
        return out.toString();
    }
}
