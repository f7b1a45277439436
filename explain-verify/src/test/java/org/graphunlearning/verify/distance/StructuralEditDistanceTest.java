package org.graphunlearning.verify.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Oracle: the least cost over every mapping of nodes, and the axioms of a metric. */
class StructuralEditDistanceTest {
    private static final SearchLimits BOUNDS_ONLY = new SearchLimits(0, 1, 1);
    private static final int[][] PATH = {{0, 1}, {1, 2}};

    private static StructuralEditDistance between(LabelledGraph one, LabelledGraph other) {
        return StructuralEditDistance.between(one, other, SearchLimits.DEFAULT);
    }

    private static LabelledGraph random(Random random, long seed) {
        return SmallGraphs.random(random, 2 + random.nextInt(4), seed % 4 == 3, seed % 2 == 0 ? 0 : -1);
    }

    @Test
    void aPathIsOneEdgeFromATriangle() {
        var path = SmallGraphs.of("aba", -1, PATH);
        var triangle = SmallGraphs.of("aba", -1, new int[] {0, 1}, new int[] {1, 2}, new int[] {0, 2});
        assertThat(between(path, triangle)).isEqualTo(new StructuralEditDistance(1, 1, 11));
    }

    @Test
    void aPathOfFourIsTwoEditsFromAStarAndTheBoundsSayItAlone() {
        var path = SmallGraphs.of("abab", -1, new int[] {0, 1}, new int[] {1, 2}, new int[] {2, 3});
        var star = SmallGraphs.of("abb", -1, new int[] {0, 1}, new int[] {0, 2});
        var found = StructuralEditDistance.between(path, star, BOUNDS_ONLY);
        assertThat(found.lower()).isEqualTo(2);
        assertThat(found.upper()).isEqualTo(2);
        assertThat(found.exact()).isTrue();
    }

    @Test
    void theRootStaysTheRoot() {
        var middle = SmallGraphs.of("aaa", 1, PATH);
        var end = SmallGraphs.of("aaa", 0, PATH);
        assertThat(between(middle, end).distance())
                .isEqualTo(SmallGraphs.bruteForce(middle, end))
                .isPositive();
    }

    @Test
    void theExactSearchFindsWhatTryingEverythingFindsAndBoundsHold() {
        double tight = 0;
        for (long seed = 0; seed < 1000; seed++) {
            var random = new Random(seed);
            var one = random(random, seed);
            var other = random(random, seed);
            double truth = SmallGraphs.bruteForce(one, other);
            var exact = between(one, other);
            var bounds = new AssignmentBounds(one, other).find();
            int beam = BeamSearch.upperBound(new PartialMap(one, other), 2);
            assertThat(exact.distance()).as("seed %d", seed).isEqualTo(truth);
            assertThat(bounds.lower() / 4.0).as("lower, seed %d", seed).isLessThanOrEqualTo(truth);
            assertThat(bounds.upper() / 4.0).as("upper, seed %d", seed).isGreaterThanOrEqualTo(truth);
            assertThat(beam / 4.0).as("beam, seed %d", seed).isGreaterThanOrEqualTo(truth);
            tight += bounds.lower() == bounds.upper() ? 1 : 0;
        }
        assertThat(tight).isGreaterThan(300); // bounds that never meet would make the exact search carry everything
    }

    @Test
    void theBoundOfTheRestNeverExceedsWhatTheRestCosts() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var one = random(random, seed);
            var other = random(random, seed);
            assertThat(new PartialMap(one, other).rest(0, 0, new int[0]) / 4.0)
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(SmallGraphs.bruteForce(one, other));
        }
    }

    @Test
    void isAMetric() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var one = random(random, seed);
            var other = random(random, seed);
            var third = random(random, seed);
            double direct = between(one, other).distance();
            assertThat(direct).isEqualTo(between(other, one).distance());
            assertThat(direct)
                    .isLessThanOrEqualTo(between(one, third).distance()
                            + between(third, other).distance());
            assertThat(between(one, one).distance()).isZero();
        }
    }

    @Test
    void boundsAreSymmetricToo() {
        for (long seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var one = SmallGraphs.random(random, 9 + random.nextInt(4), false, 0);
            var other = SmallGraphs.random(random, 9 + random.nextInt(4), false, 0);
            var limits = new SearchLimits(8, 200_000, 32);
            assertThat(StructuralEditDistance.between(one, other, limits))
                    .isEqualTo(StructuralEditDistance.between(other, one, limits));
        }
    }

    @Test
    void aShuffledGraphIsTheSameGraph() {
        for (long seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var graph = SmallGraphs.random(random, 6, seed % 2 == 0, 2);
            var shuffled = SmallGraphs.permuted(graph, new int[] {3, 5, 0, 1, 4, 2});
            assertThat(between(graph, shuffled).distance()).as("seed %d", seed).isZero();
        }
    }

    @Test
    void givesBoundsNotADistanceWhereTheSearchGivesUp() {
        int open = 0;
        for (long seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var one = SmallGraphs.random(random, 7, false, 0);
            var other = SmallGraphs.random(random, 7, false, 0);
            var cut = StructuralEditDistance.between(one, other, new SearchLimits(8, 3, 4));
            double truth = between(one, other).distance();
            assertThat(truth).isBetween(cut.lower(), cut.upper());
            if (!cut.exact()) {
                open++;
                assertThat(cut.distance()).isNull();
            }
        }
        assertThat(open).isPositive();
    }

    @Test
    void searchesByBeamBeyondTheLimitAndNeverBelowTheTruth() {
        for (long seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var one = SmallGraphs.random(random, 7, false, 0);
            var other = SmallGraphs.random(random, 6, false, 0);
            var beam = StructuralEditDistance.between(one, other, new SearchLimits(5, 1, 32));
            assertThat(between(one, other).distance()).isBetween(beam.lower(), beam.upper());
        }
    }

    @Test
    void normalisesByTheCostOfReplacingEverything() {
        var one = SmallGraphs.of("a", -1);
        var other = SmallGraphs.of("bcd", -1, PATH);
        assertThat(between(one, other).normalisedUpper()).isEqualTo(5.0 / 6);
        var nothing = SmallGraphs.of("", -1);
        assertThat(between(nothing, other).normalisedLower()).isEqualTo(1);
        assertThat(between(nothing, nothing).normalisedUpper()).isZero();
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThatThrownBy(() -> between(SmallGraphs.of("a", 0), SmallGraphs.of("a", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Both graphs must be directed or neither, and both must have a root or neither.");
        assertThatThrownBy(() -> new SearchLimits(13, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose 0 to 12");
        assertThatThrownBy(() -> new LabelledGraph(new int[2], new byte[] {0, 1, 0, 0}, false, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the same both ways in an undirected graph");
        assertThatThrownBy(() -> new LabelledGraph(new int[2], new byte[3], false, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
