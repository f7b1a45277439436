package org.graphunlearning.procedures.explain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.ResourceIterable;
import org.neo4j.internal.helpers.collection.Iterables;

/** A deleted node, labelled {@code Forgotten}. It does not know the relationships that lead to it; those know their ends. */
final class VirtualNode extends VirtualEntity implements Node {
    static final Label FORGOTTEN = Label.label("Forgotten");

    /** A node; parameters as for the entity. */
    VirtualNode(int number, String commitment, Map<String, Double> scores) {
        super(number, commitment, scores);
    }

    @Override
    String noun() {
        return "node";
    }

    @Override
    public Iterable<Label> getLabels() {
        return List.of(FORGOTTEN);
    }

    @Override
    public boolean hasLabel(Label label) {
        return FORGOTTEN.name().equals(label.name());
    }

    @Override
    public void addLabel(Label label) {
        throw refusal();
    }

    @Override
    public void removeLabel(Label label) {
        throw refusal();
    }

    @Override
    public Relationship createRelationshipTo(Node other, RelationshipType type) {
        throw refusal();
    }

    @Override
    public ResourceIterable<Relationship> getRelationships() {
        return Iterables.emptyResourceIterable();
    }

    @Override
    public ResourceIterable<Relationship> getRelationships(RelationshipType... types) {
        return getRelationships();
    }

    @Override
    public ResourceIterable<Relationship> getRelationships(Direction direction, RelationshipType... types) {
        return getRelationships();
    }

    @Override
    public ResourceIterable<Relationship> getRelationships(Direction direction) {
        return getRelationships();
    }

    @Override
    public boolean hasRelationship() {
        return false;
    }

    @Override
    public boolean hasRelationship(RelationshipType... types) {
        return false;
    }

    @Override
    public boolean hasRelationship(Direction direction, RelationshipType... types) {
        return false;
    }

    @Override
    public boolean hasRelationship(Direction direction) {
        return false;
    }

    @Override
    public @Nullable Relationship getSingleRelationship(RelationshipType type, Direction direction) {
        return null;
    }

    @Override
    public Iterable<RelationshipType> getRelationshipTypes() {
        return List.of();
    }

    @Override
    public int getDegree() {
        return 0;
    }

    @Override
    public int getDegree(RelationshipType type) {
        return 0;
    }

    @Override
    public int getDegree(Direction direction) {
        return 0;
    }

    @Override
    public int getDegree(RelationshipType type, Direction direction) {
        return 0;
    }
}
