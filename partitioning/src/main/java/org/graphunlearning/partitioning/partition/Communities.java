package org.graphunlearning.partitioning.partition;

import java.util.Arrays;

/**
 * Who lives where, with room for so many in each community, and who waits for a place in which.
 *
 * <p>Somebody waits only for a full community: a place that becomes free goes to the first in line, whose own place goes to
 * the first in line there, and so on. A queue per community, linked through one array, makes a round linear.
 */
final class Communities {
    private static final int NOBODY = -1;

    private final int[] communityOf;
    private final int[] size;
    private final int capacity;
    private final int[] first;
    private final int[] last;
    private final int[] behind;
    private int moved;

    /**
     * Everybody in place.
     *
     * @param communityOf written to
     * @param count number of communities
     * @param capacity most a community may hold
     */
    Communities(int[] communityOf, int count, int capacity) {
        this.communityOf = communityOf;
        this.capacity = capacity;
        this.size = new int[count];
        this.first = new int[count];
        this.last = new int[count];
        this.behind = new int[communityOf.length];
        for (int community : communityOf) {
            size[community]++;
        }
    }

    /** Community of each row. */
    int[] communityOf() {
        return communityOf;
    }

    int count() {
        return size.length;
    }

    /** Nobody waits any more, nobody has moved yet. */
    void beginRound() {
        Arrays.fill(first, NOBODY);
        moved = 0;
    }

    /** How many moved since the round began. */
    int moved() {
        return moved;
    }

    /** Moves a row that wants to leave for another community, or puts it in line; at most once per row and round. */
    void request(int row, int wanted) {
        if (size[wanted] >= capacity) {
            queue(row, wanted);
            return;
        }
        size[wanted]++;
        int left = settle(row, wanted);
        while (first[left] != NOBODY) {
            int next = first[left];
            first[left] = behind[next];
            left = settle(next, left);
        }
        size[left]--;
    }

    private int settle(int row, int community) {
        int left = communityOf[row];
        communityOf[row] = community;
        moved++;
        return left;
    }

    private void queue(int row, int wanted) {
        behind[row] = NOBODY;
        if (first[wanted] == NOBODY) {
            first[wanted] = row;
        } else {
            behind[last[wanted]] = row;
        }
        last[wanted] = row;
    }
}
