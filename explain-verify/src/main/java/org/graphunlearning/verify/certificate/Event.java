package org.graphunlearning.verify.certificate;

/** What an entry of the chain records. */
public enum Event {
    /** A request was taken up; it stays open until a later entry of its name says what became of it. */
    REQUESTED,
    /** A model forgot, or had nothing to forget. */
    COMPLETED,
    /** A request ended without effect. */
    FAILED,
    /** From here on another key signs. */
    KEY_ROTATED,
    /** Older entries were exported, verified and removed. */
    PRUNED
}
