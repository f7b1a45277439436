package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GifTaskTest {
    private final Graph graph = SmallGraphs.citations(6);

    private Learned learned(Architecture architecture, Compute compute) {
        return Learned.on(graph, TrainingConfig.defaults(architecture).withEpochs(20), compute);
    }

    /** Outside the affected rows both sums are the same, so all rows give the same difference. */
    @ParameterizedTest
    @CsvSource({"GCN,NODE", "GCN,NODES_5_PERCENT", "GAT,EDGES_5_PERCENT", "SGC,FEATURES_5_PERCENT", "GIN,NODE"})
    void findsInAffectedRowsTheDifferenceOfAllRows(Architecture architecture, Demand demand) {
        try (var compute = Compute.withThreads(1)) {
            var request = learned(architecture, compute).request(demand.draw(graph, 1));
            var some = GifTask.of(request);
            var all = new GifTask(request, graph.trainingRows(), request.after().trainingRows());
            var difference = all.difference(compute);
            double largest = Arrays.stream(difference).map(Math::abs).max().orElseThrow();
            assertThat(largest).isPositive();
            assertThat(furthest(some.difference(compute), difference)).isLessThan(1e-3 * largest);
        }
    }

    private static double furthest(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .max()
                .orElseThrow();
    }

    @Test
    void writesRowsOfTheGraphBefore() {
        try (var compute = Compute.withThreads(1)) {
            int gone = graph.trainingRows()[0];
            var request = learned(Architecture.GCN, compute).request(ForgetSet.ofNodes(gone));
            var task = GifTask.of(request);
            var lines = task.text().lines().toList();
            assertThat(lines).contains("nodes " + gone, "edges ", "features ");
            var before = lines.get(2).split(" ");
            var after = lines.get(4).split(" ");
            assertThat(before[0]).isEqualTo("before");
            assertThat(after[0]).isEqualTo("after");
            assertThat(before).contains(Integer.toString(gone)).hasSize(after.length + 1);
            assertThat(after).doesNotContain(Integer.toString(gone)).isSubsetOf(concat(before, "after"));
        }
    }

    private static String[] concat(String[] words, String last) {
        var out = Arrays.copyOf(words, words.length + 1);
        out[words.length] = last;
        return out;
    }

    @Test
    void seesAnotherDifference() {
        try (var compute = Compute.withThreads(1)) {
            var task = GifTask.of(learned(Architecture.SGC, compute).request(Demand.NODES_5_PERCENT.draw(graph, 2)));
            var ours = task.difference(compute);
            var theirs = new float[ours.length];
            for (int i = 0; i < theirs.length; i++) {
                theirs[i] = (float) ours[i];
            }
            assertThat(task.agrees(theirs, compute)).isTrue();
            theirs[0] +=
                    (float) (2e-3 * Arrays.stream(ours).map(Math::abs).max().orElseThrow());
            assertThat(task.agrees(theirs, compute)).isFalse();
            assertThat(task.agrees(new float[0], compute)).isFalse();
        }
    }
}
