package org.graphunlearning.gnn.unlearn;

/**
 * How influence is turned into a step.
 *
 * @param solver what stands for the inverse curvature
 * @param iterations of the solver, 1 to 100,000: conjugate gradients per step, or terms of the Neumann series
 * @param steps damped Gauss-Newton steps, 1 to 100; the other solvers take one
 * @param damping in [0, 1): conjugate gradients add it to the curvature of their first step, and 0 chooses it from how long the
 *     training was; the Neumann series adds it relative to its scale
 * @param scale Neumann series and gradient step only: divisor of the curvature; 0 estimates the largest eigenvalue
 * @param draws conjugate gradients only: draws of the training's dropout that the curvature averages, 1 to 64; each costs as much
 *     time and memory as the first
 */
public record InfluenceOptions(Solver solver, int iterations, int steps, double damping, double scale, int draws) {
    /** What stands for the inverse curvature. */
    public enum Solver {
        /** Conjugate gradients on the damped Gauss-Newton matrix, with backtracking. */
        CG,
        /** The truncated Neumann series of the published code, with a scale that converges. */
        NEUMANN,
        /** A multiple of the identity: a gradient step. */
        FIRST_ORDER
    }

    private static final int USUAL_DRAWS = 4;

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
        if (draws < 1 || draws > 64) {
            throw new IllegalArgumentException("`draws` must lie between 1 and 64, not " + draws + ".");
        }
    }

    /** With the usual number of draws. */
    public InfluenceOptions(Solver solver, int iterations, int steps, double damping, double scale) {
        this(solver, iterations, steps, damping, scale, USUAL_DRAWS);
    }

    /** The usual settings of a solver. */
    public static InfluenceOptions defaults(Solver solver) {
        return switch (solver) {
            case CG -> new InfluenceOptions(solver, 15, 1, 0, 0);
            case NEUMANN -> new InfluenceOptions(solver, 100, 1, 0, 0);
            case FIRST_ORDER -> new InfluenceOptions(solver, 1, 1, 0, 0);
        };
    }
}
