package org.graphunlearning.verify.verdict;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rule of {@link EvidenceLevel#L1_RECOMPUTE}: parameters that a training without the deleted parts gives again, bit for bit, can
 * owe them nothing. It outranks every measurement, and proves it to whoever holds the log and the code, nobody else.
 */
public final class RecomputeRule {
    private RecomputeRule() {}

    /**
     * Compares two hashes of parameters.
     *
     * @param recomputed of the parameters derived again, from inputs that do not contain what was deleted
     * @param published of the parameters to be judged
     * @return {@link Verdict#FORGOTTEN}, or {@code null} when they differ, which proves nothing: judge by a lower level
     */
    public static @Nullable Judgement judge(byte[] recomputed, byte[] published) {
        return judge(Arrays.equals(recomputed, published));
    }

    /** The same when the comparison was made elsewhere. */
    static @Nullable Judgement judge(boolean identical) {
        return identical
                ? Judgement.of(
                        Verdict.FORGOTTEN,
                        Reason.BIT_IDENTICAL,
                        EvidenceLevel.L1_RECOMPUTE,
                        "Training again without what was deleted gives the published parameters, bit for bit.")
                : null;
    }
}
