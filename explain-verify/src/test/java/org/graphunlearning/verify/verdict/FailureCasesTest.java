package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.explain.Explainer;
import org.graphunlearning.verify.explain.GradientTimesInput;
import org.graphunlearning.verify.explain.Targets;
import org.junit.jupiter.api.Test;

/** What may go wrong, each with the outcome it must have. */
class FailureCasesTest {
    private static final TrainingConfig GCN = Cases.training(Architecture.GCN);

    @Test
    void aHubIsJudgedByASampleThatSaysHowMuchItCovers() {
        var pairs = new int[2 * 79];
        for (int leaf = 1; leaf < 80; leaf++) {
            pairs[2 * leaf - 2] = leaf % 5 == 0 ? leaf - 1 : 0;
            pairs[2 * leaf - 1] = leaf;
        }
        var graph = Cases.edges(80, pairs);
        var subject = Cases.untouched(graph, ForgetSet.ofNodes(graph.key(0)), GCN);

        var result = Cases.verify(subject, Cases.options().withMaxTargets(16));

        assertThat(result.targets().size()).isEqualTo(16);
        assertThat(result.targets().coverage()).isLessThan(0.25);
        assertThat(Arrays.stream(result.targets().hops()).distinct()).containsExactlyInAnyOrder(1, 2);
        assertThat(result.movements()).isNotNull();
        assertThat(result.movements().interval()).isNotNull();
        assertThat(result.judgement().verdict()).isEqualTo(Verdict.NOT_FORGOTTEN);
    }

    /** Row 0 has no edge, and a label that its features do not tell. */
    private static Graph withIsolatedNode() {
        return Cases.edges(16, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 11, 12, 12, 13, 13, 14, 14, 15);
    }

    @Test
    void anIsolatedTrainingNodeIsItsOwnTarget() {
        var graph = withIsolatedNode();
        var subject = Cases.untouched(graph, ForgetSet.ofNodes(graph.key(0)), GCN);

        var noop = Cases.verify(subject, Cases.options());
        var reference = Cases.train(subject.after(), GCN);
        var retrained = Cases.verify(
                subject.judging(reference).against(reference), Cases.options().withReference(ReferencePolicy.GIVEN));

        assertThat(noop.targets().keys()).containsExactly(graph.key(0));
        assertThat(noop.targets().forgotten()).isTrue();
        assertThat(noop.judgement().verdict()).isEqualTo(Verdict.NOT_FORGOTTEN);
        assertThat(retrained.judgement().verdict()).isEqualTo(Verdict.FORGOTTEN);
        assertThat(retrained.explained(ModelRole.POST, View.PROD)).containsOnlyNulls();
        assertThat(retrained.movements()).isNotNull();
        assertThat(retrained.movements().interval()).isNull();
    }

    @Test
    void anIsolatedNodeThatNeverTrainedHadNoInfluence() {
        var graph =
                withIsolatedNode().without(ForgetSet.ofLabels(withIsolatedNode().key(0)));
        var subject = Cases.untouched(graph, ForgetSet.ofNodes(graph.key(0)), GCN);

        var result = Cases.verify(subject, Cases.options());

        assertThat(result.judgement().verdict()).isEqualTo(Verdict.NEGLIGIBLE_INFLUENCE);
        assertThat(result.judgement().reason()).isEqualTo(Reason.NOBODY_REACHED);
        assertThat(result.targets().size()).isZero();
    }

    @Test
    void deadUnitsDecideNothing() {
        var graph = Cases.planted(1);
        var subject = Cases.untouched(graph, ForgetSet.ofNodes(graph.key(graph.trainingRows()[0])), GCN);
        var dead = subject.pre().copy();
        for (var parameter : dead.parameters()) {
            parameter.assign(new float[parameter.length()]);
        }

        var result = Cases.verify(subject.judging(dead), Cases.options());

        assertThat(result.skipped()).isEqualTo(result.targets().size());
        assertThat(result.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.judgement().reason()).isEqualTo(Reason.TOO_MANY_SKIPPED);
    }

