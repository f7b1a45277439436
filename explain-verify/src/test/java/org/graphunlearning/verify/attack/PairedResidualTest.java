package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.junit.jupiter.api.Test;

class PairedResidualTest {
    private static double[] drawn(long seed, int n) {
        return new Random(seed).doubles(n, -3, 3).toArray();
    }

    @Test
    void isTheSlopeOfWhatIsLeftOnWhatThereWas() {
        double[] noop = {3, 1, 2};
        double[] reference = {1, 1, 0};
        double[] post = {2, 5, 1};
        // g = (2, 0, 2), d = (1, 4, 1)
        var found = PairedResidual.of(noop, post, reference, 1);
        assertThat(found.value()).isEqualTo(0.5);
        assertThat(found.low()).isNull();
        assertThat(found.items()).isEqualTo(3);
    }

    @Test
    void hasAnIntervalFromTenItemsOn() {
        var nine = PairedResidual.of(drawn(1, 9), drawn(2, 9), drawn(3, 9), 1);
        var ten = PairedResidual.of(drawn(1, 10), drawn(2, 10), drawn(3, 10), 1);
        assertThat(nine.low()).isNull();
        assertThat(ten.low()).isLessThan(ten.value());
        assertThat(ten.high()).isGreaterThan(ten.value());
        assertThat(PairedResidual.of(drawn(1, 10), drawn(2, 10), drawn(3, 10), 1))
                .isEqualTo(ten);
        assertThat(PairedResidual.of(drawn(1, 10), drawn(2, 10), drawn(3, 10), 2))
                .isNotEqualTo(ten);
    }

    /** Known slope plus independent noise: about 95 of 100 intervals must hold it. */
    @Test
    void coversTheTrueSlopeAsOftenAsItSays() {
        int covered = 0;
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var noop = new double[60];
            var post = new double[60];
            for (int i = 0; i < 60; i++) {
                noop[i] = random.nextGaussian();
                post[i] = 0.4 * noop[i] + 0.3 * random.nextGaussian();
            }
            var found = PairedResidual.of(noop, post, new double[60], seed);
            covered += found.low() <= 0.4 && 0.4 <= found.high() ? 1 : 0;
        }
        assertThat(covered).isBetween(176, 199);
    }

    @Test
    void isNullWhereNothingHadAnyInfluence() {
        var scores = drawn(1, 12);
        var none = PairedResidual.of(scores, drawn(2, 12), scores, 1);
        assertThat(none.value()).isNull();
        assertThat(none.warnings()).singleElement().asString().contains("no influence");
        assertThat(none.supportsForgetting()).isFalse();
        assertThat(none.contradictsForgetting()).isFalse();
    }

    @Test
    void refusesScoresOfDifferentItems() {
        assertThatThrownBy(() -> PairedResidual.of(drawn(1, 3), drawn(1, 2), drawn(1, 3), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but there are 3, 2 and 3");
        assertThatThrownBy(() -> PairedResidual.of(new double[] {Double.NaN}, new double[1], new double[1], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave out items without a score");
    }

    @Test
    void isOneForTheModelLeftAloneAndZeroForTheRetrained() {
        for (long seed = 1; seed <= 5; seed++) {
            var trained = Trained.withoutNodes(30, seed);
            assertThat(nodes(trained, 0).value()).as("seed %d", seed).isEqualTo(1);
            assertThat(nodes(trained, 0).contradictsForgetting()).isTrue();
            var exact = PairedResidual.nodes(trained.attacked(trained.reference(), View.PROBE), Trained.COMPUTE);
            assertThat(exact.value()).as("seed %d", seed).isZero();
            assertThat(exact.supportsForgetting()).isTrue();
            assertMonotone(trained, seed);
        }
    }

    private static void assertMonotone(Trained trained, long seed) {
        var values = new ArrayList<Double>();
        for (double share = 0; share <= 1; share += 0.25) {
            values.add(nodes(trained, share).value());
        }
        assertThat(values).as("seed %d", seed).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(values.get(2)).isStrictlyBetween(0.0, 1.0);
    }

    private static PairedResidual nodes(Trained trained, double share) {
        return PairedResidual.nodes(trained.attacked(trained.between(share), View.PROD), Trained.COMPUTE);
    }

    @Test
    void worksForASingleNode() {
        var trained = Trained.withoutNodes(1, 3);
        var found = nodes(trained, 0.5);
        assertThat(found.items()).isEqualTo(1);
        assertThat(found.value()).isStrictlyBetween(0.0, 1.0);
    }

    @Test
    void worksForEdgesAndFeatureValues() {
        for (long seed = 1; seed <= 3; seed++) {
            var graph = Trained.graph(400, 3, seed);
            var edges = new ForgetSet(new long[0], Trained.edges(graph, 40), List.of(), new long[0]);
            var cut = Trained.without(graph, edges, seed);
            assertThat(edges(cut, 0)).isEqualTo(1);
            assertThat(edges(cut, 1)).isCloseTo(0, within(1e-6));
            assertThat(edges(cut, 0.5)).as("seed %d", seed).isStrictlyBetween(0.0, 1.0);
            var cells = ForgetSet.nothing();
            for (long key : Trained.trainingKeys(graph, 5, seed)) {
                cells = cells.and(ForgetSet.ofFeatures(key));
            }
            var blanked = Trained.without(graph, cells, seed);
            assertThat(features(blanked, 0)).isEqualTo(1);
            assertThat(features(blanked, 1)).isCloseTo(0, within(1e-6));
            assertThat(features(blanked, 0.5)).as("seed %d", seed).isStrictlyBetween(0.0, 1.0);
        }
    }

    private static double edges(Trained trained, double share) {
        var c = trained.attacked(trained.between(share), View.PROBE);
        return PairedResidual.edges(c, PairDistance.CORRELATION, Trained.COMPUTE)
                .value();
    }

    private static double features(Trained trained, double share) {
        return PairedResidual.features(trained.attacked(trained.between(share), View.PROBE), Trained.COMPUTE)
                .value();
    }

    @Test
    void needsAReferenceAndSomethingForgotten() {
        var trained = Trained.withoutNodes(2, 1);
        var c = trained.attacked(trained.noop(), View.PROBE);
        var models = new MembershipCase.Models(c.models().noop(), c.models().post(), null);
        var without = new MembershipCase(c.before(), c.after(), c.forget(), models, c.view(), c.seed());
        assertThatThrownBy(() -> PairedResidual.nodes(without, Trained.COMPUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retrain one and pass it");
        assertThat(PairedResidual.edges(c, PairDistance.COSINE, Trained.COMPUTE).value())
                .isNull();
        assertThat(PairedResidual.features(c, Trained.COMPUTE).warnings())
                .singleElement()
                .asString()
                .contains("No forgotten feature value");
        var scores = NodeScores.of(without, MemberScore.PHI, Trained.COMPUTE);
        assertThat(scores.reference()).isNull();
        assertThat(scores.noop()).hasSize(2).containsExactly(scores.post());
    }
}
