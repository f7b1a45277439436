package org.graphunlearning.procedures.hook;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphunlearning.procedures.projection.InternalIds;
import org.neo4j.graphdb.Entity;

/**
 * What a procedure made a model forget in its transaction, by internal id, so that the hook does not take it for something taken away
 * behind the model's back. Left as a note with {@link org.graphunlearning.procedures.lifecycle.CallScope#note}.
 *
 * @param modelName the model
 * @param everything whether the model itself went
 * @param nodes forgotten with everything of theirs
 * @param relationships forgotten
 * @param features nodes whose feature values were forgotten
 * @param labels nodes whose class was forgotten
 */
public record Covered(
        String modelName,
        boolean everything,
        Collection<? extends Entity> nodes,
        Collection<? extends Entity> relationships,
        Collection<? extends Entity> features,
        Collection<? extends Entity> labels) {
    /** A dropped model remembers nothing, whatever takes its name in the same transaction. */
    public static Covered dropped(String modelName) {
        return new Covered(modelName, true, List.of(), List.of(), List.of(), List.of());
    }

    /** The notes of one transaction, joined for looking up. */
    static final class Sets {
        private final Map<String, Map<PendingKind, Set<Long>>> ids = new HashMap<>();
        private final Set<String> dropped = new HashSet<>();

        Sets(List<Covered> notes) {
            for (var note : notes) {
                if (note.everything) {
                    dropped.add(note.modelName);
                }
                add(note.modelName, PendingKind.NODE, note.nodes);
                add(note.modelName, PendingKind.RELATIONSHIP, note.relationships);
                add(note.modelName, PendingKind.FEATURE, note.features);
                add(note.modelName, PendingKind.LABEL, note.labels);
            }
        }

        private void add(String modelName, PendingKind kind, Collection<? extends Entity> entities) {
            var set = ids.computeIfAbsent(modelName, name -> new HashMap<>())
                    .computeIfAbsent(kind, key -> new HashSet<>());
            entities.forEach(entity -> set.add(InternalIds.of(entity)));
        }

        boolean has(Watch watch, PendingKind kind, long id) {
            var ofModel = ids.getOrDefault(watch.modelName(), Map.of());
            return dropped.contains(watch.modelName())
                    || ofModel.getOrDefault(kind, Set.of()).contains(id);
        }
    }
}
