package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules of the other levels, and the controls; oracles: ranks by hand and means written out. */
class OtherRulesTest {
    private static final ProfileRule PROFILE = new ProfileRule(Thresholds.defaults());

    private static ProfileEvidence profile(int references, double candidate, double untouched) {
        return new ProfileEvidence(
                IntStream.rangeClosed(1, references).mapToDouble(i -> i).toArray(), candidate, untouched);
    }

    @Test
    void nineteenReferencesAreNeededForTheUsualLevel() {
        assertThat(PROFILE.needed()).isEqualTo(19);
        assertThat(PROFILE.judge(profile(8, 1, 100)).sentence()).contains("11 more");
        assertThat(PROFILE.judge(profile(18, 1, 100)).reason()).isEqualTo(Reason.TOO_FEW_REFERENCES);
        assertThat(PROFILE.judge(profile(19, 1, 100)).verdict()).isEqualTo(Verdict.FORGOTTEN);
        assertThat(new ProfileRule(Thresholds.defaults().with(Map.of("rankLevel", 0.1))).needed())
                .isEqualTo(9);
    }

    @Test
    void ranksDecideAmongReferences() {
        assertThat(profile(19, 1, 1).chance(25)).isEqualTo(0.05);
        assertThat(profile(19, 1, 1).chance(19)).isEqualTo(0.1);
        assertThat(PROFILE.judge(profile(19, 19, 25)).verdict()).isEqualTo(Verdict.FORGOTTEN);
        assertThat(PROFILE.judge(profile(19, 20, 25)).verdict()).isEqualTo(Verdict.PARTIALLY_FORGOTTEN);
        assertThat(PROFILE.judge(profile(19, 23, 25)).verdict()).isEqualTo(Verdict.NOT_FORGOTTEN);
        assertThat(PROFILE.judge(profile(19, 5, 18)).reason()).isEqualTo(Reason.NO_POWER);
    }

    @Test
    void distancesAreToTheMeanOfTheOthers() {
        var references = List.of(new double[] {0, 0}, new double[] {4, 0}, new double[] {2, 6});

        var evidence = ProfileEvidence.of(references, new double[] {2, 2}, new double[] {5, 6});

        assertThat(evidence.references()[0]).isCloseTo(Math.hypot(3, 3), within(1e-12));
        assertThat(evidence.references()[1]).isCloseTo(Math.hypot(3, 3), within(1e-12));
        assertThat(evidence.references()[2]).isCloseTo(6, within(1e-12));
        assertThat(evidence.candidate()).isCloseTo(0, within(1e-12));
        assertThat(evidence.untouched()).isCloseTo(5, within(1e-12));
        assertThatThrownBy(() -> ProfileEvidence.of(references.subList(0, 1), new double[2], new double[2]))
                .hasMessageContaining("at least two references, not 1");
    }

    @Test
    void withoutAReferenceOnlyStandingStillIsSeen() {
        assertThat(SelfRule.judge(true).verdict()).isEqualTo(Verdict.NOT_FORGOTTEN);
        assertThat(SelfRule.judge(false).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void equalHashesProveAndOthersProveNothing() {
        var proof = RecomputeRule.judge(new byte[] {1, 2}, new byte[] {1, 2});

        assertThat(proof).isNotNull();
        assertThat(proof.verdict()).isEqualTo(Verdict.FORGOTTEN);
        assertThat(proof.level()).isEqualTo(EvidenceLevel.L1_RECOMPUTE);
        assertThat(RecomputeRule.judge(new byte[] {1, 2}, new byte[] {1, 3})).isNull();
    }

    private static ControlledJudgement controlled(Verdict candidate, Verdict noop, Verdict reference) {
        Rule<Verdict> rule =
                verdict -> Judgement.of(verdict, Reason.CLOSE_TO_REFERENCE, EvidenceLevel.L2_PAIRED, "A sentence.");
        return ControlledJudgement.of(rule, candidate, noop, reference);
    }

    @Test
    void aTestThatTheUntouchedModelPassesProvesNothing() {
        for (var verdict : Verdict.values()) {
            var judged = controlled(verdict, Verdict.FORGOTTEN, Verdict.FORGOTTEN);

            assertThat(judged.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(judged.judgement().reason()).isEqualTo(Reason.NO_POWER);
        }
        for (var noop : Verdict.values()) {
            var judged = controlled(Verdict.FORGOTTEN, noop, Verdict.FORGOTTEN);
            assertThat(judged.noopVerdict()).isEqualTo(noop);
            assertThat(judged.judgement().verdict() == Verdict.FORGOTTEN).isEqualTo(noop != Verdict.FORGOTTEN);
        }
    }

    @Test
    void aReferenceThatFailsIsAWarning() {
        assertThat(Arrays.stream(Verdict.values())
                        .filter(verdict -> controlled(Verdict.FORGOTTEN, Verdict.NOT_FORGOTTEN, verdict)
                                .judgement()
                                .warnings()
                                .isEmpty()))
                .containsExactly(Verdict.FORGOTTEN);
    }

    @Test
    void controlsCannotTakeBackWhatTheDataShow() {
        Rule<Boolean> rule = candidate -> Judgement.of(
                candidate ? Verdict.INVALID : Verdict.FORGOTTEN,
                candidate ? Reason.DATA_LEAK : Reason.CLOSE_TO_REFERENCE,
                EvidenceLevel.L0_DATA,
                "A sentence.");

        assertThat(ControlledJudgement.of(rule, true, false, null).judgement().verdict())
                .isEqualTo(Verdict.INVALID);
    }
}
