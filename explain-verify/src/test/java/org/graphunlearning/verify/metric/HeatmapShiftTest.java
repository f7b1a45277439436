package org.graphunlearning.verify.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Oracles: the textbook formula on dense arrays, and the axioms of a metric. */
class HeatmapShiftTest {
    private static final int KEYS = 12;

    /** A map that lists about half of the keys. */
    private static HeatMap random(Random random) {
        var keys = IntStream.range(0, KEYS)
                .filter(i -> random.nextBoolean())
                .mapToLong(i -> i)
                .toArray();
        keys = keys.length == 0 ? new long[] {3} : keys;
        var values = random.doubles(keys.length).map(v -> v * v * v).toArray();
        return HeatMap.of(ItemScores.ofNodes(keys, values));
    }

    private static double[] dense(HeatMap map) {
        var out = new double[KEYS];
        for (int i = 0; i < map.shares().size(); i++) {
            out[(int) map.shares().first()[i]] = map.shares().values()[i];
        }
        return out;
    }

    private static double jensenShannonByDefinition(double[] p, double[] q) {
        double bits = 0;
        for (int i = 0; i < KEYS; i++) {
            double m = (p[i] + q[i]) / 2;
            bits += p[i] == 0 ? 0 : 0.5 * p[i] * Math.log(p[i] / m) / Math.log(2);
            bits += q[i] == 0 ? 0 : 0.5 * q[i] * Math.log(q[i] / m) / Math.log(2);
        }
        return Math.sqrt(bits);
    }

    private static double hellingerByDefinition(double[] p, double[] q) {
        double affinity = 0;
        for (int i = 0; i < KEYS; i++) {
            affinity += Math.sqrt(p[i] * q[i]);
        }
        return Math.sqrt(1 - affinity);
    }

    @Test
    void equalsTheDefinitionOnTheUnionOfSupports() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var p = random(random);
            var q = random(random);
            assertThat(HeatmapShift.jensenShannon(p, q))
                    .isCloseTo(jensenShannonByDefinition(dense(p), dense(q)), within(1e-9));
            assertThat(HeatmapShift.hellinger(p, q)).isCloseTo(hellingerByDefinition(dense(p), dense(q)), within(1e-7));
        }
    }

    @Test
    void isAMetric() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var p = random(random);
            var q = random(random);
            var r = random(random);
            double pq = HeatmapShift.jensenShannon(p, q);
            double hellinger = HeatmapShift.hellinger(p, q);
            assertThat(pq).isEqualTo(HeatmapShift.jensenShannon(q, p)).isBetween(0.0, 1.0);
            assertThat(HeatmapShift.jensenShannon(p, p)).isZero();
            assertThat(pq)
                    .isLessThanOrEqualTo(HeatmapShift.jensenShannon(p, r) + HeatmapShift.jensenShannon(r, q) + 1e-12);
            assertThat(hellinger)
                    .isEqualTo(HeatmapShift.hellinger(q, p))
                    .isLessThanOrEqualTo(HeatmapShift.hellinger(p, r) + HeatmapShift.hellinger(r, q) + 1e-12);
        }
    }

    @Test
    void isOneForMapsWithoutACommonKey() {
        var one = HeatMap.of(ItemScores.ofNodes(new long[] {1, 5}, new double[] {2, 3}));
        var other = HeatMap.of(ItemScores.ofNodes(new long[] {2, 9}, new double[] {7, 1}));
        assertThat(HeatmapShift.jensenShannon(one, other)).isCloseTo(1, within(1e-15));
        assertThat(HeatmapShift.hellinger(one, other)).isCloseTo(1, within(1e-15));
    }

    @Test
    void seesShiftsThatLogarithmsWouldRoundAway() {
        double tiny = 1e-10;
        var one = HeatMap.of(ItemScores.ofNodes(new long[] {1, 2}, new double[] {0.5, 0.5}));
        var other = HeatMap.of(ItemScores.ofNodes(new long[] {1, 2}, new double[] {0.5 + tiny, 0.5 - tiny}));
        // Taylor: the divergence of halves moved by e is e^2 / (2 ln 2) bits.
        assertThat(HeatmapShift.jensenShannon(one, other)).isCloseTo(tiny / Math.sqrt(2 * Math.log(2)), within(1e-15));
    }

    @Test
    void theSeriesMeetsTheLogarithms() {
        var half = HeatMap.of(ItemScores.ofNodes(new long[] {1, 2}, new double[] {1, 1}));
        for (double d = 0.004; d < 0.04; d += 0.0005) {
            var moved = HeatMap.of(ItemScores.ofNodes(new long[] {1, 2}, new double[] {1 + d, 1 - d}));
            double definition = jensenShannonByDefinition(dense(half), dense(moved));
            assertThat(HeatmapShift.jensenShannon(half, moved)).isCloseTo(definition, within(1e-12));
        }
    }

    @Test
    void refusesMapsOfDifferentKinds() {
        var nodes = HeatMap.of(ItemScores.ofNodes(new long[] {1}, new double[] {1}));
        var edges = HeatMap.of(new ItemScores(ItemKind.EDGE, new long[] {1}, new long[] {2}, new double[] {1}));
        assertThatThrownBy(() -> HeatmapShift.jensenShannon(nodes, edges))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Scores of kind NODE cannot be compared with scores of kind EDGE; take both of one kind.");
    }
}
