package org.graphunlearning.verify.rules;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.Features;

/**
 * Feature values by column, ascending within each; what is zero is left out.
 *
 * @param ptr column starts, one more than columns
 * @param packed entries: in the high half the value, so that order of longs is order of values, then of rows; in the low half the row
 */
record SortedColumns(int[] ptr, long[] packed) {
    /** Sorts what is stored. */
    static SortedColumns of(Features features) {
        var ptr = new int[features.columns() + 1];
        for (int row = 0; row < features.rows(); row++) {
            Entries.visit(features, row, (column, value) -> ptr[column + 1] += value == 0 ? 0 : 1);
        }
        for (int column = 0; column < features.columns(); column++) {
            ptr[column + 1] += ptr[column];
        }
        var packed = new long[ptr[features.columns()]];
        var next = ptr.clone();
        for (int row = 0; row < features.rows(); row++) {
            int low = row;
            Entries.visit(features, row, (column, value) -> {
                if (value != 0) {
                    packed[next[column]++] = (long) ordered(Float.floatToIntBits(value)) << Integer.SIZE | low;
                }
            });
        }
        for (int column = 0; column < features.columns(); column++) {
            Arrays.sort(packed, ptr[column], ptr[column + 1]);
        }
        return new SortedColumns(ptr, packed);
    }

    /** Bits of a float that order as floats do, and back: negative ones run the other way round. */
    private static int ordered(int bits) {
        return bits ^ (bits >> (Integer.SIZE - 1) & Integer.MAX_VALUE);
    }

    int columns() {
        return ptr.length - 1;
    }

    int row(int entry) {
        return (int) packed[entry];
    }

    float value(int entry) {
        return Float.intBitsToFloat(ordered((int) (packed[entry] >> Integer.SIZE)));
    }
}
