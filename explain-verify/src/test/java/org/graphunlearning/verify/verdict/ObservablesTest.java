package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.metric.ItemKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Oracle: Hellinger distances written out from their definition. */
class ObservablesTest {
    private static final List<Object> CLASSES = List.of("a", "b");

    private static Attribution nodes(long target, long[] keys, double... magnitude) {
        return new Attribution(
                target,
                0,
                0,
                new Attribution.Nodes(keys, magnitude, magnitude),
                Attribution.Edges.NONE,
                Attribution.Features.NONE);
    }

    private static double hellingerSquared(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += (Math.sqrt(p[i]) - Math.sqrt(q[i])) * (Math.sqrt(p[i]) - Math.sqrt(q[i]));
        }
        return sum / 2;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void distancesOfVectorsAreRootMeanSquareHellingerDistances() {
        var questions = new Questions(new long[] {3}, List.of("a"), new long[] {3, 9}, CLASSES);
        double[][] one = {{0.3, 0.7}, {0.9, 0.1}};
        double[][] other = {{0.6, 0.4}, {0.2, 0.8}};
        List<List<@Nullable Attribution>> why = List.of(
                List.of(nodes(3, new long[] {1, 4, 8}, 1, 2, 5)), List.of(nodes(3, new long[] {4, 5, 8}, 3, 3, 2)));

        var observed = Observables.of(questions, ItemKind.NODE, List.of(one, other), why);

        double says = (hellingerSquared(one[0], other[0]) + hellingerSquared(one[1], other[1])) / 2;
        double reasons = hellingerSquared(new double[] {0.125, 0.25, 0, 0.625}, new double[] {0, 0.375, 0.375, 0.25});
        assertThat(distance(
                        observed.posteriors().vector(0), observed.posteriors().vector(1)))
                .isCloseTo(Math.sqrt(says), within(1e-12));
        assertThat(distance(observed.heatMaps().vector(0), observed.heatMaps().vector(1)))
                .isCloseTo(Math.sqrt(reasons), within(1e-12));
        assertThat(distance(observed.all().vector(0), observed.all().vector(1)))
                .isCloseTo(Math.sqrt(says + reasons), within(1e-12));
        assertThat(observed.heatMaps().vector(0)).hasSize(4);
    }

    @Test
    void piecesAddUpToTheWholeVector() {
        var questions = new Questions(new long[] {3}, List.of("a"), new long[] {3, 9}, CLASSES);
        List<double[][]> says = List.of(
                new double[][] {{0.3, 0.7}, {0.9, 0.1}},
                new double[][] {{0.6, 0.4}, {0.2, 0.8}},
                new double[][] {{0.5, 0.5}, {0.7, 0.3}});
        List<List<@Nullable Attribution>> why = List.of(
                List.of(nodes(3, new long[] {1}, 1)),
                List.of(nodes(3, new long[] {1, 2}, 3, 1)),
                List.of(nodes(3, new long[] {2, 6}, 1, 1)));
        var all = Observables.of(questions, ItemKind.NODE, says, why).all();

        var whole = Movement.of(all.vector(0), all.vector(1), all.vector(2));
        var parts = all.movement(new Embedding.Way(0, 1), 2);

        assertThat(parts.signal()).isCloseTo(whole.signal(), within(1e-12));
        assertThat(parts.progress()).isCloseTo(whole.progress(), within(1e-12));
        assertThat(parts.collateral()).isCloseTo(whole.collateral(), within(1e-12));
        assertThat(parts.residual()).isCloseTo(whole.residual(), within(1e-12));
    }

    @Test
    void aTargetWithoutAHeatMapInOneModelIsSkippedInAll() {
        var questions = new Questions(new long[] {3, 4, 5}, List.of("a", "a", "b"), new long[] {3, 4, 5}, CLASSES);
        var fine = nodes(3, new long[] {1}, 1);
        var dead = nodes(4, new long[] {1, 2}, 0, 1e-13);
        var none = new double[][] {{1, 0}, {1, 0}, {1, 0}};
        var first = new ArrayList<@Nullable Attribution>(List.of(fine, dead, fine));
        var second = new ArrayList<@Nullable Attribution>(List.of(fine, fine, fine));
        second.set(2, null);

        var observed = Observables.of(questions, ItemKind.NODE, List.of(none, none), List.of(first, second));

        assertThat(observed.skipped()).isEqualTo(2);
        assertThat(observed.heatMaps().keys()).containsExactly(3);
        assertThat(observed.posteriors().keys()).containsExactly(3, 4, 5);
    }

    @Test
    void heatMapsAreOverWhatWasDeletedWhereTheExplainerSays() {
        var edges = new Attribution.Edges(new long[] {1, 1}, new long[] {2, 3}, new double[] {-3, 1});
        var both = new Attribution(
                3,
                0,
                0,
                new Attribution.Nodes(new long[] {1}, new double[] {1}, new double[] {1}),
                edges,
                Attribution.Features.NONE);
        var questions = new Questions(new long[] {3}, List.of("a"), new long[] {3}, CLASSES);
        List<double[][]> says = List.<double[][]>of(new double[][] {{1, 0}});

        var overEdges = Observables.of(questions, ItemKind.EDGE, says, List.of(List.of(both)));
        var overNodes = Observables.of(questions, ItemKind.FEATURE, says, List.of(List.of(both)));

        assertThat(overEdges.domain()).isEqualTo(ItemKind.EDGE);
        assertThat(overEdges.heatMaps().vector(0))
                .containsExactly(new double[] {Math.sqrt(0.75 / 2), Math.sqrt(0.25 / 2)}, within(1e-12));
        assertThat(overNodes.domain()).isEqualTo(ItemKind.NODE);
    }
}
