package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.explain.Attribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracles: the controls, over several graphs and seeds; which models forgot is known beforehand. */
class VerificationTest {
    private static ForgetSet someTrainingNodes(Graph graph, int count, long seed) {
        var rows = graph.trainingRows();
        var keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = graph.key(rows[(int) (7 * seed + 11L * i) % rows.length]);
        }
        return ForgetSet.ofNodes(keys);
    }

    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"GCN", "GAT", "SAGE"})
    void theUntouchedModelNeverPassesAndTheRetrainedOneAlwaysDoes(Architecture architecture) {
        for (long seed = 1; seed <= 5; seed++) {
            var graph = Cases.planted(seed);
            var training = Cases.training(architecture).withSeed(seed);
            var untouched = Cases.untouched(graph, someTrainingNodes(graph, 3, seed), training);
            var reference = Cases.train(untouched.after(), training);
            var given = Cases.options().withReference(ReferencePolicy.GIVEN);

            var noop = Cases.verify(untouched.against(reference), given);
            var retrained = Cases.verify(untouched.judging(reference).against(reference), given);

            assertThat(noop.judgement().verdict()).isEqualTo(Verdict.NOT_FORGOTTEN);
            assertThat(noop.judgement().reason()).isEqualTo(Reason.UNCHANGED_PARAMETERS);
            assertThat(noop.noopVerdict()).isEqualTo(Verdict.NOT_FORGOTTEN);
            assertThat(noop.refVerdict()).isEqualTo(Verdict.FORGOTTEN);
            assertThat(retrained.judgement().verdict()).isEqualTo(Verdict.FORGOTTEN);
            assertThat(retrained.judgement().level()).isEqualTo(EvidenceLevel.L2_PAIRED);
            assertThat(retrained.noopVerdict()).isEqualTo(Verdict.NOT_FORGOTTEN);
            assertThat(retrained.refVerdict()).isEqualTo(Verdict.FORGOTTEN);
            assertThat(retrained.warnings()).isEmpty();
        }
    }

    @Test
    void aReferenceTrainedHereWithTheSameBitsIsAProof() {
        var graph = Cases.planted(2);
        var training = Cases.training(Architecture.GCN);
        var untouched = Cases.untouched(graph, someTrainingNodes(graph, 1, 2), training);

        var result = Cases.verify(untouched.judging(Cases.train(untouched.after(), training)), Cases.options());

        assertThat(result.judgement().level()).isEqualTo(EvidenceLevel.L1_RECOMPUTE);
        assertThat(result.judgement().verdict()).isEqualTo(Verdict.FORGOTTEN);
        assertThat(result.movements()).isNotNull();
        assertThat(result.reference()).isNotNull();
    }

    @Test
    void calibratedControlsAreJudgedRightly() {
        var readings = new ArrayList<ControlReading>();
        try (var compute = Compute.withThreads(1)) {
            for (long seed = 1; seed <= 6; seed++) {
                var graph = Cases.planted(seed);
                var training = Cases.training(Architecture.GCN).withSeed(seed);
                var untouched = Cases.untouched(graph, someTrainingNodes(graph, 2, seed), training);
                var reference = Cases.train(untouched.after(), training);
                readings.addAll(Verification.readControls(untouched, reference, Cases.options(), compute));
            }
        }

        var profile = Calibration.fit(readings, Thresholds.defaults());

        assertThat(readings).hasSize(6 * Control.values().length);
        assertThat(profile.counts().get(Control.NO_OP)).containsOnlyKeys(Verdict.NOT_FORGOTTEN);
        assertThat(profile.counts().get(Control.REFERENCE)).containsOnlyKeys(Verdict.FORGOTTEN);
        assertThat(profile.counts().get(Control.ASCENT)).doesNotContainKey(Verdict.FORGOTTEN);
        assertThat(profile.counts().get(Control.FINE_TUNE)).doesNotContainKey(Verdict.FORGOTTEN);
        assertThat(profile.balancedAccuracy()).as("%s", profile).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void theSameCaseGivesTheSameResult() {
        var graph = Cases.planted(5);
        var training = Cases.training(Architecture.GCN);
        var untouched = Cases.untouched(graph, someTrainingNodes(graph, 2, 5), training);
        var tuned = tuned(untouched);

        var once = Cases.verify(untouched.judging(tuned), Cases.options());
        var again = Cases.verify(untouched.judging(tuned), Cases.options());

        assertThat(once.movements()).isNotNull().isEqualTo(again.movements());
        assertThat(once.judgement()).isEqualTo(again.judgement());
        assertThat(once.targets().keys()).isEqualTo(again.targets().keys());
    }

    private static Gnn tuned(VerificationCase subject) {
        try (var compute = Compute.withThreads(1)) {
            return GradedControls.fineTuned(subject, compute);
        }
    }

    @Test
    void explanationsOfAllModelsAndViewsAreHandedOut() {
        var graph = Cases.planted(1);
        var training = Cases.training(Architecture.GCN);
        var forget = someTrainingNodes(graph, 1, 1);
        var untouched = Cases.untouched(graph, forget, training);

        var result = Cases.verify(untouched.judging(tuned(untouched)), Cases.options());

        assertThat(result.explanations()).hasSize(6);
        for (var role : ModelRole.values()) {
            assertThat(result.explained(role, View.PROBE))
                    .hasSize(result.targets().size());
            assertThat(result.explained(role, View.PROBE)).anyMatch(a -> scores(a, forget.nodes()[0]));
            assertThat(result.explained(role, View.PROD)).noneMatch(a -> scores(a, forget.nodes()[0]));
        }
        var classes = result.explained(ModelRole.PRE, View.PROBE).stream()
                .mapToInt(Attribution::classIndex)
                .toArray();
        assertThat(result.explained(ModelRole.POST, View.PROBE).stream().mapToInt(Attribution::classIndex))
                .containsExactly(Arrays.stream(classes).boxed().toArray(Integer[]::new));
    }

    private static boolean scores(Attribution attribution, long key) {
        return Arrays.binarySearch(attribution.nodes().keys(), key) >= 0;
    }

    @Test
    void edgesAreExplainedByEdges() {
        var graph = Cases.planted(6);
        var training = Cases.training(Architecture.GCN);
        int row = graph.trainingRows()[3];
        int other = graph.adjacency().idx()[graph.adjacency().ptr()[row]];
        var untouched = Cases.untouched(graph, ForgetSet.ofEdge(graph.key(row), graph.key(other)), training);
        var nodesOnly = VerificationOptions.defaults(new Occlusion()).withMaxTargets(8);

        var withEdges = Cases.verify(untouched, Cases.options());
        var withoutEdges = Cases.verify(untouched, nodesOnly);

        assertThat(withEdges.judgement().verdict()).isEqualTo(Verdict.NOT_FORGOTTEN);
        assertThat(withEdges.warnings()).isEmpty();
        assertThat(withoutEdges.warnings()).singleElement().asString().contains("heat maps are over nodes");
    }

    @Test
    void anotherSeedIsNotTheWay() {
        int passed = 0;
        for (long seed = 1; seed <= 5; seed++) {
            var graph = Cases.planted(seed);
            var training = Cases.training(Architecture.GCN).withSeed(seed);
            var untouched = Cases.untouched(graph, someTrainingNodes(graph, 1, seed), training);
            var stranger = Cases.train(untouched.after(), training.withSeed(seed + 100));
            var verdict = Cases.verify(untouched.judging(stranger), Cases.options())
                    .judgement()
                    .verdict();
            passed += verdict == Verdict.FORGOTTEN ? 1 : 0;
        }
        assertThat(passed).isZero();
    }

    @Test
    void aProfileOfOtherSeedsSaysHowManyReferencesAreMissing() {
        var graph = Cases.planted(7);
        var training = Cases.training(Architecture.GCN);
        var untouched = Cases.untouched(graph, someTrainingNodes(graph, 1, 7), training);
        try (var compute = Compute.withThreads(1)) {
            var three = Reference.unpaired(untouched.after(), training, 3, compute);
            var all = Reference.unpaired(untouched.after(), training, 19, compute);

            var few = Verification.verifyByProfile(untouched, three, Cases.options(), compute);
            var enough = Verification.verifyByProfile(untouched, all, Cases.options(), compute);

            assertThat(few.judgement().sentence()).contains("16 more");
            assertThat(enough.judgement().level()).isEqualTo(EvidenceLevel.L3_PROFILE);
            assertThat(enough.judgement().verdict()).isNotEqualTo(Verdict.FORGOTTEN);
            assertThat(enough.noopVerdict()).isNotEqualTo(Verdict.FORGOTTEN);
        }
    }

    @Test
    void withoutAReferenceTheModelAloneDecides() {
        var graph = Cases.planted(8);
        var training = Cases.training(Architecture.GCN);
        var untouched = Cases.untouched(graph, someTrainingNodes(graph, 1, 8), training);
        var none = Cases.options().withReference(ReferencePolicy.NONE);

        assertThat(Cases.verify(untouched, none).judgement().reason()).isEqualTo(Reason.UNCHANGED_PARAMETERS);
        var moved = Cases.verify(untouched.judging(tuned(untouched)), none);
        assertThat(moved.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(moved.movements()).isNull();
        assertThat(moved.explanations()).hasSize(4);
        assertThatThrownBy(() -> Cases.verify(untouched, none.withReference(ReferencePolicy.GIVEN)))
                .hasMessageStartingWith("The case brings no reference along");
    }

    @Test
    void whatTheLogGivesAgainDecidesBeforeAnyMeasurement() {
        var graph = Cases.planted(9);
        var training = Cases.training(Architecture.GCN);
        var untouched = Cases.untouched(graph, someTrainingNodes(graph, 1, 9), training);
        var tuned = tuned(untouched);

        var proved = Cases.verify(recomputed(untouched.judging(tuned), true), Cases.options());
        var refuted = Cases.verify(recomputed(untouched.judging(tuned), false), Cases.options());

        assertThat(proved.judgement().level()).isEqualTo(EvidenceLevel.L1_RECOMPUTE);
        assertThat(refuted.judgement().level()).isEqualTo(EvidenceLevel.L2_PAIRED);
        assertThat(refuted.warnings()).anyMatch(warning -> warning.contains("gave others than the published"));
    }

    private static VerificationCase recomputed(VerificationCase c, boolean identical) {
        return new VerificationCase(
                c.before(),
                c.after(),
                c.forget(),
                c.pre(),
                c.post(),
                c.reference(),
                c.training(),
                c.requestSeed(),
                identical,
                List.of(new DataCheck("storeEmpty", true)));
    }

    @Test
    void membershipAndCalibrationContribute() {
        var graph = Cases.planted(10);
        var training = Cases.training(Architecture.GCN);
        var untouched = Cases.untouched(graph, someTrainingNodes(graph, 2, 10), training);
        var reference = Cases.train(untouched.after(), training);
        var subject = untouched.judging(reference).against(reference);
        var given = Cases.options().withReference(ReferencePolicy.GIVEN);
        var weak = new CalibrationProfile(0.2, 0.3, 0.7, 10, 0, Map.of());

        var contradicted = Cases.verify(subject, given.withMembership((c, r, compute) -> 0.95));
        var calibrated = Cases.verify(subject, given.withCalibration(weak));

        assertThat(contradicted.judgement().reason()).isEqualTo(Reason.MEMBERSHIP_FOUND);
        assertThat(contradicted.membershipResidual()).isEqualTo(0.95);
        assertThat(calibrated.warnings()).singleElement().asString().contains("only 70 %");
        assertThat(given.withCalibration(weak).effectiveThresholds().forgottenResidualMax())
                .isEqualTo(0.2);
    }
}
