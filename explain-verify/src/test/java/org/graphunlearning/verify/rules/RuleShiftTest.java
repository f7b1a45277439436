package org.graphunlearning.verify.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.Graph;
import org.junit.jupiter.api.Test;

class RuleShiftTest {
    private static final int NODES = 400;
    private static final RuleNames NAMES = RuleNames.of(List.of("a", "b", "c"));

    private static Surrogate surrogate(Graph graph, int[] answers) {
        return Surrogate.of(graph, answers, Examples.CLASSES, RuleOptions.DEFAULT);
    }

    private static int[] changed(int[] answers, double share, long seed) {
        var random = new Random(seed);
        return Arrays.stream(answers)
                .map(answer -> random.nextDouble() < share ? (answer + 1) % Examples.CLASSES : answer)
                .toArray();
    }

    private static List<String> texts(RuleSet rules) {
        return rules.rules().stream().map(rule -> rule.text(NAMES)).toList();
    }

    @Test
    void aModelHasNoShiftFromItself() {
        for (long seed = 0; seed < 10; seed++) {
            var graph = Examples.graph(NODES, seed, seed % 2 == 1);
            var answers = Examples.classes(NODES, seed);
            var surrogate = surrogate(graph, answers);
            var shift = RuleShift.between(surrogate.rules(answers), surrogate.rules(answers.clone()));
            assertThat(shift.shift()).as("seed %d", seed).isEqualTo(0.0);
            assertThat(shift.disagreement()).isZero();
            assertThat(shift.rulesRemoved()).isZero();
            assertThat(shift.rulesAdded()).isZero();
            assertThat(shift.matches()).allMatch(match -> match.before() == match.after() && match.jaccard() == 1);
        }
    }

    @Test
    void otherAnswersShiftTheRulesMoreTheMoreTheyDiffer() {
        var graph = Examples.graph(NODES, 3, false);
        var answers = Examples.classes(NODES, 3);
        var surrogate = surrogate(graph, answers);
        var before = surrogate.rules(answers);
        var swapped = Arrays.stream(answers).map(answer -> (answer + 1) % 3).toArray();
        var all = RuleShift.between(before, surrogate.rules(swapped));
        var few = RuleShift.between(before, surrogate.rules(changed(answers, 0.03, 1)));
        assertThat(all.shift()).isGreaterThan(0.9);
        assertThat(all.disagreement()).isGreaterThan(0.9);
        assertThat(all.rulesRemoved()).isEqualTo(before.rules().size());
        assertThat(few.shift()).isLessThan(all.shift());
    }

    /** Oracle: rules applied to examples one by one, counted with sets. */
    @Test
    void countsWhatItSaysItCounts() {
        var graph = Examples.graph(NODES, 5, false);
        var answers = Examples.classes(NODES, 5);
        var other = changed(answers, 0.05, 9);
        var surrogate = surrogate(graph, answers);
        var before = surrogate.rules(answers);
        var after = surrogate.rules(other);
        var shift = RuleShift.between(before, after);
        long right = 0;
        long different = 0;
        for (int row = 0; row < NODES; row++) {
            int first = answer(before, graph.key(row));
            right += first == answers[row] ? 1 : 0;
            different += first != answer(after, graph.key(row)) ? 1 : 0;
        }
        assertThat(shift.fidelityBefore()).isCloseTo(right / (double) NODES, within(1e-12));
        assertThat(shift.disagreement()).isCloseTo(different / (double) NODES, within(1e-12));
        double common = 0;
        for (var match : shift.matches()) {
            var one = before.rules().get(match.before());
            var two = after.rules().get(match.after());
            assertThat(one.classIndex()).isEqualTo(two.classIndex());
            assertThat(match.jaccard()).isEqualTo(one.jaccard(two));
            common += match.jaccard() * (one.support() + two.support()) / 2.0;
        }
        assertThat(shift.shift()).isCloseTo(1 - common / NODES, within(1e-12));
    }

