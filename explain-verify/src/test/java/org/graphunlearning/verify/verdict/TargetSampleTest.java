package org.graphunlearning.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Oracles: hashes compared as big numbers, and shares by hand. */
class TargetSampleTest {
    private static final long SEED = -99;

    /** Hops 1, 2 and 3 with 10, 30 and 60 nodes, mixed. */
    private static Region region() {
        var keys = LongStream.range(0, 100).map(i -> 1000 + 7 * i).toArray();
        var hops = IntStream.range(0, 100)
                .map(i -> i % 10 == 0 ? 1 : i % 10 < 4 ? 2 : 3)
                .toArray();
        return new Region(keys, hops, false);
    }

    @Test
    void aSmallRegionIsLookedAtWhole() {
        var sample = TargetSample.of(region(), 100, SEED);

        assertThat(sample.keys()).isEqualTo(region().keys());
        assertThat(sample.coverage()).isEqualTo(1);
    }

    @Test
    void aSampleHasTheSharesOfTheRegion() {
        var sample = TargetSample.of(region(), 20, SEED);

        assertThat(sample.size()).isEqualTo(20);
        assertThat(sample.coverage()).isEqualTo(0.2);
        assertThat(IntStream.of(sample.hops()).filter(hop -> hop == 1).count()).isEqualTo(2);
        assertThat(IntStream.of(sample.hops()).filter(hop -> hop == 2).count()).isEqualTo(6);
        assertThat(IntStream.of(sample.hops()).filter(hop -> hop == 3).count()).isEqualTo(12);
    }

    @Test
    void theSmallestHashesWin() {
        var sample = TargetSample.of(region(), 20, SEED);

        for (int hop = 1; hop <= 3; hop++) {
            int at = hop;
            var stratum = IntStream.range(0, 100)
                    .filter(i -> region().hops()[i] == at)
                    .mapToObj(i -> region().keys()[i])
                    .sorted(Comparator.comparing(TargetSampleTest::hash))
                    .toList();
            var chosen = IntStream.range(0, 20)
                    .filter(i -> sample.hops()[i] == at)
                    .mapToObj(i -> sample.keys()[i])
                    .toList();
            assertThat(chosen).hasSameElementsAs(stratum.subList(0, chosen.size()));
        }
    }

    private static BigInteger hash(long key) {
        try {
            var bytes = ByteBuffer.allocate(16).putLong(SEED).putLong(key).array();
            return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theNearestAreNeverLeftOut() {
        assertThat(TargetSample.places(new int[] {1, 1000, 1}, 10)).containsExactly(1, 8, 1);
    }

    @Test
    void noStratumGivesMoreThanItHas() {
        for (int most = 1; most < 24; most++) {
            int[] places = TargetSample.places(new int[] {2, 19, 3}, most);

            assertThat(places[0]).isLessThanOrEqualTo(2);
            assertThat(places[1]).isLessThanOrEqualTo(19);
            assertThat(places[2]).isLessThanOrEqualTo(3);
            assertThat(IntStream.of(places).sum()).isEqualTo(most);
        }
    }

    @Test
    void anotherSeedDrawsOthers() {
        assertThat(TargetSample.of(region(), 20, 1).keys())
                .isNotEqualTo(TargetSample.of(region(), 20, 2).keys());
    }

    @Test
    void refusesToLookAtNobody() {
        assertThatThrownBy(() -> TargetSample.of(region(), 0, 1)).hasMessage("`maxTargets` must be at least 1, not 0.");
    }
}
