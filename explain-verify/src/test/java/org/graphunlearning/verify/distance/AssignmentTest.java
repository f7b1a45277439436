package org.graphunlearning.verify.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Oracle: all ways of giving each row a column of its own. */
class AssignmentTest {
    private static double cheapest(double[] costs, int rows, int columns, int row, boolean[] taken) {
        if (row == rows) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int column = 0; column < columns; column++) {
            if (!taken[column]) {
                taken[column] = true;
                double rest = cheapest(costs, rows, columns, row + 1, taken);
                best = Math.min(best, costs[row * columns + column] + rest);
                taken[column] = false;
            }
        }
        return best;
    }

    @Test
    void isAsCheapAsTheBestOfAllAssignments() {
        for (long seed = 0; seed < 1000; seed++) {
            var random = new Random(seed);
            int rows = random.nextInt(6);
            int columns = Math.max(1, rows + random.nextInt(3));
            boolean ties = seed % 2 == 0;
            var costs = random.doubles((long) rows * columns, -5, 5)
                    .map(v -> ties ? Math.rint(v / 3) : v)
                    .toArray();
            var found = Assignment.of(costs, rows, columns);
            double best = cheapest(costs, rows, columns, 0, new boolean[columns]);
            assertThat(found.cost()).as("seed %d", seed).isCloseTo(best, within(1e-12));
            assertThat(Arrays.stream(found.columnOf()).distinct().count()).isEqualTo(rows);
        }
    }

    @Test
    void costsWhatItsPairsCost() {
        var costs = new double[] {4, 1, 3, 2, 0, 5, 3, 2, 2};
        var found = Assignment.of(costs, 3, 3);
        assertThat(found.columnOf()).containsExactly(1, 0, 2);
        assertThat(found.cost()).isEqualTo(5);
    }

    @Test
    void breaksTiesTheSameWayEachTime() {
        var found = Assignment.of(new double[16], 4, 4);
        assertThat(found.columnOf())
                .containsExactly(Assignment.of(new double[16], 4, 4).columnOf());
        assertThat(Assignment.of(new double[4], 1, 4).columnOf()).containsExactly(0);
    }

    @Test
    void refusesTablesItCannotAssign() {
        assertThatThrownBy(() -> Assignment.of(new double[6], 3, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("transpose it or fill it up");
        assertThatThrownBy(() -> Assignment.of(new double[] {1, Double.POSITIVE_INFINITY}, 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A cost is Infinity; forbid a pair by a large finite cost.");
    }
}
