package org.graphunlearning.procedures.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Path;
import org.neo4j.graphdb.Relationship;

/**
 * A path of given elements, stored or only drawn.
 *
 * @param nodeList one more than relationships
 * @param relationshipList each joins the nodes before and after it
 */
record ElementPath(List<Node> nodeList, List<Relationship> relationshipList) implements Path {
    /** Checks that there is one node more than relationships. */
    ElementPath {
        nodeList = List.copyOf(nodeList);
        relationshipList = List.copyOf(relationshipList);
        if (nodeList.size() != relationshipList.size() + 1) {
            throw new IllegalArgumentException("A path has one node more than relationships, not " + nodeList.size()
                    + " and " + relationshipList.size() + ".");
        }
    }

    /** The path that goes nowhere. */
    static ElementPath at(Node node) {
        return new ElementPath(List.of(node), List.of());
    }

    /** The same with one more step. */
    ElementPath over(Relationship relationship) {
        var nodes = new ArrayList<>(nodeList);
        var relationships = new ArrayList<>(relationshipList);
        nodes.add(relationship.getOtherNode(endNode()));
        relationships.add(relationship);
        return new ElementPath(nodes, relationships);
    }

    @Override
    public Node startNode() {
        return nodeList.get(0);
    }

    @Override
    public Node endNode() {
        return nodeList.get(nodeList.size() - 1);
    }

    @Override
    public @Nullable Relationship lastRelationship() {
        return relationshipList.isEmpty() ? null : relationshipList.get(relationshipList.size() - 1);
    }

    @Override
    public Iterable<Relationship> relationships() {
        return relationshipList;
    }

    @Override
    public Iterable<Relationship> reverseRelationships() {
        return reversed(relationshipList);
    }

    @Override
    public Iterable<Node> nodes() {
        return nodeList;
    }

    @Override
    public Iterable<Node> reverseNodes() {
        return reversed(nodeList);
    }

    private static <T> List<T> reversed(List<T> list) {
        var out = new ArrayList<>(list);
        Collections.reverse(out);
        return out;
    }

    @Override
    public int length() {
        return relationshipList.size();
    }

    @Override
    public Iterator<Entity> iterator() {
        var out = new ArrayList<Entity>();
        for (int hop = 0; hop < nodeList.size(); hop++) {
            out.add(nodeList.get(hop));
            if (hop < relationshipList.size()) {
                out.add(relationshipList.get(hop));
            }
        }
        return out.iterator();
    }

    @Override
    public String toString() {
        return nodeList.stream().map(Node::getElementId).collect(Collectors.joining("--", "(", ")"));
    }
}
