package org.graphunlearning.procedures.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.verify.Line;
import org.graphunlearning.procedures.verify.StoredElements;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/** The relationships of a stored heat map that are still there, and the ways from its target over them. */
final class RemainingPaths {
    private final Map<String, Relationship> relationships = new LinkedHashMap<>();
    private final Map<String, ElementPath> paths = new LinkedHashMap<>();

    private RemainingPaths() {}

    /**
     * Fewest hops over listed relationships; among equals the more important one, which is listed first. A pass over the list per hop.
     *
     * @param edges as listed
     * @param elements what the model still learns from
     */
    static RemainingPaths of(Node target, List<Line> edges, StoredElements elements) {
        var out = new RemainingPaths();
        for (var one : edges) {
            var relationship = elements.between(one.text("source"), one.text("target"));
            if (relationship != null) {
                out.relationships.put(name(one), relationship);
            }
        }
        out.paths.put(target.getElementId(), ElementPath.at(target));
        boolean grown = true;
        while (grown) {
            var ring = out.ring();
            out.paths.putAll(ring);
            grown = !ring.isEmpty();
        }
        return out;
    }

    private static String name(Line edge) {
        return edge.text("source") + " " + edge.text("target");
    }

    /** Nodes one hop further. */
    private Map<String, ElementPath> ring() {
        var out = new LinkedHashMap<String, ElementPath>();
        relationships.values().forEach(relationship -> {
            for (var end : relationship.getNodes()) {
                var path = to(end);
                var other = relationship.getOtherNode(end).getElementId();
                if (path != null && !paths.containsKey(other)) {
                    out.putIfAbsent(other, path.over(relationship));
                }
            }
        });
        return out;
    }

    /** Null for one that is gone by now. */
    @Nullable
    Relationship relationship(Line edge) {
        return relationships.get(name(edge));
    }

    /** Null for a node that is not reached. */
    @Nullable
    ElementPath to(Node node) {
        return paths.get(node.getElementId());
    }

    /** The way to its nearer end and over it; null where neither is reached. */
    @Nullable
    ElementPath over(Relationship relationship) {
        ElementPath nearest = null;
        for (var end : relationship.getNodes()) {
            var path = to(end);
            boolean nearer = path != null && (nearest == null || path.length() < nearest.length());
            nearest = nearer ? path : nearest;
        }
        return nearest == null ? null : nearest.over(relationship);
    }
}