    @Test
    void aFeatureThatWasZeroAlreadyIsAMatterOfTheDataOnly() {
        var graph = Cases.planted(1);
        long key = graph.key(graph.trainingRows()[0]);
        var blank = graph.without(ForgetSet.ofFeatures(key, 2));
        var subject = Cases.untouched(blank, ForgetSet.ofFeatures(key, 2), GCN);

        var result = Cases.verify(subject, Cases.options());

        assertThat(((DenseFeatures) graph.features()).values()[graph.row(key) * Cases.COLUMNS + 2])
                .isNotZero();
        assertThat(result.judgement().verdict()).isEqualTo(Verdict.NEGLIGIBLE_INFLUENCE);
        assertThat(result.judgement().reason()).isEqualTo(Reason.DEFAULT_VALUE);
        assertThat(result.judgement().level()).isEqualTo(EvidenceLevel.L0_DATA);
    }

    @Test
    void unchangedParametersAreNotForgotten() {
        var graph = Cases.planted(1);
        long key = graph.key(graph.trainingRows()[0]);
        for (var forget : List.of(ForgetSet.ofNodes(key), ForgetSet.ofFeatures(key), ForgetSet.ofLabels(key))) {
            var result = Cases.verify(Cases.untouched(graph, forget, GCN), Cases.options());

            assertThat(result.judgement().verdict()).isEqualTo(Verdict.NOT_FORGOTTEN);
            assertThat(result.judgement().reason()).isEqualTo(Reason.UNCHANGED_PARAMETERS);
        }
    }

    @Test
    void theSecondDeletionIsComparedWithAModelThatSawNeither() {
        var graph = Cases.planted(2);
        var first = ForgetSet.ofNodes(graph.key(graph.trainingRows()[1]));
        var second = ForgetSet.ofNodes(graph.key(graph.trainingRows()[20]));
        var between = graph.without(first);
        var published = Cases.train(between, GCN);
        var deletion = new VerificationCase.Deletion(between, between.without(second), second, GCN);
        var both = Cases.train(graph.without(first.and(second)), GCN);

        var result = Cases.verify(VerificationCase.of(deletion, published, both, 5), Cases.options());

        assertThat(result.reference()).isNotNull();
        assertThat(result.reference().sha256()).isEqualTo(both.sha256());
        assertThat(result.judgement().level()).isEqualTo(EvidenceLevel.L1_RECOMPUTE);
    }

