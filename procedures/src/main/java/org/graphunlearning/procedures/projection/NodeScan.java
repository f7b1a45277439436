package org.graphunlearning.procedures.projection;

import java.util.Arrays;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Collects the internal ids of the nodes a projection takes in, ascending and each once. */
final class NodeScan {
    private static final int CHECK_EVERY = 8192;

    private final CallScope scope;
    private long[] ids = new long[1024];
    private int length;

    private NodeScan(CallScope scope) {
        this.scope = scope;
    }

    /**
     * Scans by label.
     *
     * @throws IllegalArgumentException when no node is found or there are more than 2^31 - 9
     */
    static long[] idsOf(CallScope scope, ProjectionSpec spec) {
        var scan = new NodeScan(scope);
        if (SchemaNames.takesAll(spec.nodeLabels())) {
            scan.everyNode();
        } else {
            spec.nodeLabels().forEach(label -> scan.withLabel(Label.label(label)));
        }
        var out = sortedDistinct(scan.ids, scan.length);
        if (out.length == 0) {
            throw new IllegalArgumentException(
                    "The graph is empty: no node has a label of " + String.join(", ", spec.nodeLabels()) + ".");
        }
        return out;
    }

    private void everyNode() {
        Transaction tx = scope.transaction();
        var own = new NodeScan(scope);
        SchemaNames.OWN_LABELS.forEach(own::withLabel);
        var ownIds = sortedDistinct(own.ids, own.length);
        try (var nodes = tx.getAllNodes().iterator()) {
            collect(nodes, ownIds);
        }
    }

    private void withLabel(Label label) {
        try (var nodes = scope.transaction().findNodes(label)) {
            collect(nodes, new long[0]);
        }
    }

    private void collect(ResourceIterator<Node> nodes, long[] without) {
        var guard = scope.guard();
        while (nodes.hasNext()) {
            long id = InternalIds.of(nodes.next());
            if (without.length == 0 || Arrays.binarySearch(without, id) < 0) {
                append(id);
            }
            if (length % CHECK_EVERY == 0) {
                guard.check();
            }
        }
    }

    private void append(long id) {
        if (length == ids.length) {
            if (length >= Integer.MAX_VALUE / 2) {
                throw new IllegalArgumentException("A projection holds at most 2^30 nodes.");
            }
            MemoryBudget.require("Scanning nodes", (long) length * 2 * Long.BYTES);
            ids = Arrays.copyOf(ids, length * 2);
        }
        ids[length++] = id;
    }

    private static long[] sortedDistinct(long[] ids, int length) {
        Arrays.sort(ids, 0, length);
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (i == 0 || ids[i] != ids[i - 1]) {
                ids[kept++] = ids[i];
            }
        }
        return Arrays.copyOf(ids, kept);
    }
}
