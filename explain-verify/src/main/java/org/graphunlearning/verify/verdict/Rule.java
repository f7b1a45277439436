package org.graphunlearning.verify.verdict;

/**
 * Turns evidence about one model into a judgement. Pure: the same evidence, the same judgement, for the candidate and the controls.
 *
 * @param <E> the evidence
 */
public interface Rule<E> {
    /** Judges one model. */
    Judgement judge(E evidence);
}
