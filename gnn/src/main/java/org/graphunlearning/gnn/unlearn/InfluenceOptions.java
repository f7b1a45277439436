package org.graphunlearning.gnn.unlearn;

/**
 * How influence is turned into a step.
 *
 * @param solver what stands for the inverse curvature
 * @param iterations of the solver, 1 to 100,000: conjugate gradients per step, or terms of the Neumann series
 * @param steps damped Gauss-Newton steps, 1 to 100; the other solvers take one
 * @param damping Neumann only: added to the curvature, relative to its scale, in [0, 1)
 * @param scale Neumann only: divisor of the curvature; 0 estimates the largest eigenvalue
 */
public record InfluenceOptions(Solver solver, int iterations, int steps, double damping, double scale) {
    /** What stands for the inverse curvature. */
    public enum Solver {
        /** Conjugate gradients on the damped Gauss-Newton matrix, with backtracking. */
        CG,
        /** The truncated Neumann series of the published code, with a scale that converges. */
        NEUMANN,
        /** A multiple of the identity: a gradient step. */
        FIRST_ORDER
    }

    /** Checks the ranges. */
    public InfluenceOptions {
        if (iterations < 1 || iterations > 100_000) {
            throw new IllegalArgumentException("`iterations` must lie between 1 and 100000, not " + iterations + ".");
        }
        if (steps < 1 || steps > 100) {
            throw new IllegalArgumentException("`steps` must lie between 1 and 100, not " + steps + ".");
        }
        if (!(damping >= 0 && damping < 1)) {
            throw new IllegalArgumentException("`damping` must lie in [0, 1), not " + damping + ".");
        }
        if (!(scale >= 0 && Double.isFinite(scale))) {
            throw new IllegalArgumentException("`scale` must be positive, or 0 to estimate it, not " + scale + ".");
        }
    }

    /** The usual settings of a solver. */
    public static InfluenceOptions defaults(Solver solver) {
        return switch (solver) {
            case CG -> new InfluenceOptions(solver, 20, 3, 0, 0);
            case NEUMANN -> new InfluenceOptions(solver, 100, 1, 0, 0);
            case FIRST_ORDER -> new InfluenceOptions(solver, 1, 1, 0, 0);
        };
    }
}
