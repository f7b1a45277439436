package org.graphunlearning.procedures.projection;

import org.graphunlearning.gnn.graph.Role;

/**
 * The small properties a model leaves on what it learned from.
 *
 * <p>On a node, {@code unlearn:<model>} holds {@code shard * 4 + role}; it dies with the node, so a recycled id is never
 * taken for a trained node. The value {@link #FORGOTTEN}, on a node or a relationship, hides a thing that was kept in the
 * graph from this model; {@code unlearn:<model>:forgotten} on a node lists the feature columns hidden from it.
 *
 * @param modelName the model; a checked name, which has no colon
 * @param onRelationships whether any relationship is hidden from the model, so that scans must look
 * @param onFeatures whether any feature column is
 */
public record Marks(String modelName, boolean onRelationships, boolean onFeatures) {
    /** Value of something the model has forgotten although it is still in the graph. */
    public static final int FORGOTTEN = -1;

    /** Stands for a node without the property: the model never learned from it. */
    public static final int ABSENT = Integer.MIN_VALUE;

    private static final int ROLE_BITS = 2;

    /** Key of the property on nodes and relationships. */
    public String key() {
        return "unlearn:" + modelName;
    }

    /** Key of the hidden feature columns of a node. */
    public String columnsKey() {
        return key() + ":forgotten";
    }

    /** The value of a node in training. */
    public static int of(int shard, Role role) {
        return shard << ROLE_BITS | role.ordinal();
    }

    /** The shard a value names; not for {@link #FORGOTTEN} or {@link #ABSENT}. */
    public static int shard(int mark) {
        return mark >> ROLE_BITS;
    }

    /** Whether the value says that the model learned from the node. */
    public static boolean isTrained(int mark) {
        return mark >= 0;
    }
}
