package org.graphunlearning.procedures.certificate;

import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/**
 * How a receipt names what was forgotten, so that who knows the element can compute its commitment again: {@code node:ID},
 * {@code relationship:ID}, {@code label:ID}, {@code feature:ID:KEY} for a property, {@code feature:ID:#COLUMN} for a column and
 * {@code feature:ID:*} for a whole vector, ID being the elementId. A request about values commits to {@code values:ID} as well, so that
 * one hash per node tells whose values to look at.
 */
public final class ElementKey {
    private static final String FEATURE = "feature:";

    private ElementKey() {}

    /** A node. */
    public static String of(Node node) {
        return "node:" + node.getElementId();
    }

    /** A relationship. */
    public static String of(Relationship relationship) {
        return "relationship:" + relationship.getElementId();
    }

    /** The class of a node. */
    public static String label(Node node) {
        return "label:" + node.getElementId();
    }

    /** That some value of a node is meant. */
    public static String values(Node node) {
        return "values:" + node.getElementId();
    }

    /** A property of a node that holds features. */
    public static String property(Node node, String key) {
        return FEATURE + node.getElementId() + ":" + key;
    }

    /** A column of a node's feature vector. */
    public static String column(Node node, int column) {
        return FEATURE + node.getElementId() + ":#" + column;
    }

    /** A node's whole feature vector. */
    public static String vector(Node node) {
        return FEATURE + node.getElementId() + ":*";
    }
}
