package org.graphunlearning.gnn.unlearn;

/** What a deletion is worth, the strongest promise first. */
public enum Guarantee {
    /** The parameters equal, bit for bit, training from scratch on the remaining graph. */
    EXACT,
    /** Within a proven statistical distance of retraining. */
    CERTIFIED,
    /** Close to retraining as far as was measured; nothing is proven. */
    APPROXIMATE,
    /** The item no longer enters any output, but the parameters still carry what they learned from it. */
    OUTPUT_ONLY,
    /** The model never learned from the item; nothing changed. */
    NOT_IN_TRAINING_SET;

    /** The one that promises less. */
    public Guarantee weaker(Guarantee other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
