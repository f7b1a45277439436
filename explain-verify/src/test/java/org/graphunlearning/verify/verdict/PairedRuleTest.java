package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: the rule as the specification numbers it, and the controls measured there. */
class PairedRuleTest {
    private static final PairedRule RULE = new PairedRule(Thresholds.defaults());
    private static final DataFacts CLEAN = new DataFacts(List.of(new DataCheck("nodesAbsent", true)), 0.0, true);
    private static final Movement FORGOTTEN = movement(0.95, 0.1);

    private static Movement movement(double progress, double collateral) {
        return new Movement(0.05, progress, collateral, Math.hypot(1 - progress, collateral));
    }

    private static PairedEvidence evidence(Movement movement) {
        return evidence(movement, 40);
    }

    private static PairedEvidence evidence(Movement movement, int targets) {
        return new PairedEvidence(CLEAN, false, movement, null, targets, 0, null);
    }

    private static PairedEvidence evidence(DataFacts data) {
        return new PairedEvidence(data, false, FORGOTTEN, null, 40, 0, null);
    }

    private static void expect(PairedEvidence evidence, Verdict verdict, Reason reason) {
        var judgement = RULE.judge(evidence);

        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.reason()).isEqualTo(reason);
        assertThat(judgement.sentence()).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "0.00, 0.00, NOT_FORGOTTEN", // nothing done
        "0.17, 0.40, NOT_FORGOTTEN", // a quarter of the way
        "0.40, 0.53, PARTIALLY_FORGOTTEN", // half
        "0.68, 0.39, PARTIALLY_FORGOTTEN", // three quarters
        "1.00, 0.00, FORGOTTEN", // all
        "0.28, 0.30, PARTIALLY_FORGOTTEN", // fine-tuned on a batch
        "0.28, 1.16, OVER_CORRECTED", // fine-tuned on one node
        "0.78, 7.50, OVER_CORRECTED", // gradient ascent
        "11.0, 40.0, OVER_CORRECTED", // gradient ascent on one node
        "0.79, 1.37, OVER_CORRECTED", // another seed
        "1.50, 0.10, PARTIALLY_FORGOTTEN", // beyond the reference
        "2.50, 0.10, NOT_FORGOTTEN", // far beyond it
        "0.74, 0.00, PARTIALLY_FORGOTTEN",
        "0.75, 0.00, FORGOTTEN",
        "0.24, 0.00, NOT_FORGOTTEN"
    })
    void cutsMovementsAsSpecified(double progress, double collateral, Verdict verdict) {
        assertThat(RULE.judge(evidence(movement(progress, collateral))).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void whatIsStillInTheDataMakesAllElseMeaningless() {
        var failed = new DataFacts(List.of(new DataCheck("cacheEmpty", false)), null, true);
        var leaking = new DataFacts(List.of(), 0.01, true);

        expect(evidence(failed), Verdict.INVALID, Reason.DATA_CHECK_FAILED);
        expect(evidence(leaking), Verdict.INVALID, Reason.DATA_LEAK);
        assertThat(RULE.judge(evidence(failed)).sentence()).contains("`cacheEmpty`");
        assertThat(RULE.judge(evidence(failed)).level()).isEqualTo(EvidenceLevel.L0_DATA);
    }

    @Test
    void anotherGraphDecidesNothing() {
        expect(evidence(new DataFacts(List.of(), null, false)), Verdict.INCONCLUSIVE, Reason.PROJECTION_CHANGED);
    }

    @Test
    void unchangedParametersFailOnlyWhereThereWasSomethingToForget() {
        var nothing = new Movement(1e-4, 0.0, 0.0, 1.0);

        expect(
                new PairedEvidence(CLEAN, true, movement(0, 0), null, 40, 0, null),
                Verdict.NOT_FORGOTTEN,
                Reason.UNCHANGED_PARAMETERS);
        expect(
                new PairedEvidence(CLEAN, true, nothing, null, 40, 0, null),
                Verdict.NEGLIGIBLE_INFLUENCE,
                Reason.WEAK_SIGNAL);
        expect(evidence(new Movement(0, null, null, null)), Verdict.NEGLIGIBLE_INFLUENCE, Reason.WEAK_SIGNAL);
    }

    @Test
    void decidesNothingWhenMostExplanationsAreUndefined() {
        expect(
                new PairedEvidence(CLEAN, false, FORGOTTEN, null, 40, 21, null),
                Verdict.INCONCLUSIVE,
                Reason.TOO_MANY_SKIPPED);
        expect(
                new PairedEvidence(CLEAN, false, FORGOTTEN, null, 40, 20, null),
                Verdict.FORGOTTEN,
                Reason.CLOSE_TO_REFERENCE);
    }

    @Test
    void aWideIntervalLowersTheVerdict() {
        expect(withInterval(0.51), Verdict.PARTIALLY_FORGOTTEN, Reason.WIDE_INTERVAL);
        expect(withInterval(0.50), Verdict.FORGOTTEN, Reason.CLOSE_TO_REFERENCE);
    }

    private static PairedEvidence withInterval(double residualHigh) {
        return new PairedEvidence(CLEAN, false, FORGOTTEN, new Interval(0.8, 1, 0, residualHigh), 40, 0, null);
    }

    @Test
    void fewTargetsMustBeCloser() {
        var near = movement(0.8, 0.2); // residual 0.283

        expect(evidence(near, 5), Verdict.FORGOTTEN, Reason.CLOSE_TO_REFERENCE);
        expect(evidence(near, 4), Verdict.PARTIALLY_FORGOTTEN, Reason.PART_OF_THE_WAY);
        expect(evidence(movement(0.9, 0.2), 4), Verdict.FORGOTTEN, Reason.CLOSE_TO_REFERENCE);
    }

    @Test
    void membershipInferenceLowersButNeverRaises() {
        expect(withMembership(FORGOTTEN, 0.9), Verdict.PARTIALLY_FORGOTTEN, Reason.MEMBERSHIP_FOUND);
        assertThat(RULE.judge(withMembership(FORGOTTEN, 0.9)).warnings()).hasSize(1);
        expect(withMembership(FORGOTTEN, 0.89), Verdict.FORGOTTEN, Reason.CLOSE_TO_REFERENCE);
        assertThat(RULE.judge(withMembership(FORGOTTEN, 0.35)).sentence()).contains("agrees");
        assertThat(RULE.judge(withMembership(FORGOTTEN, 0.36)).sentence()).doesNotContain("agrees");
        expect(withMembership(movement(0.1, 0.1), 0.0), Verdict.NOT_FORGOTTEN, Reason.FAR_FROM_REFERENCE);
    }

    private static PairedEvidence withMembership(Movement movement, @Nullable Double residual) {
        return new PairedEvidence(CLEAN, false, movement, null, 40, 0, residual);
    }

    @Test
    void otherThresholdsCutElsewhere() {
        var strict = new PairedRule(
                Thresholds.defaults().with(Map.of("forgottenResidualMax", 0.1, "fewTargetsResidualMax", 0.1)));

        assertThat(strict.judge(evidence(FORGOTTEN)).verdict()).isEqualTo(Verdict.PARTIALLY_FORGOTTEN);
    }
}
