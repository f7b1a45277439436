package org.graphunlearning.procedures.delete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.procedures.projection.IdRows;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.Orientation;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionSpec;
import org.graphunlearning.procedures.store.MarkStore;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/**
 * Learned items in the terms of a projected graph.
 *
 * @param forget what the strategy is asked to forget
 * @param edges relationships of the request that carry an edge of their own
 * @param cells feature values among them that are stored
 * @param outside shards that learned from an item which is no longer projected
 * @param losesSight whether a node or a relationship between shards is among those items: where ghosts stood for it cannot be told
 * @param warnings about items that change nothing or are no longer projected
 */
record Forgetting(ForgetSet forget, long edges, long cells, BitSet outside, boolean losesSight, List<String> warnings) {
    static Forgetting of(Projection projection, ProjectionSpec spec, Marks marks, LearnedItems learned) {
        return new Builder(projection, spec, marks, learned).build();
    }

    /** For what the graph does not show any more: there is nothing to name but shards. */
    static Forgetting ofPending(BitSet shards, boolean losesSight) {
        return new Forgetting(ForgetSet.nothing(), 0, 0, shards, losesSight, List.of());
    }

    private static final class Builder {
        private final Projection projection;
        private final ProjectionSpec spec;
        private final Marks marks;
        private final LearnedItems learned;
        private final IdRows rows;
        private final List<String> warnings = new ArrayList<>();
        private final BitSet outsideShards = new BitSet();
        private int outside;
        private boolean losesSight;
        private int parallel;

        Builder(Projection projection, ProjectionSpec spec, Marks marks, LearnedItems learned) {
            this.projection = projection;
            this.spec = spec;
            this.marks = marks;
            this.learned = learned;
            this.rows = new IdRows(projection.nodeIds());
        }

        Forgetting build() {
            var nodes = nodeKeys();
            var edges = edges();
            var cells = cells();
            var labels = labels();
            long values = cells.stream().mapToLong(this::stored).sum();
            if (outside > 0) {
                warnings.add(outside + " of the items are no longer part of the model's projection.");
            }
            if (parallel > 0) {
                warnings.add("A parallel relationship keeps " + parallel
                        + (parallel == 1 ? " edge" : " edges") + " of the request in the graph, so the model keeps "
                        + (parallel == 1 ? "it" : "them") + " too.");
            }
            return new Forgetting(
                    new ForgetSet(nodes, edges, cells, labels),
                    edges.size(),
                    values,
                    outsideShards,
                    losesSight,
                    warnings);
        }

        private long[] nodeKeys() {
            var keys = new long[learned.nodes().size()];
            int length = 0;
            for (var node : learned.nodes()) {
                int row = row(node);
                if (row >= 0) {
                    keys[length++] = projection.graph().key(row);
                } else {
                    isOutside(node);
                    losesSight = true;
                }
            }
            return Arrays.copyOf(keys, length);
        }

        private List<ForgetSet.Edge> edges() {
            var requested = Set.copyOf(learned.relationships());
            var out = new LinkedHashSet<ForgetSet.Edge>();
            boolean reversed = spec.orientation() == Orientation.REVERSE;
            for (var relationship : learned.relationships()) {
                int source = row(reversed ? relationship.getEndNode() : relationship.getStartNode());
                int target = row(reversed ? relationship.getStartNode() : relationship.getEndNode());
                if (source < 0 || target < 0 || !projection.graph().adjacency().contains(source, target)) {
                    isOutside(relationship.getStartNode(), relationship.getEndNode());
                } else if (hasParallel(relationship, requested)) {
                    parallel++;
                } else {
                    out.add(canonical(
                            projection.graph().key(source), projection.graph().key(target)));
                }
            }
            return List.copyOf(out);
        }

        private ForgetSet.Edge canonical(long source, long target) {
            boolean swap = spec.orientation() == Orientation.UNDIRECTED && source > target;
            return swap ? new ForgetSet.Edge(target, source) : new ForgetSet.Edge(source, target);
        }

        private boolean hasParallel(Relationship relationship, Set<Relationship> requested) {
            var start = relationship.getStartNode();
            var end = relationship.getEndNode();
            var from = start.getDegree() <= end.getDegree() ? start : end;
            var to = from.equals(start) ? end : start;
            try (var others = from.getRelationships()) {
                for (var other : others) {
                    if (other.getOtherNode(from).equals(to)
                            && !requested.contains(other)
                            && LearnedItems.takes(spec, other)
                            && MarkStore.of(other, marks) != Marks.FORGOTTEN
                            && (spec.orientation() == Orientation.UNDIRECTED
                                    || other.getStartNode().equals(start))) {
                        return true;
                    }
                }
            }
            return false;
        }

        private List<ForgetSet.Cells> cells() {
            var out = new ArrayList<ForgetSet.Cells>();
            for (var cells : learned.features()) {
                int row = row(cells.node());
                if (row >= 0) {
                    out.add(new ForgetSet.Cells(projection.graph().key(row), cells.columns()));
                } else {
                    isOutside(cells.node());
                }
            }
            return out;
        }

        private long[] labels() {
            var keys = new long[learned.labels().size()];
            int length = 0;
            for (var node : learned.labels()) {
                int row = row(node);
                if (row >= 0 && projection.graph().labels().isLabelled(row)) {
                    keys[length++] = projection.graph().key(row);
                } else {
                    isOutside(node);
                }
            }
            return Arrays.copyOf(keys, length);
        }

        /** The marks still say which shards learned from it; an edge between two shards was learned by neither. */
        private void isOutside(Node... nodes) {
            outside++;
            var shards = Arrays.stream(nodes)
                    .mapToInt(node -> Marks.shard(MarkStore.of(node, marks)))
                    .distinct()
                    .toArray();
            if (shards.length == 1) {
                outsideShards.set(shards[0]);
            } else {
                losesSight = true;
            }
        }

        private long stored(ForgetSet.Cells cells) {
            if (projection.graph().features() instanceof SparseFeatures sparse) {
                int row = projection.graph().row(cells.node());
                return Arrays.stream(cells.columns())
                        .filter(column ->
                                Arrays.binarySearch(sparse.idx(), sparse.ptr()[row], sparse.ptr()[row + 1], column)
                                        >= 0)
                        .count();
            }
            return cells.columns().length;
        }

        private int row(Node node) {
            return rows.row(InternalIds.of(node));
        }
    }
}
