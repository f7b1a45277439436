package org.graphunlearning.verify.verdict;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rule of {@link EvidenceLevel#L0_DATA}: a failed check or a leak makes everything else meaningless. That all hold is necessary
 * and proves nothing about parameters.
 */
public final class DataRule {
    private DataRule() {}

    /**
     * Judges the data.
     *
     * @param checks what was looked at
     * @param leak share of an explanation in the graph after that what was deleted carries, in [0, 1]; {@code null} where unknown
     * @return {@link Verdict#INVALID}, or {@code null} when nothing speaks against the data
     */
    public static @Nullable Judgement judge(List<DataCheck> checks, @Nullable Double leak) {
        var failed = checks.stream()
                .filter(check -> !check.passed())
                .map(check -> "`" + check.name() + "`")
                .collect(Collectors.joining(", "));
        if (!failed.isEmpty()) {
            return invalid(Reason.DATA_CHECK_FAILED, "These checks of the data failed: " + failed + ".");
        }
        if (leak != null && leak > 0) {
            return invalid(
                    Reason.DATA_LEAK,
                    "What was deleted still carries attribution in the graph after, so it is still in the projection.");
        }
        return null;
    }

    private static Judgement invalid(Reason reason, String sentence) {
        return Judgement.of(Verdict.INVALID, reason, EvidenceLevel.L0_DATA, sentence);
    }
}