    /** The class of the only rule that covers a node. */
    private static int answer(RuleSet rules, long key) {
        var covering = rules.rules().stream()
                .filter(rule -> Arrays.stream(rule.covered()).anyMatch(k -> k == key))
                .toList();
        assertThat(covering).hasSize(1);
        return covering.get(0).classIndex();
    }

    @Test
    void rulesDoNotDependOnTheOrderOfNodes() {
        var classes = Examples.classes(NODES, 7);
        var features = Examples.features(classes, 7);
        var edges = Examples.edges(classes, 7);
        var same = IntStream.range(0, NODES).toArray();
        var position = IntStream.range(0, NODES).map(i -> (i * 7 + 3) % NODES).toArray();
        var moved = new int[NODES];
        for (int i = 0; i < NODES; i++) {
            moved[position[i]] = classes[i];
        }
        var one =
                surrogate(Examples.graph(same, features, edges, false), classes).rules(classes);
        var other = surrogate(Examples.graph(position, features, edges, false), moved)
                .rules(moved);
        assertThat(texts(other)).isEqualTo(texts(one)).hasSizeGreaterThan(1);
        for (int r = 0; r < one.rules().size(); r++) {
            var expected = Arrays.stream(one.rules().get(r).covered())
                    .map(key -> 1337 + 3L * position[(int) (key - 1337) / 3])
                    .sorted()
                    .toArray();
            assertThat(other.rules().get(r).covered()).containsExactly(expected);
        }
    }

    @Test
    void theSameCallGivesTheSameRules() {
        var graph = Examples.graph(NODES, 8, false);
        var answers = Examples.classes(NODES, 8);
        assertThat(texts(surrogate(graph, answers).rules(answers)))
                .isEqualTo(texts(surrogate(graph, answers).rules(answers)));
    }

    @Test
    void answersNoRuleCanImitateGiveNoShift() {
        var graph = Examples.graph(NODES, 2, false);
        var noise = new Random(77).ints(NODES, 0, 3).toArray();
        var surrogate = surrogate(graph, Examples.classes(NODES, 2));
        var shift = RuleShift.between(surrogate.rules(Examples.classes(NODES, 2)), surrogate.rules(noise));
        assertThat(shift.fidelityAfter()).isLessThan(RuleShift.LEAST_FIDELITY);
        assertThat(shift.shift()).isNull();
        assertThat(shift.disagreement()).isPositive();
    }

    @Test
    void aModelOfOneAnswerHasOneRule() {
        var graph = Examples.graph(50, 2, false);
        var rules = surrogate(graph, new int[50]).rules(new int[50]);
        assertThat(texts(rules)).containsExactly("always -> a");
        assertThat(rules.rules().get(0).purity()).isEqualTo(1);
        assertThat(rules.fidelity()).isEqualTo(1);
    }

    @Test
    void rulesCoverEveryExampleOnceAndSupportIsKept() {
        var graph = Examples.graph(NODES, 4, false);
        var answers = changed(Examples.classes(NODES, 4), 0.2, 4);
        var rules = surrogate(graph, answers).rules(answers);
        assertThat(rules.rules()).hasSizeBetween(2, 16).allMatch(rule -> rule.support() >= 5);
        assertThat(rules.rules().stream()
                        .flatMapToLong(rule -> Arrays.stream(rule.covered()))
                        .sorted()
                        .toArray())
                .containsExactly(graph.keys());
    }

