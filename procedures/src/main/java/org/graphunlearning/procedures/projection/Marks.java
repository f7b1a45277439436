package org.graphunlearning.procedures.projection;

import org.graphunlearning.gnn.graph.Role;

/**
 * The small properties a model leaves on what it learned from.
 *
 * <p>On a node, {@code unlearn:<model>} holds {@code ghosts << 32 | shard << 2 | role}, {@code ghosts} being the neighbours that were
 * cut off when the model was trained with a repair; it dies with the node, so a recycled id is never taken for a trained node. The value {@link #FORGOTTEN}, on a node or a relationship, hides a thing that was kept in the
 * graph from this model; {@code unlearn:<model>:forgotten} on a node lists the feature columns hidden from it, and
 * {@code unlearn:<model>:unlabelled} hides its label.
 *
 * @param modelName the model; a checked name, which has no colon
 * @param onRelationships whether any relationship is hidden from the model, so that scans must look
 * @param onFeatures whether any feature column is
 * @param onLabels whether any label is
 */
public record Marks(String modelName, boolean onRelationships, boolean onFeatures, boolean onLabels) {
    /** Value of something the model has forgotten although it is still in the graph. */
    public static final long FORGOTTEN = -1;

    /** Stands for a node without the property: the model never learned from it. */
    public static final long ABSENT = Long.MIN_VALUE;

    private static final int ROLE_BITS = 2;
    private static final int GHOST_SHIFT = 32;

    /** The marks of a model from which nothing is hidden. */
    public static Marks of(String modelName) {
        return new Marks(modelName, false, false, false);
    }

    /** Key of the property on nodes and relationships. */
    public String key() {
        return "unlearn:" + modelName;
    }

    /** Key of the hidden feature columns of a node. */
    public String columnsKey() {
        return key() + ":forgotten";
    }

    /** Key of the property, always true, that hides a node's label. */
    public String labelKey() {
        return key() + ":unlabelled";
    }

    /** The value of a node in training. */
    public static long of(int shard, Role role, int ghosts) {
        return (long) ghosts << GHOST_SHIFT | (long) shard << ROLE_BITS | role.ordinal();
    }

    /** The shard a value names; not for {@link #FORGOTTEN} or {@link #ABSENT}. */
    public static int shard(long mark) {
        return (int) mark >>> ROLE_BITS;
    }

    /** The role a value names; not for {@link #FORGOTTEN} or {@link #ABSENT}. */
    public static Role role(long mark) {
        return Role.values()[(int) mark & (1 << ROLE_BITS) - 1];
    }

    /** The ghosts a value counts; not for {@link #FORGOTTEN} or {@link #ABSENT}. */
    public static int ghosts(long mark) {
        return (int) (mark >>> GHOST_SHIFT);
    }

    /** Whether the value says that the model learned from the node. */
    public static boolean isTrained(long mark) {
        return mark >= 0;
    }
}
