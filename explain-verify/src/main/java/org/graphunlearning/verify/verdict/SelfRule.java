package org.graphunlearning.verify.verdict;

/**
 * The rule of {@link EvidenceLevel#L4_SELF}, when there is nothing to compare with: a model whose parameters did not move did not
 * forget; that they moved proves nothing.
 */
public final class SelfRule {
    private SelfRule() {}

    /**
     * Judges from the parameters before and after only.
     *
     * @param unchanged whether they are the same, bit for bit
     */
    public static Judgement judge(boolean unchanged) {
        return unchanged
                ? Judgement.of(
                        Verdict.NOT_FORGOTTEN,
                        Reason.UNCHANGED_PARAMETERS,
                        EvidenceLevel.L4_SELF,
                        "The parameters are those of before the deletion, bit for bit.")
                : Judgement.of(
                        Verdict.INCONCLUSIVE,
                        Reason.NO_REFERENCE,
                        EvidenceLevel.L4_SELF,
                        "The parameters moved, but without a reference nothing says whether they moved to forget.");
    }
}