    @Test
    void samplesByKeySoThatADeletionMovesNoOtherExample() {
        var graph = Examples.graph(NODES, 6, false);
        var options = new RuleOptions(11, 100, 64, 16);
        var answers = Examples.classes(NODES, 6);
        var all = Surrogate.of(graph, answers, 3, options).rules(answers).examples();
        assertThat(all).hasSize(100).isSorted();
        var kept = IntStream.range(0, NODES).filter(row -> row != 17).toArray();
        var fewer = Arrays.stream(kept).map(row -> answers[row]).toArray();
        var without = Surrogate.of(graph.induced(kept), fewer, 3, options)
                .rules(fewer)
                .examples();
        var common = Arrays.stream(without)
                .filter(key -> Arrays.binarySearch(all, key) >= 0)
                .count();
        assertThat(common).isGreaterThanOrEqualTo(99);
    }

    @Test
    void keepsToTheNumberOfRulesAskedForAndTakesTheBestQuestionsFirst() {
        var graph = Examples.graph(NODES, 4, false);
        var answers = Examples.classes(NODES, 4);
        double previous = 0;
        for (int most = 1; most <= 8; most++) {
            var rules = Surrogate.of(graph, answers, 3, new RuleOptions(0, 5000, 64, most))
                    .rules(answers);
            assertThat(rules.rules()).hasSizeBetween(1, most);
            assertThat(rules.fidelity()).isGreaterThanOrEqualTo(previous);
            previous = rules.fidelity();
        }
        assertThat(previous).isGreaterThan(RuleShift.LEAST_FIDELITY);
    }

    @Test
    void tellsMoreClassesApartThanAFixedDepthCould() {
        var graph = Examples.graph(NODES, 4, false);
        var answers = new int[NODES];
        for (int row = 0; row < NODES; row++) {
            answers[row] = Math.min(6, graph.adjacency().degree(row) * 2 / 3);
        }
        var rules = Surrogate.of(graph, answers, 7, RuleOptions.DEFAULT).rules(answers);
        assertThat(rules.fidelity()).isGreaterThan(RuleShift.LEAST_FIDELITY);
    }

    @Test
    void readsLikeASentence() {
        var rule = new Rule(
                List.of(
                        new Condition(new RuleFeature.Column(17), 0.5, null),
                        new Condition(new RuleFeature.Column(18), -1.0, 0.123456),
                        new Condition(new RuleFeature.Degree(), 1.5, 2.5),
                        new Condition(new RuleFeature.Share(1, 1), null, 0.25),
                        new Condition(new RuleFeature.Share(2, 0), 0.75, null)),
                2,
                new long[] {1},
                1);
        assertThat(rule.text(NAMES))
                .isEqualTo("0.5 < feature 17 and -1 < feature 18 <= 0.1235 and at least 3 and at most 6 neighbours"
                        + " and share of b among neighbours <= 0.25 and 0.75 < share of a among two-step neighbours"
                        + " -> c");
    }

    @Test
    void findsTheRuleThatWasPlanted() {
        var graph = Examples.graph(NODES, 9, false);
        var answers = IntStream.range(0, NODES)
                .map(row -> graph.adjacency().degree(row) >= 3 ? 1 : 0)
                .toArray();
        assertThat(texts(surrogate(graph, answers).rules(answers)))
                .containsExactly("at most 2 neighbours -> a", "at least 3 neighbours -> b");
    }

    @Test
    void refusesWrongAnswersAndForeignRules() {
        var graph = Examples.graph(20, 1, false);
        assertThatThrownBy(() -> surrogate(graph, new int[19]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There are 19 answers for 20 nodes; pass one per row of the graph.");
        var wrong = new int[20];
        wrong[4] = 3;
        assertThatThrownBy(() -> surrogate(graph, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Row 4 has answer 3, which is no index of 3 classes.");
        var here = surrogate(graph, new int[20]).rules(new int[20]);
        var there = surrogate(Examples.graph(21, 1, false), new int[21]).rules(new int[21]);
        assertThatThrownBy(() -> RuleShift.between(here, there))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Rules about different examples cannot be compared; take both from one surrogate.");
        assertThatThrownBy(() -> new RuleOptions(0, 1, 1, 17)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RuleNames.of(List.of()).className(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
