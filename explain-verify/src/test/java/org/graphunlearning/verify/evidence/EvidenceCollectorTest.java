package org.graphunlearning.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.verify.attack.PairedResidual;
import org.graphunlearning.verify.explain.Fixture;
import org.graphunlearning.verify.explain.GradientTimesInput;
import org.graphunlearning.verify.rules.PublishedRules;
import org.graphunlearning.verify.verdict.Cases;
import org.graphunlearning.verify.verdict.EvidenceLevel;
import org.graphunlearning.verify.verdict.ReferencePolicy;
import org.graphunlearning.verify.verdict.Verdict;
import org.graphunlearning.verify.verdict.VerificationCase;
import org.graphunlearning.verify.verdict.VerificationOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracles: the golden six-node graph, models whose verdict is known beforehand, and counting by hand. */
class EvidenceCollectorTest {
    private static final VerificationOptions OPTIONS = VerificationOptions.defaults(new GradientTimesInput())
            .withMaxTargets(16)
            .withMembership(new PairedMembership());

    private static Evidence collect(VerificationCase subject, EvidenceOptions options) {
        try (var compute = Compute.withThreads(1)) {
            return EvidenceCollector.collect(subject, options, compute);
        }
    }

    private static ForgetSet items(Graph graph, DeletionKind kind, long seed) {
        var rows = graph.trainingRows();
        int row = rows[(int) (7 * seed) % rows.length];
        int other = rows[(int) (7 * seed + 13) % rows.length];
        long key = graph.key(row);
        int neighbour = graph.adjacency().idx()[graph.adjacency().ptr()[other]];
        var edge = ForgetSet.ofEdge(graph.key(other), graph.key(neighbour));
        return switch (kind) {
            case NODE -> ForgetSet.ofNodes(Math.min(key, graph.key(other)), Math.max(key, graph.key(other)));
            case EDGE -> edge;
            case FEATURE -> ForgetSet.ofFeatures(key, 0, 1, 2, 3, 4, 5);
            case LABEL -> ForgetSet.ofLabels(key);
            case BATCH -> ForgetSet.ofNodes(key).and(edge).and(ForgetSet.ofFeatures(graph.key(rows[1]), 2));
        };
    }

    @ParameterizedTest
    @EnumSource(DeletionKind.class)
    void theUntouchedModelNeverPassesAndTheRetrainedOneAlwaysDoes(DeletionKind kind) {
        int compared = 0;
        for (long seed = 1; seed <= 5; seed++) {
            var graph = Cases.planted(seed);
            var forget = items(graph, kind, seed);
            var training = Cases.training(Architecture.GCN).withSeed(seed);
            var untouched = Cases.untouched(graph, forget, training);
            var reference = Cases.train(untouched.after(), training);
            var given = EvidenceOptions.verdictOnly(OPTIONS.withReference(ReferencePolicy.GIVEN));

            var noop = collect(untouched.against(reference), given);
            var retrained = collect(untouched.judging(reference).against(reference), given);

            assertThat(noop.kind()).isEqualTo(kind);
            assertThat(verdict(noop)).isIn(Verdict.NOT_FORGOTTEN, Verdict.NEGLIGIBLE_INFLUENCE);
            boolean negligible = verdict(noop) == Verdict.NEGLIGIBLE_INFLUENCE;
            assertThat(verdict(retrained)).isEqualTo(negligible ? Verdict.NEGLIGIBLE_INFLUENCE : Verdict.FORGOTTEN);
            compared += negligible ? 0 : 1;
        }
        assertThat(compared).as("deletions with an influence").isGreaterThanOrEqualTo(3);
    }

    private static Verdict verdict(Evidence evidence) {
        return evidence.verification().judgement().verdict();
    }

