package org.graphunlearning.procedures.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.graph.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdRowsTest {
    @ParameterizedTest
    @ValueSource(longs = {100, 5_000_000_000_000L})
    void findsEveryRowDenseOrScattered(long span) {
        var ids = new Random(7).longs(50, 1337, 1337 + span).distinct().toArray();

        var rows = new IdRows(ids);

        assertThat(IntStream.range(0, ids.length).allMatch(row -> rows.row(ids[row]) == row))
                .isTrue();
        assertThat(LongStream.of(0, 1336, 1337 + span, Long.MAX_VALUE).allMatch(id -> rows.row(id) == -1))
                .isTrue();
    }

    @Test
    void knowsNothingOfAnEmptyGraph() {
        assertThat(new IdRows(new long[0]).row(0)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 17, 1000})
    void sortsAsTheLibraryDoes(int size) {
        var keys = new Random(size).longs(size, -50, 50).toArray();
        var order = IntStream.range(0, size).toArray();

        var sorted = SortedByKey.permutation(order, keys.clone());

        assertThat(IntStream.of(sorted).mapToLong(i -> keys[i]).toArray())
                .isEqualTo(LongStream.of(keys).sorted().toArray());
        assertThat(IntStream.of(sorted).sorted().toArray())
                .isEqualTo(IntStream.range(0, size).toArray());
    }

    @Test
    void packsShardRoleAndGhosts() {
        long mark = Marks.of(5, Role.TEST, 70_000);

        assertThat(Marks.shard(mark)).isEqualTo(5);
        assertThat(Marks.role(mark)).isEqualTo(Role.TEST);
        assertThat(Marks.ghosts(mark)).isEqualTo(70_000);
        assertThat(Marks.isTrained(mark)).isTrue();
        assertThat(Marks.isTrained(Marks.FORGOTTEN)).isFalse();
        assertThat(Marks.isTrained(Marks.ABSENT)).isFalse();
    }

    @Test
    void refusesWhatCannotFitTheHeap() {
        assertThatThrownBy(() -> MemoryBudget.require("Dreaming", Long.MAX_VALUE / 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("Dreaming needs about \\d+ MiB of heap but only \\d+ MiB are free; raise "
                        + "`server\\.memory\\.heap\\.max_size` or project less\\.");
    }
}
