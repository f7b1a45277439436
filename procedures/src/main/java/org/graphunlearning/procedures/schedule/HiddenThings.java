package org.graphunlearning.procedures.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Marks;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.Relationship;

/**
 * What one model has forgotten although it stayed in the graph, by internal id, as its marks in the database say; read without the
 * projection that has to hide it and without the model's own word on whether anything is hidden.
 *
 * @param nodes forgotten nodes
 * @param unlabelled nodes whose label is forgotten
 * @param columns forgotten feature columns by node
 * @param relationships forgotten relationships
 */
record HiddenThings(
        List<Long> nodes, List<Long> unlabelled, Map<Long, int[]> columns, List<Relationship> relationships) {
    private static final int CHECK_EVERY = 8192;

    /** Looks at every node and relationship of the database. */
    static HiddenThings of(CallScope scope, Marks marks) {
        var out = new HiddenThings(new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new ArrayList<>());
        long seen = 0;
        try (var nodes = scope.transaction().getAllNodes().iterator()) {
            while (nodes.hasNext()) {
                var node = nodes.next();
                out.add(node, InternalIds.of(node), marks);
                checkNowAndThen(scope, ++seen);
            }
        }
        out.addRelationships(scope, marks);
        return out;
    }

    private void add(Entity node, long id, Marks marks) {
        if (isForgotten(node, marks)) {
            nodes.add(id);
        } else {
            if (node.hasProperty(marks.labelKey())) {
                unlabelled.add(id);
            }
            if (node.getProperty(marks.columnsKey(), null) instanceof int[] hidden) {
                columns.put(id, hidden);
            }
        }
    }

    private void addRelationships(CallScope scope, Marks marks) {
        long seen = 0;
        try (var all = scope.transaction().getAllRelationships().iterator()) {
            while (all.hasNext()) {
                var relationship = all.next();
                if (isForgotten(relationship, marks)) {
                    relationships.add(relationship);
                }
                checkNowAndThen(scope, ++seen);
            }
        }
    }

    private static boolean isForgotten(Entity entity, Marks marks) {
        return entity.getProperty(marks.key(), null) instanceof Number mark && mark.longValue() == Marks.FORGOTTEN;
    }

    private static void checkNowAndThen(CallScope scope, long seen) {
        if (seen % CHECK_EVERY == 0) {
            scope.guard().check();
        }
    }

    int count() {
        return nodes.size() + unlabelled.size() + columns.size() + relationships.size();
    }
}
