package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomnessTest {
    private final SplitMix64 random = SplitMix64.stream(1, 0);

    @Test
    void givesPurposesDifferentStreams() {
        assertThat(SplitMix64.stream(1, 1).nextLong())
                .isNotEqualTo(SplitMix64.stream(1, 2).nextLong());
    }

    @Test
    void staysBelowTheBoundAndReachesEachValue() {
        var seen = new int[7];
        for (int i = 0; i < 7000; i++) {
            seen[random.nextInt(7)]++;
        }

        assertThat(Arrays.stream(seen).min().orElseThrow()).isGreaterThan(850);
        assertThat(Arrays.stream(seen).max().orElseThrow()).isLessThan(1150);
    }

    @Test
    void skipsGeometrically() {
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            sum += random.nextGeometric(0.25);
        }

        assertThat(sum / 100_000).isCloseTo(3, within(0.06));
    }

    @Test
    void skipsNothingWhenCertain() {
        assertThat(random.nextGeometric(1)).isZero();
    }

    @Test
    void shufflesWithoutLoss() {
        var values = new int[100];
        Arrays.setAll(values, i -> i);
        random.shuffle(values);

        assertThat(values[0] == 0 && values[1] == 1 && values[2] == 2).isFalse();
        assertThat(Arrays.stream(values).sum()).isEqualTo(4950);
    }

    @Test
    void drawsByWeight() {
        var table = new AliasTable(new double[] {1, 0, 5, 2});
        var seen = new int[4];
        for (int i = 0; i < 80_000; i++) {
            seen[table.draw(random)]++;
        }

        assertThat(seen[0]).isBetween(9_500, 10_500);
        assertThat(seen[1]).isZero();
        assertThat(seen[2]).isBetween(49_000, 51_000);
        assertThat(seen[3]).isBetween(19_300, 20_700);
    }

    @Test
    void leavesUnlabelledNodesOutOfTheRandomSplit() {
        var split = Splits.random(new long[] {-1, 0, 0, -1, 1}, random);

        assertThat(split)
                .containsExactly(NodeSplit.NONE, NodeSplit.TRAIN, NodeSplit.TRAIN, NodeSplit.NONE, NodeSplit.TRAIN);
    }
}
