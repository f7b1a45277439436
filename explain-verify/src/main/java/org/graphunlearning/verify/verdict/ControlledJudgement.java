package org.graphunlearning.verify.verdict;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A judgement with its controls, all from one rule: the untouched model, which must not pass, and where there is one the reference,
 * which must.
 *
 * @param judgement of the candidate, {@link Reason#NO_POWER} when the untouched model passes
 * @param noopVerdict of the untouched model
 * @param refVerdict of the reference; {@code null} without one
 */
public record ControlledJudgement(
        Judgement judgement, Verdict noopVerdict, @Nullable Verdict refVerdict) {
    /** What does not rest on a comparison of behaviour, so that the controls cannot take it back. */
    private static final Set<Reason> BEFORE_COMPARISON = Set.of(
            Reason.DATA_CHECK_FAILED,
            Reason.DATA_LEAK,
            Reason.PROJECTION_CHANGED,
            Reason.UNCHANGED_PARAMETERS,
            Reason.TOO_MANY_SKIPPED,
            Reason.WEAK_SIGNAL,
            Reason.TOO_FEW_REFERENCES);

    /**
     * Judges the candidate and its controls.
     *
     * @param noop evidence about the untouched model, measured as for the candidate
     * @param reference evidence about the reference; {@code null} without one
     */
    static <E> ControlledJudgement of(Rule<E> rule, E candidate, E noop, @Nullable E reference) {
        var judged = rule.judge(candidate);
        var noopVerdict = rule.judge(noop).verdict();
        var refVerdict = reference == null ? null : rule.judge(reference).verdict();
        boolean compared = !BEFORE_COMPARISON.contains(judged.reason());
        if (compared && noopVerdict == Verdict.FORGOTTEN) {
            judged = Judgement.of(
                    Verdict.INCONCLUSIVE,
                    Reason.NO_POWER,
                    judged.level(),
                    "The untouched model would pass the same test, so passing it proves nothing.");
        }
        if (compared && refVerdict != null && refVerdict != Verdict.FORGOTTEN) {
            judged = judged.warning(
                    "The reference itself is judged " + refVerdict + ", so the test asks too much of this deletion.");
        }
        return new ControlledJudgement(judged, noopVerdict, refVerdict);
    }
}
