package org.graphunlearning.gnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training further. Oracles: training from scratch, and the loss on the classes that are taught. */
class FitFurtherTest {
    private static final Compute COMPUTE = Compute.withThreads(2);
    private static final Graph GRAPH = TestGraphs.random(60, 120, false, 4);
    private static final TrainingConfig CONFIG =
            TrainingConfig.defaults(Architecture.GCN).withEpochs(20);

    @AfterAll
    static void stop() {
        COMPUTE.close();
    }

    private static Gnn initial(Graph graph) {
        return Gnn.initial(CONFIG.model(), 8, graph.classes(), CONFIG.seed());
    }

    /** The graph without the labels of one class. */
    private static Graph without(int target) {
        return GRAPH.without(ForgetSet.ofLabels(Arrays.stream(GRAPH.trainingRows())
                .filter(row -> GRAPH.targets()[row] == target)
                .mapToLong(GRAPH::key)
                .toArray()));
    }

    @Test
    void fromInitialWeightsItIsTrainingFromScratch() {
        var model = initial(GRAPH);
        Trainer.fitFurther(model, GRAPH, CONFIG, COMPUTE);

        assertThat(model.sha256()).isEqualTo(Trainer.fit(GRAPH, CONFIG, COMPUTE).sha256());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aGraphThatTeachesSomeClassesLowersItsOwnLoss(int untaught) {
        var graph = without(untaught);
        var model = initial(GRAPH);
        double before = Scores.trainingLoss(model, graph, COMPUTE);
        Trainer.fitFurther(model, graph, CONFIG, COMPUTE);

        assertThat(Scores.trainingLoss(model, graph, COMPUTE)).isLessThan(before);
    }

    /** Class 0 is missing: were classes matched by position, class 1 would be taught as class 0. */
    @Test
    void classesAreMatchedByName() {
        var graph = without(0);
        var model = initial(GRAPH);
        Trainer.fitFurther(model, graph, CONFIG.withEpochs(100), COMPUTE);
        var logits = model.logits(graph, COMPUTE);

        assertThat(Arrays.stream(graph.trainingRows())
                        .map(row -> Scores.argMax(logits, row * 3, 3))
                        .filter(predicted -> predicted == 0)
                        .count())
                .isZero();
    }

    @Test
    void balancedClassesLeaveOutThoseThatAreNotTaught() {
        var graph = without(1);
        var model = initial(GRAPH);
        Trainer.fitFurther(model, graph, CONFIG.withBalancedClasses(true), COMPUTE);

        assertThat(model.isFinite()).isTrue();
    }

    @Test
    void refusesAClassTheModelDoesNotKnow() {
        var model = initial(without(2));

        assertThatThrownBy(() -> Trainer.fitFurther(model, GRAPH, CONFIG, COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The graph teaches a class that is none of the model's 2.");
    }

    @Test
    void aRefusedModelIsAsItWas() {
        var model = initial(without(2));
        assertThatThrownBy(() -> Trainer.fitFurther(model, GRAPH, CONFIG, COMPUTE))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(model.sha256()).isEqualTo(initial(without(2)).sha256());
    }

    @Test
    void refusesAGraphWithoutTrainingRows() {
        var all = ForgetSet.ofLabels(
                Arrays.stream(GRAPH.trainingRows()).mapToLong(GRAPH::key).toArray());

        assertThatThrownBy(() -> Trainer.fitFurther(initial(GRAPH), GRAPH.without(all), CONFIG, COMPUTE))
                .hasMessage("No node is both labelled and in the training split.");
    }
}
