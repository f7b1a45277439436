package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.unlearn.Effect;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.gnn.unlearn.UnlearningResult;
import org.junit.jupiter.api.Test;

class ShowingTest {
    private static Timed timed(String strategy, Guarantee guarantee, double seconds) {
        try (var compute = Compute.withThreads(1)) {
            var graph = SmallGraphs.citations(1);
            var config = TrainingConfig.defaults(Architecture.SGC).withEpochs(1);
            var effect = new Effect(Double.NaN, 2, 1, new Effect.Seconds(1, 2, 3, 4), Map.of());
            var model = Learned.on(graph, config, compute).model();
            return new Timed(new UnlearningResult(model, guarantee, strategy, 1, 1, List.of(), effect), seconds);
        }
    }

    @Test
    void keepsTheWeakestPromise() {
        var showing = new Showing();
        assertThat(showing.guarantee()).isEqualTo("NONE");
        showing.add(timed("gif", Guarantee.APPROXIMATE, 1));
        showing.add(timed("retrain", Guarantee.EXACT, 2));
        assertThat(showing.guarantee()).isEqualTo("APPROXIMATE");
    }

    @Test
    void saysHowOftenWhatRan() {
        var showing = new Showing();
        showing.add(timed("gif", Guarantee.APPROXIMATE, 1));
        assertThat(showing.finalStrategy()).isEqualTo("gif");
        showing.add(timed("retrain", Guarantee.EXACT, 2));
        showing.add(timed("gif", Guarantee.APPROXIMATE, 3));
        assertThat(showing.finalStrategy()).isEqualTo("2 gif, 1 retrain");
    }

    @Test
    void splitsSecondsAndLeavesOutWhatIsUnknown() {
        var showing = new Showing();
        showing.add(timed("gif", Guarantee.APPROXIMATE, 11));
        var tally = showing.tally();
        assertThat(tally.median("planSeconds")).isEqualTo(1);
        assertThat(tally.median("gradientSeconds")).isEqualTo(2);
        assertThat(tally.median("solveSeconds")).isEqualTo(3);
        assertThat(tally.median("evaluateSeconds")).isEqualTo(4);
        assertThat(tally.median("totalSeconds")).isEqualTo(11);
        assertThat(tally.mean("parameterShift")).isNull();
    }

    @Test
    void passesOverAStrategyThatRefuses() {
        var graph = SmallGraphs.citations(1);
        try (var compute = Compute.withThreads(1)) {
            var config = TrainingConfig.defaults(Architecture.SGC).withEpochs(1);
            var everything = new long[graph.nodeCount()];
            Arrays.setAll(everything, graph::key);
            var request = Learned.on(graph, config, compute).request(ForgetSet.ofNodes(everything));
            var showing = new Showing();
            assertThat(showing.attempt(new Contender("retrain"), request, 1, compute))
                    .isNull();
            assertThat(showing.refusal()).isEqualTo("The graph has no nodes.");
        }
    }
}
