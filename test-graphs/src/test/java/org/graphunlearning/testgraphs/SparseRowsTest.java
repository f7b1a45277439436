package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SparseRowsTest {
    @Test
    void hasEmptyRowsWhereThereAreNoFeatures() {
        var none = SparseRows.none(3);

        assertThat(none.columns()).isZero();
        assertThat(none.rows()).isEqualTo(3);
        assertThat(none.ptr()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void hasOnesOnTheDiagonalOfTheIdentity() {
        var identity = SparseRows.identity(2);

        assertThat(identity).isEqualTo(new SparseRows(2, new int[] {0, 1, 2}, new int[] {0, 1}, new float[] {1f, 1f}));
        assertThat(identity.isBinary()).isTrue();
    }

    @Test
    void isNotBinaryWithAnotherValue() {
        assertThat(new SparseRows(1, new int[] {0, 1}, new int[] {0}, new float[] {2f}).isBinary())
                .isFalse();
    }

    @Test
    void refusesPointersThatMissTheEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.binary(2, new int[] {0, 1}, new int[] {0, 1}))
                .withMessageStartingWith("Row pointers must lead from 0");
    }

    @Test
    void refusesPointersThatOvershootAndFallBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.binary(2, new int[] {0, 5, 1}, new int[] {0}))
                .withMessage("Row 0 ends before it begins.");
    }

    @Test
    void refusesNoPointersAtAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.binary(2, new int[0], new int[0]))
                .withMessageStartingWith("Row pointers must lead from 0");
    }

    @Test
    void refusesColumnBeyondTheWidth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.binary(2, new int[] {0, 1}, new int[] {2}))
                .withMessage("Row 0 names a column outside 0..1.");
    }

    @Test
    void refusesRepeatedColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.binary(2, new int[] {0, 2}, new int[] {1, 1}))
                .withMessage("The columns of row 0 do not ascend.");
    }

    @Test
    void refusesNotANumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SparseRows(1, new int[] {0, 1}, new int[] {0}, new float[] {Float.NaN}))
                .withMessage("Row 0 holds a value that is not finite.");
    }

    @Test
    void refusesNegativeWidth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.binary(-1, new int[] {0}, new int[0]))
                .withMessage("There cannot be -1 feature columns.");
    }
}
