package org.graphunlearning.procedures.projection;

import java.util.Arrays;
import java.util.Iterator;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Relationship;

/** Scans relationships type by type, which spares loading each node, into pairs of rows. */
final class EdgeScan {
    private static final int CHECK_EVERY = 8192;
    private static final int BYTES_PER_EDGE = 6 * Integer.BYTES; // two ends here, four while the rows are sorted

    private final CallScope scope;
    private final ProjectionSpec spec;
    private final @Nullable Marks marks;
    private final IdRows rows;
    private int[] sources = new int[1024];
    private int[] targets = new int[1024];
    private int length;
    private long selfLoops;
    private boolean countsOnly;
    private long counted;

    EdgeScan(CallScope scope, ProjectionSpec spec, @Nullable Marks marks, IdRows rows) {
        this.scope = scope;
        this.spec = spec;
        this.marks = marks;
        this.rows = rows;
    }

    Adjacency read(int nodeCount) {
        scan();
        return Adjacency.of(nodeCount, sources, targets, length, spec.orientation() != Orientation.UNDIRECTED);
    }

    /** Scans without keeping what was found. */
    long count() {
        countsOnly = true;
        scan();
        return counted;
    }

    private void scan() {
        if (SchemaNames.takesAll(spec.relationshipTypes())) {
            try (var all = scope.transaction().getAllRelationships().iterator()) {
                collect(all);
            }
        } else {
            for (var type : SchemaNames.types(spec)) {
                try (var found = scope.transaction().findRelationships(type)) {
                    collect(found);
                }
            }
        }
    }

    long selfLoops() {
        return selfLoops;
    }

    /** Relationships kept, before parallel ones are merged. */
    int scanned() {
        return length;
    }

    private void collect(Iterator<Relationship> relationships) {
        var guard = scope.guard();
        boolean reversed = spec.orientation() == Orientation.REVERSE;
        for (long seen = 1; relationships.hasNext(); seen++) {
            var relationship = relationships.next();
            int start = rows.row(InternalIds.start(relationship));
            int end = rows.row(InternalIds.end(relationship));
            if (start >= 0 && end >= 0 && !isForgotten(relationship)) {
                if (start == end) {
                    selfLoops++;
                } else if (countsOnly) {
                    counted++;
                } else {
                    append(reversed ? end : start, reversed ? start : end);
                }
            }
            if (seen % CHECK_EVERY == 0) {
                guard.check();
            }
        }
    }

    private boolean isForgotten(Relationship relationship) {
        return marks != null && marks.onRelationships() && relationship.hasProperty(marks.key());
    }

    private void append(int source, int target) {
        if (length == sources.length) {
            if (length >= Integer.MAX_VALUE / 2) {
                throw new IllegalArgumentException("A projection holds at most 2^30 relationships.");
            }
            MemoryBudget.require("Projecting relationships", (long) length * 2 * BYTES_PER_EDGE);
            sources = Arrays.copyOf(sources, length * 2);
            targets = Arrays.copyOf(targets, length * 2);
        }
        sources[length] = source;
        targets[length++] = target;
    }
}
