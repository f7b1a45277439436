package org.graphunlearning.verify.distance;

import java.util.Arrays;

/**
 * The exact edit distance by depth-first search of node mappings, cut where the lower bound reaches the best found. Exponential in
 * the worst case; it gives up after a fixed number of expansions, never after a time, so that results do not depend on the machine.
 */
final class BranchAndBound {
    private final PartialMap map;
    private final int mostExpansions;
    private final int[] images;
    private int best;
    private int expansions;

    BranchAndBound(PartialMap map, int best, int mostExpansions) {
        this.map = map;
        this.best = best;
        this.mostExpansions = mostExpansions;
        this.images = new int[map.depth()];
    }

    /** Searches; afterwards {@link #best()} is the distance unless {@link #gaveUp()}. */
    void run() {
        expand(0, 0, 0);
    }

    int best() {
        return best;
    }

    boolean gaveUp() {
        return expansions > mostExpansions;
    }

    private void expand(int depth, int used, int cost) {
        if (depth == map.depth()) {
            best = Math.min(best, cost + map.rest(depth, used, images));
            return;
        }
        if (++expansions > mostExpansions) {
            return;
        }
        // Bound first, then image, then cost of the step, packed so that sorting needs no objects.
        var children = new long[map.width() + 1];
        int count = 0;
        for (int image = -1; image < map.width(); image++) {
            if ((image < 0 || (used & 1 << image) == 0) && map.allows(depth, image)) {
                int step = cost + map.step(depth, image, images);
                images[depth] = image;
                int bound = step + map.rest(depth + 1, image < 0 ? used : used | 1 << image, images);
                if (bound < best) {
                    children[count++] = (long) bound << 40 | (long) (image + 1) << 32 | step;
                }
            }
        }
        Arrays.sort(children, 0, count);
        for (int c = 0; c < count && children[c] >>> 40 < best; c++) {
            int image = (int) (children[c] >>> 32 & 0xff) - 1;
            images[depth] = image;
            expand(depth + 1, image < 0 ? used : used | 1 << image, (int) children[c]);
        }
    }
}
