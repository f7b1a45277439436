package org.graphunlearning.verify.distance;

import org.jspecify.annotations.Nullable;

/**
 * How many edits turn one graph into the other when nodes have labels but no identity: does the shape of the reason change? A node
 * or an edge more or less costs 1, another label 1, another strength 1/2; a root stays the root. Symmetric; where {@code exact}, a
 * metric. A bound is never passed off as the distance.
 *
 * @param lower no edit path costs less
 * @param upper some edit path costs this
 * @param most cost of deleting everything and inserting everything, the scale of the normalised values
 */
public record StructuralEditDistance(double lower, double upper, double most) {
    /** Checks the order. */
    public StructuralEditDistance {
        if (!(0 <= lower && lower <= upper && upper <= most)) {
            throw new IllegalArgumentException(
                    "Bounds must be in order, not 0, " + lower + ", " + upper + ", " + most + ".");
        }
    }

    /** Whether both bounds are the distance. */
    public boolean exact() {
        return lower == upper;
    }

    /** The distance, or null when only bounds are known. */
    public @Nullable Double distance() {
        return exact() ? (Double) upper : null;
    }

    /** The lower bound as a share of the largest possible cost, in [0, 1]. */
    public double normalisedLower() {
        return most == 0 ? 0 : lower / most;
    }

    /** The upper bound as a share of the largest possible cost, in [0, 1]. */
    public double normalisedUpper() {
        return most == 0 ? 0 : upper / most;
    }

    /**
     * Bounds both graphs' distance by assignments of nodes, then closes the gap by an exact search where they are small enough, or
     * narrows it by a beam search. Deterministic: work is limited by counts, not by time.
     *
     * @throws IllegalArgumentException when only one graph is directed, or only one has a root
     */
    public static StructuralEditDistance between(LabelledGraph one, LabelledGraph other, SearchLimits limits) {
        if (one.directed() != other.directed() || (one.root() < 0) != (other.root() < 0)) {
            throw new IllegalArgumentException(
                    "Both graphs must be directed or neither, and both must have a root or neither.");
        }
        boolean swap = LabelledGraph.compare(one, other) > 0; // ties inside the searches would break the symmetry
        var from = swap ? other : one;
        var to = swap ? one : other;
        var bounds = new AssignmentBounds(from, to).find();
        int lower = bounds.lower();
        int upper = bounds.upper();
        if (lower < upper) {
            var map = new PartialMap(from, to);
            lower = Math.max(lower, map.rest(0, 0, new int[0]));
            if (Math.max(from.nodeCount(), to.nodeCount()) > limits.exactNodes()) {
                upper = Math.min(upper, BeamSearch.upperBound(map, limits.beamWidth()));
            } else {
                var search = new BranchAndBound(map, upper, limits.expansions());
                search.run();
                upper = search.best();
                lower = search.gaveUp() ? lower : upper;
            }
        }
        int most = (from.nodeCount() + to.nodeCount() + from.edgeCount() + to.edgeCount()) * EditCosts.UNIT;
        return of(lower, upper, most);
    }

    private static StructuralEditDistance of(int lower, int upper, int most) {
        double unit = EditCosts.UNIT;
        return new StructuralEditDistance(lower / unit, upper / unit, most / unit);
    }
}
