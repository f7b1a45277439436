package org.graphunlearning.procedures.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.metric.ItemKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Oracle: maps and whole sorts. */
class RankedTest {
    private static Attribution scores(long seed) {
        var keys = LongStream.range(0, 60)
                .filter(key -> CounterRng.uniform(seed, key) < 0.7)
                .toArray();
        var values = new double[keys.length];
        for (int i = 0; i < keys.length; i++) {
            values[i] = Math.floor(8 * CounterRng.uniform(seed + 100, keys[i])) / 8; // many equals
        }
        return new Attribution(
                7,
                0,
                0,
                new Attribution.Nodes(keys, values, values),
                Attribution.Edges.NONE,
                Attribution.Features.NONE);
    }

    private static double value(@Nullable Attribution one, long key) {
        if (one == null) {
            return 0;
        }
        for (int i = 0; i < one.nodes().keys().length; i++) {
            if (one.nodes().keys()[i] == key) {
                return one.nodes().magnitude()[i];
            }
        }
        return 0;
    }

    private static long rank(Attribution one, List<Long> keys, long key) {
        var sorted = new ArrayList<>(keys);
        sorted.sort(
                Comparator.comparingDouble((Long other) -> -value(one, other)).thenComparing(other -> other));
        return sorted.indexOf(key) + 1L;
    }

    @Test
    void takesTheLargestOfAnyModelAndRanksThemAmongAll() {
        for (long seed = 1; seed <= 20; seed++) {
            var trio = new Ranked.Trio(scores(seed), scores(seed + 1000), seed % 2 == 0 ? null : scores(seed + 2000));
            var largest = new TreeMap<Long, Double>();
            for (long key = 0; key < 60; key++) {
                double most =
                        Math.max(Math.max(value(trio.pre(), key), value(trio.post(), key)), value(trio.ref(), key));
                boolean listed = lists(trio.pre(), key) || lists(trio.post(), key) || lists(trio.ref(), key);
                if (listed) {
                    largest.put(key, most);
                }
            }
            var keys = List.copyOf(largest.keySet());
            var expected = keys.stream()
                    .sorted(Comparator.comparingDouble((Long key) -> -largest.getOrDefault(key, 0.0))
                            .thenComparing(key -> key))
                    .limit(9)
                    .toList();

            var found = Ranked.of(trio, ItemKind.NODE, 9);

            assertThat(found).extracting(Ranked::first).isEqualTo(expected);
            for (var one : found) {
                assertThat(one.scores().pre()).isEqualTo(value(trio.pre(), one.first()));
                assertThat(one.scores().post()).isEqualTo(value(trio.post(), one.first()));
                assertThat(one.scores().ref()).isEqualTo(trio.ref() == null ? null : value(trio.ref(), one.first()));
                assertThat(one.rankPre()).isEqualTo(rank(trio.pre(), keys, one.first()));
                assertThat(one.rankPost()).isEqualTo(rank(trio.post(), keys, one.first()));
            }
        }
    }

    private static boolean lists(@Nullable Attribution one, long key) {
        return one != null && LongStream.of(one.nodes().keys()).anyMatch(other -> other == key);
    }

    @Test
    void hasNothingWhereNothingIsScored() {
        assertThat(Ranked.of(new Ranked.Trio(scores(1), scores(2), null), ItemKind.EDGE, 24))
                .isEmpty();
    }

    @Test
    void keepsTheFirstLinesThatFit() {
        assertThat(VerificationRecord.fitting(List.of("aaaa", "bb", "ccc"), 8)).containsExactly("aaaa", "bb");
        assertThat(VerificationRecord.fitting(List.of("aaaa", "bb", "ccc"), 9)).hasSize(3);
        assertThat(VerificationRecord.fitting(List.of("aaaa"), 3)).isEmpty();
    }
}