    @Test
    void aNodeStillInTheGraphIsInvalidWhateverTheModelDid() {
        var graph = Cases.planted(3);
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[2]));
        var reference = Cases.train(graph.without(forget), GCN);
        var deletion = new VerificationCase.Deletion(graph, graph, forget, GCN);
        var subject = VerificationCase.of(deletion, Cases.train(graph, GCN), reference, 1)
                .against(reference);

        var result = Cases.verify(subject, Cases.options().withReference(ReferencePolicy.GIVEN));

        assertThat(result.judgement().verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.dataChecks()).contains(new DataCheck("nodesAbsent", false));
    }

    @Test
    void anotherEditInBetweenDecidesNothing() {
        var graph = Cases.planted(3);
        var forget = ForgetSet.ofNodes(graph.key(graph.trainingRows()[2]));
        var edited = graph.without(forget).without(ForgetSet.ofFeatures(graph.key(50), 0));
        var deletion = new VerificationCase.Deletion(graph, edited, forget, GCN);
        var subject = VerificationCase.of(deletion, Cases.train(graph, GCN), Cases.train(graph, GCN.withSeed(1)), 1);

        assertThat(Cases.verify(subject, Cases.options()).judgement().reason()).isEqualTo(Reason.PROJECTION_CHANGED);
    }

    @Test
    void aModelOfInfinitiesIsNoModel() {
        var graph = Cases.planted(3);
        var subject = Cases.untouched(graph, ForgetSet.ofNodes(graph.key(graph.trainingRows()[2])), GCN);
        var broken = subject.pre().copy();
        broken.parameters().get(0).host()[0] = Float.NaN;

        var result = Cases.verify(subject.judging(broken), Cases.options());

        assertThat(result.judgement().verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.judgement().sentence()).contains("`parametersFinite`");
    }

    @Test
    void aClassThatVanishesWithTheDeletionIsComparedAsImpossible() {
        var graph = Cases.planted(4);
        var all = Arrays.stream(graph.trainingRows())
                .filter(row -> graph.targets()[row] == 2)
                .mapToLong(graph::key)
                .toArray();
        var subject = Cases.untouched(graph, ForgetSet.ofNodes(all), GCN);
        var reference = Cases.train(subject.after(), GCN);

        var result = Cases.verify(
                subject.judging(reference).against(reference), Cases.options().withReference(ReferencePolicy.GIVEN));

        assertThat(reference.classes()).hasSize(2);
        assertThat(result.movements()).isNotNull();
        assertThat(result.movements().posteriors().residual()).isZero();
        assertThat(result.judgement().verdict()).isIn(Verdict.FORGOTTEN, Verdict.INCONCLUSIVE);
    }

    /** Shows the untouched model as it is, and of every other model the untouched one's explanation, warped. */
    private static final class Manipulated implements Explainer {
        private final Explainer honest;
        private final Gnn shown;

        Manipulated(Explainer honest, Gnn shown) {
            this.honest = honest;
            this.shown = shown;
        }

        @Override
        public String name() {
            return "manipulated";
        }

        @Override
        public List<Attribution> explain(Gnn model, Graph graph, Targets targets, Compute compute) {
            var untouched = honest.explain(shown, graph, targets, compute);
            var real = honest.explain(model, graph, targets, compute);
            var out = new ArrayList<Attribution>();
            for (int t = 0; t < real.size(); t++) {
                var nodes = untouched.get(t).nodes();
                var warped =
                        Arrays.stream(nodes.magnitude()).map(m -> m * m * m).toArray();
                var last = real.get(t).nodes();
                out.add(new Attribution(
                        targets.keys()[t],
                        targets.classes()[t],
                        0,
                        Arrays.equals(last.magnitude(), nodes.magnitude())
                                ? nodes
                                : new Attribution.Nodes(nodes.keys(), warped, warped),
                        Attribution.Edges.NONE,
                        Attribution.Features.NONE));
            }
            return out;
        }
    }

    @Test
    void explainersThatDisagreeAreAWarning() {
        var graph = Cases.planted(5);
        var subject = Cases.untouched(graph, ForgetSet.ofNodes(graph.key(graph.trainingRows()[7])), GCN);
        var reference = Cases.train(subject.after(), GCN);
        // The warped explanations of every model but the untouched one drown what they differ by.
        var half = GradedControls.between(subject.pre(), reference, 0.5);
        var honest = new GradientTimesInput();
        var options = Cases.options().withReference(ReferencePolicy.GIVEN);

        var agreed = Cases.verify(subject.judging(half).against(reference), options.withSecondExplainer(honest));
        var disputed = Cases.verify(
                subject.judging(half).against(reference),
                options.withSecondExplainer(new Manipulated(honest, subject.pre())));

        var alike =
                Cases.verify(subject.judging(half).against(reference), options.withSecondExplainer(new Occlusion()));

        assertThat(agreed.warnings()).isEmpty();
        assertThat(alike.warnings()).isEmpty();
        assertThat(disputed.warnings()).singleElement().asString().contains("disagree");
    }

    @Test
    void nodesWithoutFeaturesAreAWarning() {
        var whole = Cases.planted(6);
        long key = whole.key(whole.trainingRows()[7]);
        long neighbour = whole.key(whole.adjacency().idx()[whole.adjacency().ptr()[whole.row(key)]]);
        var graph = whole.without(ForgetSet.ofFeatures(neighbour));
        var subject = Cases.untouched(graph, ForgetSet.ofNodes(key), GCN);

        assertThat(Cases.verify(subject, Cases.options()).warnings())
                .singleElement()
                .asString()
                .contains("have no feature value");
    }

    @Test
    void patienceIsAWarning() {
        var graph = Cases.planted(6);
        var subject =
                Cases.untouched(graph, ForgetSet.ofNodes(graph.key(graph.trainingRows()[7])), GCN.withPatience(20));

        assertThat(Cases.verify(subject, Cases.options()).warnings())
                .anyMatch(warning -> warning.contains("`patience`"));
    }
}
