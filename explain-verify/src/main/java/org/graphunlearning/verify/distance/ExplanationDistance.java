package org.graphunlearning.verify.distance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the explanation subgraphs of two models lie apart over all targets. A large distance is no sign of forgetting; compare it
 * with the distance to a retrained model.
 *
 * @param targets one entry per target, in their order
 */
public record ExplanationDistance(List<Target> targets) {
    /** Keeps the list unmodifiable. */
    public ExplanationDistance {
        targets = List.copyOf(targets);
    }

    /**
     * One target.
     *
     * @param target its key
     * @param aligned edits when nodes are themselves
     * @param structural edits when only labels count
     */
    public record Target(long target, AlignedEditDistance aligned, StructuralEditDistance structural) {}

    /**
     * Means over targets.
     *
     * @param aligned of the aligned distances
     * @param alignedNormalised of the aligned distances, normalised
     * @param structuralLower of the normalised lower bounds
     * @param structuralUpper of the normalised upper bounds
     * @param structuralExact whether both bounds are the distance for every target
     */
    public record Means(
            double aligned,
            double alignedNormalised,
            double structuralLower,
            double structuralUpper,
            boolean structuralExact) {}

    /**
     * Compares subgraphs of the same targets, in the same order.
     *
     * @throws IllegalArgumentException when targets differ
     */
    public static ExplanationDistance between(
            List<ExplanationSubgraph> before, List<ExplanationSubgraph> after, SearchLimits limits) {
        if (before.size() != after.size()) {
            throw new IllegalArgumentException("Subgraphs of " + before.size() + " and " + after.size()
                    + " targets cannot be compared; explain the same targets with both models.");
        }
        var rows = new ArrayList<Target>();
        for (int i = 0; i < before.size(); i++) {
            var one = before.get(i);
            var other = after.get(i);
            if (one.target() != other.target()) {
                throw new IllegalArgumentException("Subgraph " + i
                        + " explains another node than its counterpart; explain the same targets with both models.");
            }
            rows.add(new Target(
                    one.target(),
                    AlignedEditDistance.between(one, other),
                    StructuralEditDistance.between(one.shape(), other.shape(), limits)));
        }
        return new ExplanationDistance(rows);
    }

    /** The means, or null without targets. */
    public @Nullable Means means() {
        if (targets.isEmpty()) {
            return null;
        }
        double aligned = 0;
        double alignedNormalised = 0;
        double lower = 0;
        double upper = 0;
        boolean exact = true;
        for (var target : targets) {
            aligned += target.aligned.distance();
            alignedNormalised += target.aligned.normalised();
            lower += target.structural.normalisedLower();
            upper += target.structural.normalisedUpper();
            exact &= target.structural.exact();
        }
        int n = targets.size();
        return new Means(aligned / n, alignedNormalised / n, lower / n, upper / n, exact);
    }
}
