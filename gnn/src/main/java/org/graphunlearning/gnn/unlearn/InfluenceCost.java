package org.graphunlearning.gnn.unlearn;

/**
 * What influence costs, counted in epochs of training: a Gauss-Newton product per draw is one tangent and one backward pass without
 * the draws and the optimiser of an epoch.
 */
final class InfluenceCost {
    private static final int POWER_ITERATIONS = 20;

    /** Of an epoch, rather too much than too little; {@code ./bench unlearn} prints what is foretold beside what it takes. */
    private static final double PRODUCT = 0.75;

    /** A gradient and the first trial, per draw. */
    private static final double AROUND_A_STEP = 2;

    /** Bringing the remaining loss back, which most requests need no gradient for, per draw. */
    private static final double CORRECTION = 1;

    /** Losses before and after. */
    private static final double CHECKS = 2;

    private InfluenceCost() {}

    /** Expected wall time in milliseconds; 0 where nothing is reached. */
    static double millis(InfluenceOptions options, Workload workload) {
        if (!workload.reachesTraining()) {
            return 0;
        }
        int draws = workload.training().model().dropout() == 0 ? 1 : options.draws();
        double epochs =
                switch (options.solver()) {
                    case CG ->
                        draws * (options.steps() * (PRODUCT * options.iterations() + AROUND_A_STEP) + CORRECTION);
                    case NEUMANN -> options.iterations() + POWER_ITERATIONS + CORRECTION;
                    case FIRST_ORDER -> (options.scale() > 0 ? 0 : POWER_ITERATIONS) + CORRECTION;
                };
        return workload.millis(epochs + 2 * workload.affectedShare() + CHECKS);
    }
}
