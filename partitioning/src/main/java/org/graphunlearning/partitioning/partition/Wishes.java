package org.graphunlearning.partitioning.partition;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.CounterRng;

/**
 * Where each row would rather live: in the community of most of its neighbours. Read for all rows at once, from the state
 * before anybody moves; a tie is drawn by node key, so the same at any thread count. {@code O(n + m)}.
 */
final class Wishes {
    private static final int NONE = -1;
    /** A random read and a write per neighbour cost several multiply-adds. */
    private static final int COST = 4;

    private final Neighbours neighbours;
    private final long[] keys;
    private final int[] wanted;
    private final int[] gain;
    private final int[] order;
    private final int[] firstOfGain;
    private int count;

    Wishes(Neighbours neighbours, long[] keys) {
        this.neighbours = neighbours;
        this.keys = keys;
        this.wanted = new int[keys.length];
        this.gain = new int[keys.length];
        this.order = new int[keys.length];
        int highest = 0;
        for (int row = 0; row < keys.length; row++) {
            highest = Math.max(highest, neighbours.degree(row));
        }
        this.firstOfGain = new int[highest + 1];
    }

    /** Rows that want to move, most neighbours at the goal first. */
    int row(int rank) {
        return order[rank];
    }

    /** How many rows want to move. */
    int count() {
        return count;
    }

    /** Where a row wants to move. */
    int wanted(int row) {
        return wanted[row];
    }

    /**
     * Reads all wishes.
     *
     * @param purpose of the draws of this reading
     * @return neighbour entries inside communities, each edge twice
     */
    long read(Communities communities, long purpose, Compute compute) {
        int[] communityOf = communities.communityOf();
        var inside = new LongAdder(); // whole numbers: any order gives the same sum
        compute.rows(neighbours.ptr(), COST, (from, to) -> {
            var tally = new int[communities.count()];
            long own = 0;
            for (int row = from; row < to; row++) {
                own += readRow(row, communityOf, tally, purpose);
            }
            inside.add(own);
        });
        sortByGain();
        return inside.sum();
    }

    /** Leaves the tally at zero, in time linear in the row's neighbours however many communities there are. */
    private int readRow(int row, int[] communityOf, int[] tally, long purpose) {
        int[] idx = neighbours.idx();
        int start = neighbours.ptr()[row];
        int end = neighbours.ptr()[row + 1];
        int most = 0;
        for (int k = start; k < end; k++) {
            most = Math.max(most, ++tally[communityOf[idx[k]]]);
        }
        int own = tally[communityOf[row]];
        int best = NONE;
        int tied = 0;
        for (int k = start; k < end; k++) {
            int community = communityOf[idx[k]];
            if (tally[community] == most) {
                tied++;
                if (tied == 1 || CounterRng.bits(CounterRng.node(purpose, keys[row]), tied) % tied == 0) {
                    best = community;
                }
            }
            tally[community] = 0;
        }
        // A tie with its own community is drawn as well: rows that move for nothing keep the search from settling
        // early,
        // and it keeps clearly more edges so.
        wanted[row] = best == communityOf[row] ? NONE : best;
        gain[row] = most;
        return own;
    }

    /** Counting sort, highest gain first and rows ascending within, of the rows that want to move. */
    private void sortByGain() {
        Arrays.fill(firstOfGain, 0);
        count = 0;
        for (int row = 0; row < wanted.length; row++) {
            if (wanted[row] != NONE) {
                firstOfGain[gain[row]]++;
                count++;
            }
        }
        int after = 0;
        for (int g = firstOfGain.length - 1; g >= 0; g--) {
            int rows = firstOfGain[g];
            firstOfGain[g] = after;
            after += rows;
        }
        for (int row = 0; row < wanted.length; row++) {
            if (wanted[row] != NONE) {
                order[firstOfGain[gain[row]]++] = row;
            }
        }
    }
}
