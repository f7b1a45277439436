package org.graphunlearning.verify.verdict;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules once more to numbers that were kept, to see whether a recorded verdict follows from them. Pure and without a model
 * or graph: it does not show that the numbers were measured rightly, and of what the numbers do not carry (checks of the data, which
 * bits were derived again) it takes the recorded reason's word.
 */
public final class Replay {
    /** What rests on a comparison, so that an untouched model which passes takes it back. */
    private static final Set<Reason> COMPARED = EnumSet.of(
            Reason.COLLATERAL,
            Reason.CLOSE_TO_REFERENCE,
            Reason.WIDE_INTERVAL,
            Reason.MEMBERSHIP_FOUND,
            Reason.PART_OF_THE_WAY,
            Reason.FAR_FROM_REFERENCE);

    private Replay() {}

    /**
     * What was kept of a judgement.
     *
     * @param verdict as recorded
     * @param reason as recorded
     * @param level as recorded
     * @param noopVerdict of the untouched model; null when nothing was compared
     */
    public record Recorded(
            Verdict verdict,
            Reason reason,
            EvidenceLevel level,
            @Nullable Verdict noopVerdict) {}

    /**
     * What was kept of the evidence; null where it was not measured or not kept.
     *
     * @param movement of the model, null when nothing was compared
     * @param residualHigh upper end of the interval of the residual
     * @param leak largest share of an explanation that flows through what was deleted, on the graph after
     * @param membership paired membership residual
     * @param targets how many nodes were explained
     * @param skipped how many of them without an explanation
     * @param unchanged whether the parameters are those of before
     */
    public record Kept(
            @Nullable Movement movement,
            @Nullable Double residualHigh,
            @Nullable Double leak,
            @Nullable Double membership,
            @Nullable Integer targets,
            @Nullable Integer skipped,
            boolean unchanged) {}

    /**
     * What came of it.
     *
     * @param follows whether verdict and reason follow; null where the numbers do not decide
     * @param sentence the same in words
     */
    public record Outcome(@Nullable Boolean follows, String sentence) {}

    /** Judges anew and compares. */
    public static Outcome of(Recorded recorded, Kept kept, Thresholds thresholds) {
        return switch (recorded.reason()) {
            case DATA_CHECK_FAILED ->
                fixed(recorded, Verdict.INVALID, "a check of the data, which is not among the numbers");
            case PROJECTION_CHANGED -> fixed(recorded, Verdict.INCONCLUSIVE, "graphs that are gone");
            case DEFAULT_VALUE, NOBODY_REACHED ->
                fixed(recorded, Verdict.NEGLIGIBLE_INFLUENCE, "what was deleted, which is gone");
            case TOO_FEW_REFERENCES, INSIDE_REFERENCES, OUTSIDE_REFERENCES ->
                new Outcome(null, "The verdict rests on a rank among references that were not kept.");
            case BIT_IDENTICAL -> identical(recorded, kept);
            case NO_REFERENCE -> fixed(recorded, Verdict.INCONCLUSIVE, "the lack of a reference");
            default ->
                recorded.level() == EvidenceLevel.L4_SELF
                        ? compared(recorded, SelfRule.judge(kept.unchanged()))
                        : paired(recorded, kept, thresholds);
        };
    }

    /** Where the reason alone decides. */
    private static Outcome fixed(Recorded recorded, Verdict expected, String ground) {
        return recorded.verdict() == expected
                ? new Outcome(null, recorded.verdict() + " fits its reason, but rests on " + ground + ".")
                : contradicts(recorded, expected.name());
    }

    private static Outcome identical(Recorded recorded, Kept kept) {
        var residual = kept.movement() == null ? null : kept.movement().residual();
        if (recorded.verdict() != Verdict.FORGOTTEN || (residual != null && residual != 0)) {
            return contradicts(recorded, residual == null ? Verdict.FORGOTTEN.name() : "a residual of " + residual);
        }
        return residual == null
                ? new Outcome(null, "FORGOTTEN rests on parameters that were derived again, not on numbers.")
                : new Outcome(true, "FORGOTTEN rests on identical parameters, and the residual is 0 as it must be.");
    }

    private static Outcome paired(Recorded recorded, Kept kept, Thresholds thresholds) {
        var movement = kept.movement();
        if (movement == null) {
            return new Outcome(null, "The numbers of the comparison were not kept.");
        }
        if (recorded.reason() == Reason.TOO_MANY_SKIPPED && kept.skipped() == null) {
            return new Outcome(null, "How many targets had no explanation was not kept.");
        }
        var interval = kept.residualHigh() == null ? null : new Interval(0, 0, 0, kept.residualHigh());
        int targets = kept.targets() != null
                ? kept.targets()
                : thresholds.fewTargets() - (interval == null ? 1 : 0); // there is no interval with fewer
        var evidence = new PairedEvidence(
                new DataFacts(List.of(), kept.leak(), true),
                kept.unchanged(),
                movement,
                interval,
                targets,
                kept.skipped() == null ? 0 : kept.skipped(),
                kept.membership());
        var judged = new PairedRule(thresholds).judge(evidence);
        if (COMPARED.contains(judged.reason()) && recorded.noopVerdict() == Verdict.FORGOTTEN) {
            judged = Judgement.of(Verdict.INCONCLUSIVE, Reason.NO_POWER, judged.level(), judged.sentence());
        }
        return compared(recorded, judged);
    }

    private static Outcome compared(Recorded recorded, Judgement judged) {
        return judged.verdict() == recorded.verdict() && judged.reason() == recorded.reason()
                ? new Outcome(
                        true,
                        recorded.verdict() + " (" + recorded.reason() + ") follows from the numbers and thresholds.")
                : contradicts(recorded, judged.verdict() + " (" + judged.reason() + ")");
    }

    private static Outcome contradicts(Recorded recorded, String instead) {
        return new Outcome(
                false,
                "Recorded is " + recorded.verdict() + " (" + recorded.reason() + "), but what was kept gives " + instead
                        + ".");
    }
}