    /** Shares, distances and deviations of the specification's example, to six decimals. */
    @Test
    void givesTheNumbersOfTheGoldenGraph() {
        var graph = Fixture.graph();
        var forget = ForgetSet.ofNodes(Fixture.FIRST + 2);
        var deletion = new VerificationCase.Deletion(
                graph, graph.without(forget), forget, TrainingConfig.defaults(Architecture.GCN));
        var subject = VerificationCase.of(deletion, Fixture.before(), Fixture.after(), 1);

        var evidence = collect(subject, EvidenceOptions.verdictOnly(OPTIONS.withReference(ReferencePolicy.NONE)));

        var metrics = Objects.requireNonNull(evidence.metrics());
        var one = metrics.targets().stream()
                .filter(target -> target.target() == Fixture.FIRST + 1)
                .findFirst()
                .orElseThrow();
        assertThat(one.residual().before()).isCloseTo(0.189429, within(1e-6));
        assertThat(one.residual().after()).isCloseTo(0.152496, within(1e-6));
        assertThat(one.residual().reference()).isNull();
        assertThat(one.shift().change()).isCloseTo(0.054435, within(1e-6));
        assertThat(one.deviation().change()).isCloseTo(0.072848, within(1e-6));
        assertThat(evidence.columns())
                .containsEntry("verdict", "INCONCLUSIVE")
                .containsEntry("evidenceLevel", "L4_SELF")
                .containsEntry("raProd", 0.0)
                .containsEntry("residual", null)
                .containsEntry("heatmapShiftToRef", null)
                .containsEntry("noopVerdict", null)
                .containsEntry("utilityPost", null); // everybody trains, so there is no test node
    }

    @Test
    void reportsWhatItsPartsMeasure() {
        var graph = Cases.planted(3);
        var training = Cases.training(Architecture.GCN).withSeed(3);
        var untouched = Cases.untouched(graph, items(graph, DeletionKind.NODE, 3), training);
        var half = halfway(untouched.pre(), Cases.train(untouched.after(), training));

        var evidence = collect(untouched.judging(half), EvidenceOptions.of(OPTIONS));
        var columns = evidence.columns();

        assertThat(columns)
                .containsEntry("kind", "NODE")
                .containsEntry("evidenceLevel", EvidenceLevel.L2_PAIRED.name())
                .containsEntry("noopVerdict", "NOT_FORGOTTEN")
                .containsEntry("refVerdict", "FORGOTTEN")
                .containsEntry("miaAuc", null); // two nodes are too few for a curve
        double progress = (Double) Objects.requireNonNull(columns.get("progress"));
        double collateral = (Double) Objects.requireNonNull(columns.get("collateral"));
        double residual = (Double) Objects.requireNonNull(columns.get("residual"));
        assertThat(residual * residual)
                .isCloseTo((1 - progress) * (1 - progress) + collateral * collateral, within(1e-9));
        assertThat(progress).isStrictlyBetween(0.0, 1.0);
        assertThat((Double) columns.get("miaResidual")).isStrictlyBetween(0.0, 1.0);
        assertThat((Double) columns.get("utilityPost")).isEqualTo(accuracy(half, untouched.after()));
        assertThat((Double) columns.get("graphRuleShift")).isBetween(0.0, 1.0);
        assertThat(columns.values()).allMatch(value -> !(value instanceof Double number) || Double.isFinite(number));
    }

    private static final List<String> DISTANCES = List.of(
            "heatmapShift",
            "heatmapShiftRetained",
            "esd",
            "gedAligned",
            "gedAlignedNorm",
            "gedStructLower",
            "gedStructUpper",
            "graphRuleShift");

