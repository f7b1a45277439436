package org.graphunlearning.procedures.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.Orientation;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionSpec;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;

/** Finds what stands in the database for rows and edges of a projection. */
final class Links {
    private final CallScope scope;
    private final ProjectionSpec spec;
    private final Marks marks;
    private final Projection projection;
    private final Map<Long, List<Relationship>> found = new HashMap<>();

    Links(CallScope scope, ProjectionSpec spec, Marks marks, Projection projection) {
        this.scope = scope;
        this.spec = spec;
        this.marks = marks;
        this.projection = projection;
    }

    Projection projection() {
        return projection;
    }

    Node node(int row) {
        return InternalIds.node(scope.transaction(), projection.nodeIds()[row]);
    }

    /**
     * The relationships that carry messages between two rows, oldest first: parallel ones make one edge. Reads the relationships of
     * the end that has fewer.
     */
    List<Relationship> between(int sender, int receiver) {
        boolean swap = spec.orientation() == Orientation.UNDIRECTED && sender > receiver;
        int source = swap ? receiver : sender;
        int target = swap ? sender : receiver;
        return found.computeIfAbsent(EdgeShares.pack(source, target), ends -> search(node(source), node(target)));
    }

    private List<Relationship> search(Node source, Node target) {
        boolean fromSource = source.getDegree() <= target.getDegree();
        var near = fromSource ? source : target;
        var far = fromSource ? target : source;
        var out = new ArrayList<Relationship>();
        try (var relationships = near.getRelationships(direction(fromSource), types())) {
            for (var relationship : relationships) {
                if (relationship.getOtherNode(near).equals(far) && !isForgotten(relationship)) {
                    out.add(relationship);
                }
            }
        }
        out.sort(Comparator.comparingLong(InternalIds::of));
        return out;
    }

    private Direction direction(boolean fromSource) {
        return switch (spec.orientation()) {
            case UNDIRECTED -> Direction.BOTH;
            case NATURAL -> fromSource ? Direction.OUTGOING : Direction.INCOMING;
            case REVERSE -> fromSource ? Direction.INCOMING : Direction.OUTGOING;
        };
    }

    private RelationshipType[] types() {
        // No type at all stands for every type.
        return spec.relationshipTypes().contains(ProjectionSpec.ALL)
                ? new RelationshipType[0]
                : spec.relationshipTypes().stream()
                        .map(RelationshipType::withName)
                        .toArray(RelationshipType[]::new);
    }

    private boolean isForgotten(Relationship relationship) {
        return marks.onRelationships() && relationship.hasProperty(marks.key());
    }

    /** A walk over rows, one relationship per step. */
    ElementPath path(int[] rows) {
        var path = ElementPath.at(node(rows[0]));
        for (int hop = 1; hop < rows.length; hop++) {
            path = path.over(between(rows[hop], rows[hop - 1]).get(0));
        }
        return path;
    }
}
