package org.graphunlearning.verify.distance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An upper bound of the edit distance: the same search level by level, keeping only the most promising partial mappings (Neuhaus,
 * Riesen and Bunke 2006). O(width n1 n2 (n1 + n2)); says nothing about how far above the distance it ends.
 */
final class BeamSearch {
    private BeamSearch() {}

    private record State(int[] images, int used, int cost, int bound) {}

    static int upperBound(PartialMap map, int width) {
        var level = List.of(new State(new int[map.depth()], 0, 0, 0));
        for (int depth = 0; depth < map.depth(); depth++) {
            var next = new ArrayList<State>();
            for (var state : level) {
                for (int image = -1; image < map.width(); image++) {
                    if ((image < 0 || (state.used & 1 << image) == 0) && map.allows(depth, image)) {
                        next.add(extended(map, state, depth, image));
                    }
                }
            }
            next.sort(Comparator.comparingInt(State::bound)); // stable: ties keep the order of their making
            level = List.copyOf(next.subList(0, Math.min(width, next.size())));
        }
        return level.stream()
                .mapToInt(state -> state.cost + map.rest(map.depth(), state.used, state.images))
                .min()
                .orElse(Integer.MAX_VALUE); // a root without a partner is refused before
    }

    private static State extended(PartialMap map, State state, int depth, int image) {
        var images = state.images.clone();
        images[depth] = image;
        int used = image < 0 ? state.used : state.used | 1 << image;
        int cost = state.cost + map.step(depth, image, images);
        return new State(images, used, cost, cost + map.rest(depth + 1, used, images));
    }
}
