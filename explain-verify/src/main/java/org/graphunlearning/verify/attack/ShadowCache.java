package org.graphunlearning.verify.attack;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Shadow models in memory, because training them is nearly the whole cost of an attack. Keyed by everything training reads: the
 * graph's fingerprint and the config, seed included. Bounded by bytes; the one not used for longest goes first. Thread-safe;
 * never written to disk. Its models are shared: nobody may write to their parameters.
 */
public final class ShadowCache {
    private final long mostBytes;
    private final Map<String, Gnn> models = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * An empty cache.
     *
     * @param mostBytes of parameters kept, not negative; 0 keeps nothing
     */
    public ShadowCache(long mostBytes) {
        if (mostBytes < 0) {
            throw new IllegalArgumentException("A cache cannot hold " + mostBytes + " bytes; give 0 to keep nothing.");
        }
        this.mostBytes = mostBytes;
    }

    /** The model of a training, trained outside the lock when it is not there. */
    Gnn get(Graph graph, TrainingConfig config, Supplier<Gnn> training) {
        var key = HexFormat.of().formatHex(graph.fingerprint()) + ' ' + config;
        synchronized (models) {
            var known = models.get(key);
            if (known != null) {
                return known;
            }
        }
        var trained = training.get();
        synchronized (models) {
            var earlier = models.put(key, trained);
            bytes += size(trained) - (earlier == null ? 0 : size(earlier));
            evict();
        }
        return trained;
    }

    private void evict() {
        for (Iterator<Gnn> eldest = models.values().iterator(); bytes > mostBytes; ) {
            bytes -= size(eldest.next());
            eldest.remove();
        }
    }

    /** Values and gradients of the parameters, and checkpoints. */
    private static long size(Gnn model) {
        long entries = model.parameters().stream().mapToLong(p -> p.length()).sum();
        return 4 * entries * (2 + model.sidecar().checkpoints().size());
    }

    /** How many models it holds. */
    public int size() {
        synchronized (models) {
            return models.size();
        }
    }

    /** Bytes of what it holds. */
    public long bytes() {
        synchronized (models) {
            return bytes;
        }
    }
}
