package org.graphunlearning.procedures.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Orders elements by magnitude, equal ones by their place, and keeps the best. O(n log n) without boxing more than is kept.
 *
 * @param magnitudes not negative
 * @param total their sum
 */
record Ranking(double[] magnitudes, double total) {
    /** Of magnitudes. */
    static Ranking of(double[] magnitudes) {
        return new Ranking(magnitudes, Arrays.stream(magnitudes).sum());
    }

    /** Of the absolute values of scores. */
    static Ranking ofAbsolute(double[] scores) {
        return of(Arrays.stream(scores).map(Math::abs).toArray());
    }

    /**
     * An element.
     *
     * @param place in the list that was ranked
     * @param importance share of the total, 0 when that is 0
     * @param rank from 1
     */
    record Ranked(int place, double importance, long rank) {}

    /** The best elements that are above zero and within the limits, best first. */
    List<Ranked> best(ExplainConfig.Limits limits) {
        var sorted = magnitudes.clone();
        Arrays.sort(sorted);
        double last = sorted.length > limits.top() ? sorted[sorted.length - limits.top()] : 0;
        var places = new ArrayList<Integer>();
        for (int place = 0; place < magnitudes.length; place++) {
            if (magnitudes[place] >= last && magnitudes[place] > 0 && share(place) >= limits.minImportance()) {
                places.add(place);
            }
        }
        places.sort(Comparator.comparingDouble((Integer place) -> -magnitudes[place])
                .thenComparing(Comparator.naturalOrder()));
        var out = new ArrayList<Ranked>();
        for (int place : places.subList(0, Math.min(limits.top(), places.size()))) {
            out.add(new Ranked(place, share(place), out.size() + 1));
        }
        return out;
    }

    /** One element, however far down. */
    Ranked at(int place) {
        long rank = 1;
        for (int other = 0; other < magnitudes.length; other++) {
            boolean before = magnitudes[other] == magnitudes[place] && other < place;
            rank += magnitudes[other] > magnitudes[place] || before ? 1 : 0;
        }
        return new Ranked(place, share(place), rank);
    }

    private double share(int place) {
        return total > 0 ? magnitudes[place] / total : 0;
    }
}
