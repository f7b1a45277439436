package org.graphunlearning.verify.verdict;

import java.util.EnumSet;
import java.util.Set;

/** Models whose verdict is known beforehand, to see what the rules are worth. */
public enum Control {
    /** The untouched model. */
    NO_OP,
    /** A quarter of the straight way from the untouched parameters to those of the reference. */
    QUARTER,
    /** Half of it. */
    HALF,
    /** Three quarters of it. */
    THREE_QUARTERS,
    /** Ten epochs of training on the remaining graph. */
    FINE_TUNE,
    /** Three steps up the loss of what was deleted. */
    ASCENT,
    /** The paired reference. */
    REFERENCE;

    /** Whether it must be judged forgotten; no other may. */
    public boolean forgets() {
        return this == REFERENCE;
    }

    /** The verdicts that such a model deserves. */
    public Set<Verdict> deserved() {
        return switch (this) {
            case NO_OP -> EnumSet.of(Verdict.NOT_FORGOTTEN);
            case QUARTER, HALF, THREE_QUARTERS -> EnumSet.of(Verdict.NOT_FORGOTTEN, Verdict.PARTIALLY_FORGOTTEN);
            case FINE_TUNE, ASCENT -> EnumSet.complementOf(EnumSet.of(Verdict.FORGOTTEN));
            case REFERENCE -> EnumSet.of(Verdict.FORGOTTEN);
        };
    }
}
