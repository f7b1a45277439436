package org.graphunlearning.procedures.verify;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.verify.verdict.Reference;

/**
 * Paired references of one request, each trained once although several judges ask for it: what {@code auto} was judged by is what the
 * final evidence is measured against. Shards may ask side by side.
 */
final class References {
    private final Map<String, Reference> trained = new ConcurrentHashMap<>();

    /** The reference of a remaining graph; one training, and a hash of the graph, at the first call. */
    Reference of(Graph after, TrainingConfig training, Compute compute) {
        var key = HexFormat.of().formatHex(after.fingerprint()) + ' ' + training.withCheckpoints(0);
        return trained.computeIfAbsent(key, unknown -> Reference.paired(after, training, compute));
    }

    /** How many were trained. */
    int size() {
        return trained.size();
    }
}
