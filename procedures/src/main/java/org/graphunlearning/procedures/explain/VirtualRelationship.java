package org.graphunlearning.procedures.explain;

import java.util.Map;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;

/** A deleted relationship, or one that went with a deleted node. Its ends are in the database or only drawn, like itself. */
final class VirtualRelationship extends VirtualEntity implements Relationship {
    /** Type of all of them: the one they had would tell of the data. */
    static final RelationshipType FORGOTTEN = RelationshipType.withName("FORGOTTEN");

    private final Ends ends;

    /** Where it leads. */
    record Ends(Node start, Node end) {}

    /** A relationship; further parameters as for the entity. */
    VirtualRelationship(int number, Ends ends, String commitment, Map<String, Double> scores) {
        super(number, commitment, scores);
        this.ends = ends;
    }

    @Override
    String noun() {
        return "relationship";
    }

    @Override
    public Node getStartNode() {
        return ends.start();
    }

    @Override
    public Node getEndNode() {
        return ends.end();
    }

    @Override
    public Node getOtherNode(Node node) {
        if (node.equals(ends.start())) {
            return ends.end();
        }
        if (node.equals(ends.end())) {
            return ends.start();
        }
        throw new NotFoundException("Node " + node.getElementId() + " is no end of this relationship.");
    }

    @Override
    public Node[] getNodes() {
        return new Node[] {ends.start(), ends.end()};
    }

    @Override
    public RelationshipType getType() {
        return FORGOTTEN;
    }

    @Override
    public boolean isType(RelationshipType type) {
        return FORGOTTEN.name().equals(type.name());
    }
}
