package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MembershipCaseTest {
    private static final Graph GRAPH = Trained.graph(300, 3, 1);
    private static final BlackBox MODEL = BlackBox.of(
            Gnn.initial(Trained.overfitting(1).model(), GRAPH.features().columns(), GRAPH.classes(), 1));

    private static MembershipCase of(Graph after, ForgetSet forget) {
        return new MembershipCase(GRAPH, after, forget, new MembershipCase.Models(MODEL, MODEL, MODEL), View.PROBE, 3);
    }

    private static MembershipCase of(ForgetSet forget) {
        return of(GRAPH.without(forget), forget);
    }

    private static long[] keys(Role role, int count) {
        return Arrays.stream(GRAPH.split().rows(role))
                .limit(count)
                .mapToLong(GRAPH::key)
                .toArray();
    }

    @Test
    void refusesASplitThatWasDrawnAgain() {
        var forget = ForgetSet.ofNodes(keys(Role.TRAIN, 5));
        var after = GRAPH.without(forget);
        var redrawn = Graph.of(
                after.keys(),
                after.adjacency(),
                after.features(),
                after.labels(),
                Split.random(after.keys(), after.labels(), 0.4, 0.1, 99));
        assertThatThrownBy(() -> of(redrawn, forget))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keep the split of the training");
        assertThat(of(after, forget).view()).isEqualTo(View.PROBE);
    }

    @Test
    void refusesGraphsOfTwoDeletions() {
        var some = GRAPH.without(ForgetSet.ofNodes(GRAPH.key(0)));
        var models = new MembershipCase.Models(MODEL, MODEL, null);
        assertThatThrownBy(() -> new MembershipCase(some, GRAPH, ForgetSet.nothing(), models, View.PROBE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("had not; attack with both graphs of one deletion");
    }

    @Test
    void countsAsMembersOnlyWhatWasTrainedOn() {
        var train = keys(Role.TRAIN, 6);
        var forget = ForgetSet.ofNodes(train)
                .and(ForgetSet.ofNodes(keys(Role.TEST, 4)))
                .and(ForgetSet.ofNodes(keys(Role.VALIDATION, 2)));
        var population = Population.of(of(forget));
        assertThat(population.positives()).containsExactly(train);
        assertThat(population.warnings())
                .singleElement()
                .asString()
                .startsWith("6 forgotten nodes were not trained on");
        assertThat(population.negatives())
                .doesNotContain(keys(Role.TEST, 4))
                .hasSize(GRAPH.split().count(Role.TEST) - 4);
        assertThat(Arrays.stream(population.negatives()).boxed())
                .allMatch(key -> GRAPH.split().role(GRAPH.row(key)) == Role.TEST);
    }

    @Test
    void countsForgottenLabelsToo() {
        var train = keys(Role.TRAIN, 4);
        assertThat(Population.of(of(ForgetSet.ofLabels(train))).positives()).containsExactly(train);
    }

    @Test
    void leavesOutAClassThatTheRetrainedModelNeverMet() {
        var kept = BlackBox.of(Gnn.initial(
                Trained.overfitting(1).model(),
                GRAPH.features().columns(),
                GRAPH.classes().subList(0, 2),
                1));
        var forget = ForgetSet.ofNodes(keys(Role.TRAIN, 40));
        var c = new MembershipCase(
                GRAPH, GRAPH.without(forget), forget, new MembershipCase.Models(MODEL, MODEL, kept), View.PROBE, 1);
        var population = Population.of(c);
        for (var keys : new long[][] {population.positives(), population.negatives()}) {
            assertThat(Arrays.stream(keys).boxed()).isNotEmpty().allMatch(key -> GRAPH.targets()[GRAPH.row(key)] < 2);
        }
        assertThat(population.warnings()).singleElement().asString().contains("one of the models does not know");
    }

    @Test
    void neverTakesAMissingNodeForAnAnswer() {
        var gone = GRAPH.without(ForgetSet.ofNodes(GRAPH.key(3)));
        assertThatThrownBy(() -> Answers.of(MODEL, gone, new long[] {GRAPH.key(3)}, Trained.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("show it with its edges (PROBE) or without (PROD)");
    }

    @Test
    void showsForgottenNodesWithoutTheirEdgesInProduction() {
        var train = keys(Role.TRAIN, 3);
        var edge = Trained.edges(GRAPH, 1).get(0);
        var forget = ForgetSet.ofNodes(train).and(ForgetSet.ofEdge(edge.source(), edge.target()));
        var shown = of(forget).in(View.PROD).shown();
        assertThat(shown.keys()).containsExactly(GRAPH.keys());
        for (long key : train) {
            assertThat(shown.adjacency().degree(shown.row(key))).isZero();
        }
        assertThat(shown.adjacency().edgeCount())
                .isEqualTo(GRAPH.without(forget).adjacency().edgeCount());
        assertThat(shown.labels()).isEqualTo(GRAPH.labels());
        assertThat(of(forget).shown()).isSameAs(GRAPH);
    }

    /** Oracle: the same model on the graph after the deletion. */
    @ParameterizedTest
    @EnumSource(Architecture.class)
    void answersForWhatRemainsAsOnTheGraphAfter(Architecture architecture) {
        var edge = Trained.edges(GRAPH, 1).get(0);
        var forget = ForgetSet.ofNodes(keys(Role.TRAIN, 3)).and(ForgetSet.ofEdge(edge.source(), edge.target()));
        var after = GRAPH.without(forget);
        var config = TrainingConfig.defaults(architecture).model();
        var model = BlackBox.of(Gnn.initial(config, GRAPH.features().columns(), GRAPH.classes(), 5));
        assertThat(Answers.of(model, View.PROD.graph(GRAPH, forget), after.keys(), Trained.COMPUTE)
                        .logits())
                .containsExactly(
                        Answers.of(model, after, after.keys(), Trained.COMPUTE).logits());
    }

    @Test
    void takesBothDirectionsOfADirectedNodeAway() {
        var directed = Graph.of(
                new long[] {1, 2, 3, 4},
                Adjacency.of(4, new int[] {0, 1, 1, 3}, new int[] {1, 2, 3, 0}, 4, true),
                GRAPH.features().select(new int[] {0, 1, 2, 3}),
                Labels.of(new Object[] {0L, 1L, 0L, 1L}),
                new Split(new byte[] {1, 1, 1, 1}));
        var shown = View.PROD.graph(directed, ForgetSet.ofNodes(2));
        assertThat(shown.adjacency().idx()).containsExactly(3);
        assertThat(shown.adjacency().contains(3, 0)).isTrue();
    }

    @Test
    void refusesWhatIsNotThere() {
        var unknown = ForgetSet.ofNodes(5L);
        assertThatThrownBy(() -> Population.of(of(GRAPH, unknown)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No node of the graph has the key 5.");
        assertThatThrownBy(() -> View.PROD.graph(GRAPH, unknown)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Answers(List.of(1L), new long[0], new int[0], new float[0]))
                .hasMessageContaining("one class");
        assertThatThrownBy(
                        () -> new Answers(List.of(1L, 2L), new long[] {1}, new int[] {0}, new float[] {0, Float.NaN}))
                .hasMessageContaining("not finite");
    }
}
