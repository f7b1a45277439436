package org.graphunlearning.verify.verdict;

/** Which graph a model is shown. */
public enum View {
    /** The graph before: what was deleted is put back as input, because only there can it carry attribution. */
    PROBE,
    /** The graph after: what callers of the model see. */
    PROD
}
