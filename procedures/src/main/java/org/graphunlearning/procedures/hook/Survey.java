package org.graphunlearning.procedures.hook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.store.MarkStore;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.event.PropertyEntry;
import org.neo4j.graphdb.event.TransactionData;

/**
 * One look at what a transaction deletes and changes; linear in that, times the number of models.
 *
 * <p>It counts what a model <em>may</em> remember: whether a relationship or a value was there at the last training cannot be told
 * from the marks, and an edge that a parallel relationship still carries is counted too. Forgetting finds out.
 */
final class Survey {
    private static final String OWN = "unlearn:";

    private final TransactionData data;
    private final List<Watch> watches;
    private final Covered.Sets covered;
    private final Tally tally = new Tally();

    /** Marks of deleted nodes by model and id, of models whose ghosts stand for them. */
    private final Map<String, Map<Long, Long>> gone = new HashMap<>();

    Survey(TransactionData data, List<Watch> watches, Covered.Sets covered) {
        this.data = data;
        this.watches = watches;
        this.covered = covered;
    }

    /** Looks, and puts back marks that were swept away together with a node's own properties. */
    Tally run() {
        for (var removed : data.removedNodeProperties()) {
            if (removed.key().startsWith(OWN)) {
                ownProperty(removed);
            }
        }
        for (var removed : data.removedNodeProperties()) {
            if (!data.isDeleted(removed.entity())) {
                property(removed, null);
            }
        }
        for (var assigned : data.assignedNodeProperties()) {
            property(assigned, assigned.value());
        }
        relationships();
        labels();
        return tally;
    }

    private void ownProperty(PropertyEntry<Node> removed) {
        var watch = owner(removed.key());
        if (watch == null || covered.has(watch, PendingKind.NODE, id(removed))) {
            return;
        }
        if (!data.isDeleted(removed.entity())) {
            removed.entity().setProperty(removed.key(), removed.previouslyCommittedValue()); // as SET n = {...} sweeps
        } else if (removed.key().equals(watch.marks().key())
                && removed.previouslyCommittedValue() instanceof Number mark
                && Marks.isTrained(mark.longValue())) {
            tally.add(watch, PendingKind.NODE, Marks.shard(mark.longValue()));
            if (watch.hasGhosts()) {
                gone.computeIfAbsent(watch.modelName(), name -> new HashMap<>()).put(id(removed), mark.longValue());
            }
        }
    }

    private @Nullable Watch owner(String key) {
        for (var watch : watches) {
            if (watch.owns(key)) {
                return watch;
            }
        }
        return null;
    }

    private void property(PropertyEntry<Node> entry, @Nullable Object value) {
        var key = entry.key();
        if (key.startsWith(OWN)) {
            return;
        }
        for (var watch : watches) {
            var kind = watch.kindOf(key);
            if (kind != null && isChanged(entry.previouslyCommittedValue(), value)) {
                value(watch, kind, entry.entity());
            }
        }
    }

    /** A value that was not there before is nothing to forget. */
    private static boolean isChanged(@Nullable Object before, @Nullable Object after) {
        return before != null && !Objects.deepEquals(before, after);
    }

    private void value(Watch watch, PendingKind kind, Node node) {
        long mark = MarkStore.of(node, watch.marks());
        boolean hidden = kind == PendingKind.LABEL
                && watch.marks().onLabels()
                && node.hasProperty(watch.marks().labelKey());
        if (Marks.isTrained(mark) && !hidden && !isCovered(watch, kind, InternalIds.of(node))) {
            tally.add(watch, kind, Marks.shard(mark));
        }
    }

    private boolean isCovered(Watch watch, PendingKind kind, long id) {
        return covered.has(watch, kind, id) || covered.has(watch, PendingKind.NODE, id);
    }

    private void relationships() {
        var hidden = hiddenRelationships();
        for (var relationship : data.deletedRelationships()) {
            var start = relationship.getStartNode();
            var end = relationship.getEndNode();
            var type = relationship.getType().name();
            for (var watch : watches) {
                if (watch.takesType(type)
                        && !start.equals(end)
                        && !covered.has(watch, PendingKind.RELATIONSHIP, InternalIds.of(relationship))
                        && !hidden.getOrDefault(watch.marks().key(), Set.of()).contains(InternalIds.of(relationship))) {
                    relationship(watch, start, end);
                }
            }
        }
    }

    /** Ids of deleted relationships that a model had forgotten before, by the key of its marks; others get theirs back. */
    private Map<String, Set<Long>> hiddenRelationships() {
        var out = new HashMap<String, Set<Long>>();
        for (var removed : data.removedRelationshipProperties()) {
            if (removed.key().startsWith(OWN) && owner(removed.key()) != null) {
                Relationship relationship = removed.entity();
                if (data.isDeleted(relationship)) {
                    out.computeIfAbsent(removed.key(), key -> new HashSet<>()).add(InternalIds.of(relationship));
                } else {
                    relationship.setProperty(removed.key(), removed.previouslyCommittedValue());
                }
            }
        }
        return out;
    }

    private void relationship(Watch watch, Node start, Node end) {
        boolean stay = !data.isDeleted(start) && !data.isDeleted(end);
        if (!stay && !watch.hasGhosts()) {
            return; // it went with its node
        }
        long from = mark(watch, start);
        long to = mark(watch, end);
        if (!Marks.isTrained(from) || !Marks.isTrained(to)) {
            return;
        }
        boolean inside = Marks.shard(from) == Marks.shard(to);
        if (stay && (inside || watch.hasGhosts() || watch.hasWeights())) {
            tally.add(watch, PendingKind.RELATIONSHIP, inside ? Marks.shard(from) : Pending.BETWEEN);
        }
        if (!inside && watch.hasGhosts()) {
            ghost(watch, start, from);
            ghost(watch, end, to);
        }
    }

    private void ghost(Watch watch, Node owner, long mark) {
        if (!data.isDeleted(owner)) {
            tally.add(watch, PendingKind.GHOST, Marks.shard(mark));
        }
    }

    private long mark(Watch watch, Node node) {
        return data.isDeleted(node)
                ? gone.getOrDefault(watch.modelName(), Map.of()).getOrDefault(InternalIds.of(node), Marks.ABSENT)
                : MarkStore.of(node, watch.marks());
    }

    private void labels() {
        var seen = new HashMap<String, Set<Long>>();
        for (var removed : data.removedLabels()) {
            var node = removed.node();
            if (data.isDeleted(node)) {
                continue;
            }
            for (var watch : watches) {
                if (watch.takesLabel(removed.label().name())
                        && watch.nodeLabels().stream().noneMatch(label -> node.hasLabel(Label.label(label)))
                        && seen.computeIfAbsent(watch.modelName(), name -> new HashSet<>())
                                .add(InternalIds.of(node))) {
                    value(watch, PendingKind.NODE, node);
                }
            }
        }
    }

    private static long id(PropertyEntry<Node> entry) {
        return InternalIds.of(entry.entity());
    }
}
