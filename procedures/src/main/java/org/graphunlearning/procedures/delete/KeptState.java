package org.graphunlearning.procedures.delete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.Checkpoint;
import org.graphunlearning.gnn.sidecar.Sidecar;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.jspecify.annotations.Nullable;

/**
 * What a model keeps beside its parameters that was computed before a deletion: checkpoints, deletion operators, statistics of solved
 * heads. It is not wrong to keep some, as a strategy may work from them, but a certificate has to name it: it knows what was deleted.
 */
final class KeptState {
    private KeptState() {}

    /**
     * Word by part, for the shards worked on: {@code NONE}, {@code RENEWED} or {@code KEPT}; kept checkpoints are named in a list.
     *
     * @param worth what each of those shards is worth now; an exact one was trained anew, so nothing it has is from before
     */
    static SortedMap<String, Object> of(ShardedModel before, ShardedModel after, Map<Integer, Guarantee> worth) {
        var out = new TreeMap<String, Object>();
        var kept = new ArrayList<String>();
        boolean checkpoints = false;
        for (var name : List.of("operators", "statistics")) {
            out.put(name, "NONE");
        }
        for (var one : new TreeMap<>(worth).entrySet()) {
            var old = answering(before, one.getKey());
            var now = answering(after, one.getKey());
            if (now != null) {
                boolean anew = one.getValue() == Guarantee.EXACT || old == null;
                var then = anew || old == null ? Sidecar.empty() : old.sidecar();
                checkpoints |= !now.sidecar().checkpoints().isEmpty();
                kept(then, now.sidecar()).forEach(epoch -> kept.add("shard " + one.getKey() + ", epoch " + epoch));
                put(out, "operators", then.operators(), now.sidecar().operators());
                put(out, "statistics", then.ridge(), now.sidecar().ridge());
                put(out, "statistics", then.logistic(), now.sidecar().logistic());
            }
        }
        out.put("checkpoints", kept.isEmpty() ? (checkpoints ? "RENEWED" : "NONE") : "KEPT");
        if (!kept.isEmpty()) {
            out.put("checkpointsKept", List.copyOf(kept));
        }
        return out;
    }

    private static @Nullable Gnn answering(ShardedModel model, int shard) {
        var one = model.shards().get(shard);
        return one.answers() ? one.model() : null;
    }

    private static void put(SortedMap<String, Object> out, String name, @Nullable Object then, @Nullable Object now) {
        if (now != null && !"KEPT".equals(out.get(name))) {
            out.put(name, now == then ? "KEPT" : "RENEWED"); // strategies hand on what they do not recompute
        }
    }

    /** Epochs of checkpoints that have the very parameters they had before. */
    private static List<Integer> kept(Sidecar then, Sidecar now) {
        return now.checkpoints().stream()
                .filter(one -> then.checkpoints().stream().anyMatch(other -> isSame(one, other)))
                .map(Checkpoint::epoch)
                .toList();
    }

    private static boolean isSame(Checkpoint one, Checkpoint other) {
        if (one.epoch() != other.epoch()
                || one.parameters().size() != other.parameters().size()) {
            return false;
        }
        for (int p = 0; p < one.parameters().size(); p++) {
            if (!Arrays.equals(one.parameters().get(p), other.parameters().get(p))) {
                return false;
            }
        }
        return true;
    }
}
