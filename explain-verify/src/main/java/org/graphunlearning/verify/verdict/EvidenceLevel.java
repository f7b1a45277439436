package org.graphunlearning.verify.verdict;

/** What a {@link Judgement} rests on, from the data alone to the model alone; the best available is used. */
public enum EvidenceLevel {
    /** Checks of the data: necessary, never sufficient. */
    L0_DATA,
    /** Parameters derived again from the log are the published ones, bit for bit. The only proof of absence (Thudi et al. 2022). */
    L1_RECOMPUTE,
    /** Comparison with a reference trained with the same draws on the remaining data. */
    L2_PAIRED,
    /** Rank test against references trained with other seeds. */
    L3_PROFILE,
    /** The model before and the model after only. */
    L4_SELF
}
