package org.graphunlearning.procedures.projection;

import java.lang.reflect.Array;
import org.neo4j.graphdb.Node;

/** Property values as numbers; errors name the node and the key, never the value. */
final class Numbers {
    private Numbers() {}

    /** How many numbers a property value holds: 1 for a scalar, the length for a list. */
    static int width(Node node, String key, Object value) {
        if (value instanceof Number) {
            return 1;
        }
        if (value.getClass().isArray()) {
            int length = Array.getLength(value);
            // An empty list is stored as a list of strings, whatever it was meant to hold.
            if (length == 0 || (value.getClass().getComponentType().isPrimitive() && !isTextual(value))) {
                return length;
            }
        }
        throw new IllegalArgumentException("Feature property `" + key + "` of node " + node.getElementId()
                + " is neither a number nor a list of numbers.");
    }

    private static boolean isTextual(Object array) {
        return array instanceof boolean[] || array instanceof char[];
    }

    /** The number at a position of a value that {@link #width} accepted, finite as a float. */
    static float at(Node node, String key, Object value, int position) {
        double number = number(value, position);
        float narrowed = (float) number;
        if (!Float.isFinite(narrowed)) {
            throw new IllegalArgumentException("Feature property `" + key + "` of node " + node.getElementId()
                    + " holds a value that is not finite in single precision.");
        }
        return narrowed;
    }

    private static double number(Object value, int position) {
        if (value instanceof double[] doubles) {
            return doubles[position];
        }
        if (value instanceof float[] floats) {
            return floats[position];
        }
        return value instanceof Number scalar ? scalar.doubleValue() : Array.getDouble(value, position);
    }

    /** The column index at a position, in {@code [0, dimension)}. */
    static int column(Node node, String key, Object value, int position, int dimension) {
        if (!(value instanceof long[]
                || value instanceof int[]
                || value instanceof short[]
                || value instanceof byte[]
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte)) {
            throw new IllegalArgumentException(
                    "Column property `" + key + "` of node " + node.getElementId() + " is not a list of integers.");
        }
        long column = value instanceof Number scalar ? scalar.longValue() : Array.getLong(value, position);
        if (column < 0 || column >= dimension) {
            throw new IllegalArgumentException("Column property `" + key + "` of node " + node.getElementId()
                    + " holds an index outside 0 to " + (dimension - 1) + ", the `dimension` configured.");
        }
        return (int) column;
    }
}