    /** Every distance starts at the untouched model, and the control is what the retrained model gets in the judged one's place. */
    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"GCN", "GAT"})
    void controlsAreWhatTheMetricsSayOfTheOtherModels(Architecture architecture) {
        var graph = Cases.planted(1);
        var training = Cases.training(architecture).withEpochs(120);
        var untouched = Cases.untouched(graph, items(graph, DeletionKind.NODE, 1), training);
        var reference = Cases.train(untouched.after(), training);
        var given = EvidenceOptions.of(OPTIONS.withReference(ReferencePolicy.GIVEN));

        var noop = collect(untouched.against(reference), given).columns();
        var retrained =
                collect(untouched.judging(reference).against(reference), given).columns();
        var half = collect(
                        untouched.judging(halfway(untouched.pre(), reference)).against(reference), given)
                .columns();

        for (var name : DISTANCES) {
            assertThat(noop.get(name)).as("%s of the untouched model", name).isEqualTo(0.0);
            assertThat(noop.get(name + "Ref")).as(name + "Ref").isEqualTo(retrained.get(name));
            assertThat(half.get(name + "Ref")).as(name + "Ref").isEqualTo(retrained.get(name));
        }
        assertThat((Double) noop.get("heatmapShiftRef")).isPositive().isEqualTo(noop.get("heatmapShiftToRef"));
        assertThat((Double) noop.get("esdRef")).isPositive().isEqualTo(noop.get("esdToRef"));
        assertThat((Double) noop.get("gedAlignedRef")).isPositive();
    }

    @Test
    void withoutAReferenceControlsAreMissing() {
        var graph = Cases.planted(1);
        var untouched = Cases.untouched(graph, items(graph, DeletionKind.NODE, 1), Cases.training(Architecture.GCN));

        var columns = collect(untouched, EvidenceOptions.of(OPTIONS.withReference(ReferencePolicy.NONE)))
                .columns();

        assertThat(columns).containsEntry("gedExactRef", null).containsEntry("gedAligned", 0.0);
        DISTANCES.forEach(name -> assertThat(columns).containsEntry(name + "Ref", null));
    }

    private static Gnn halfway(Gnn from, Gnn to) {
        var out = from.copy();
        for (int p = 0; p < out.parameters().size(); p++) {
            float[] a = from.parameters().get(p).host().clone();
            float[] b = to.parameters().get(p).host();
            for (int i = 0; i < a.length; i++) {
                a[i] = (a[i] + b[i]) / 2;
            }
            out.parameters().get(p).assign(a);
        }
        return out;
    }

    /** Counted by hand. */
    private static double accuracy(Gnn model, Graph graph) {
        try (var compute = Compute.withThreads(1)) {
            int width = model.classes().size();
            float[] logits = model.logits(graph, compute);
            int right = 0;
            int all = 0;
            for (int row : graph.split().rows(Role.TEST)) {
                int best = 0;
                for (int c = 1; c < width; c++) {
                    best = logits[row * width + c] > logits[row * width + best] ? c : best;
                }
                var label = graph.labels().vocabulary().get(graph.labels().ofRow()[row]);
                right += model.classes().get(best).equals(label) ? 1 : 0;
                all++;
            }
            return (double) right / all;
        }
    }

    /** The first class goes, so every other has another index afterwards. */
    @Test
    void comparesClassesByNameWhenOneGoes() {
        var graph = Cases.planted(1);
        long[] members = Arrays.stream(graph.trainingRows())
                .filter(row -> graph.labels().ofRow()[row] == 0)
                .mapToLong(graph::key)
                .toArray();
        var training = Cases.training(Architecture.GCN);
        var untouched = Cases.untouched(graph, ForgetSet.ofNodes(members), training);
        var reference = Cases.train(untouched.after(), training);

        var evidence = collect(untouched.judging(reference), new EvidenceOptions(OPTIONS, true, true, true));

        assertThat(reference.classes()).isEqualTo(untouched.pre().classes().subList(1, 3));
        assertThat(verdict(evidence)).isEqualTo(Verdict.FORGOTTEN);
        assertThat(evidence.columns()).containsEntry("heatmapShiftToRef", 0.0).containsEntry("esdToRef", 0.0);
        assertThat(evidence.metrics()).isNotNull();
        assertThat(evidence.paper()).isNull();
    }

    @Test
    void theSameCaseGivesTheSameColumnsButForTimes() {
        var graph = Cases.planted(4);
        var training = Cases.training(Architecture.GCN).withSeed(4);
        var untouched = Cases.untouched(graph, items(graph, DeletionKind.EDGE, 4), training);

        var once = withoutTimes(collect(untouched, EvidenceOptions.of(OPTIONS)).columns());
        var again = withoutTimes(collect(untouched, EvidenceOptions.of(OPTIONS)).columns());

        assertThat(once).isEqualTo(again);
    }

    private static Map<String, Object> withoutTimes(Map<String, Object> columns) {
        var out = new LinkedHashMap<>(columns);
        out.keySet().removeAll(List.of("evalMillis", "referenceMillis"));
        return out;
    }

    /** Three models of different bits on the graph after, and the untouched one on the graph before, which labels nodes. */
    @Test
    void asksEveryModelOncePerGraph() {
        var graph = Cases.planted(2);
        var training = Cases.training(Architecture.GCN).withSeed(2);
        var untouched = Cases.untouched(graph, items(graph, DeletionKind.NODE, 2), training);
        var half = halfway(untouched.pre(), Cases.train(untouched.after(), training));

        assertThat(asked(untouched.judging(half))).containsExactlyInAnyOrder("after", "after", "after", "before");
        assertThat(asked(untouched))
                .as("twins answer for each other")
                .containsExactlyInAnyOrder("after", "after", "before");
    }

    private static List<String> asked(VerificationCase subject) {
        var out = new ArrayList<String>();
        try (var compute = Compute.withThreads(1)) {
            new EvidenceCollector(subject, new EvidenceOptions(OPTIONS, true, true, true), compute, (model, graph) -> {
                        out.add(graph == subject.after() ? "after" : "before");
                        return model.logits(graph, compute);
                    })
                    .collect();
        }
        return out;
    }

    @Test
    void publishedColumnsPassTheModelThatDidNothing() {
        var graph = Cases.planted(2);
        var training = Cases.training(Architecture.GCN).withSeed(2);
        var untouched = Cases.untouched(graph, items(graph, DeletionKind.NODE, 2), training);

        var evidence = collect(untouched, new EvidenceOptions(OPTIONS, false, false, true));

        var paper = Objects.requireNonNull(evidence.paper());
        assertThat(paper.candidate()).isEqualTo(paper.untouched());
        assertThat(paper.candidate().residualAfter()).isZero(); // as the published code has it: all forgotten, it says
        assertThat(verdict(evidence)).isEqualTo(Verdict.NOT_FORGOTTEN);
    }

    @Test
    void publishedRulesAndMembershipAreThoseOfEachModelOnItsGraph() {
        var graph = Cases.planted(2);
        var training = Cases.training(Architecture.GCN).withSeed(2);
        var untouched = Cases.untouched(graph, items(graph, DeletionKind.NODE, 2), training);
        var reference = Cases.train(untouched.after(), training);

        var evidence = collect(untouched.judging(reference), new EvidenceOptions(OPTIONS, false, false, true));

        var paper = Objects.requireNonNull(evidence.paper());
        var pre = untouched.pre();
        var after = untouched.after();
        assertThat(paper.candidate().membershipBefore()).isCloseTo(sureness(pre, graph), within(1e-12));
        assertThat(paper.candidate().membershipAfter()).isCloseTo(sureness(reference, after), within(1e-12));
        assertThat(paper.untouched().membershipAfter()).isCloseTo(sureness(pre, after), within(1e-12));
        var rules = rules(pre, graph);
        assertThat(paper.candidate().rulesRemoved()).isEqualTo(missing(rules, rules(reference, after)));
        assertThat(paper.untouched().rulesRemoved()).isEqualTo(missing(rules, rules(pre, after)));
    }

    private static Set<String> rules(Gnn model, Graph graph) {
        try (var compute = Compute.withThreads(1)) {
            float[] logits = model.logits(graph, compute);
            int width = model.classes().size();
            var answers = IntStream.range(0, graph.nodeCount())
                    .map(row -> Scores.argMax(logits, row * width, width))
                    .toArray();
            var names = model.classes().stream().map(String::valueOf).toList();
            return PublishedRules.of(graph.features(), answers, names);
        }
    }

    private static int missing(Set<String> before, Set<String> after) {
        return (int) before.stream().filter(rule -> !after.contains(rule)).count();
    }

    /** The share of pairs in which the training node's class is the more probable one, counted pair by pair. */
    private static double sureness(Gnn model, Graph graph) {
        try (var compute = Compute.withThreads(1)) {
            float[] logits = model.logits(graph, compute);
            int width = model.classes().size();
            var sure = new double[graph.nodeCount()];
            for (int row = 0; row < sure.length; row++) {
                var label = graph.labels().vocabulary().get(graph.labels().ofRow()[row]);
                double sum = 0;
                for (int c = 0; c < width; c++) {
                    sum += StrictMath.exp(logits[row * width + c]);
                }
                sure[row] = StrictMath.exp(logits[row * width + model.classes().indexOf(label)]) / sum;
            }
            double wins = 0;
            int pairs = 0;
            for (int member = 0; member < sure.length; member++) {
                for (int other = 0; other < sure.length; other++) {
                    if (graph.split().role(member) == Role.TRAIN
                            && graph.split().role(other) != Role.TRAIN) {
                        wins += sure[member] > sure[other] ? 1 : sure[member] == sure[other] ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
            return wins / pairs;
        }
    }

    @Test
    void theMembershipResidualIsOneForTheUntouchedAndZeroForTheRetrained() {
        var graph = Cases.planted(1);
        var training = Cases.training(Architecture.GCN);
        for (var kind : List.of(DeletionKind.NODE, DeletionKind.EDGE, DeletionKind.FEATURE)) {
            var untouched = Cases.untouched(graph, items(graph, kind, 1), training);
            var reference = Cases.train(untouched.after(), training);
            try (var compute = Compute.withThreads(1)) {
                var test = new PairedMembership();
                assertThat(test.residual(untouched, reference, compute)).isCloseTo(1.0, within(1e-12));
                assertThat(test.residual(untouched.judging(reference), reference, compute))
                        .isCloseTo(0.0, within(1e-12))
                        .isLessThan(PairedResidual.SUPPORTS);
            }
        }
    }
}
