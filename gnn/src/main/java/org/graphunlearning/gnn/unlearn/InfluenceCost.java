package org.graphunlearning.gnn.unlearn;

/** What influence costs, in epochs of training. */
final class InfluenceCost {
    private static final int POWER_ITERATIONS = 20;
    private static final double PRODUCT = 1.0;

    private InfluenceCost() {}

    /** Expected wall time in milliseconds; 0 where nothing is reached. */
    static double millis(InfluenceOptions options, Workload workload) {
        if (!workload.reachesTraining()) {
            return 0;
        }
        int draws = workload.training().model().dropout() == 0 ? 1 : options.draws();
        double products =
                switch (options.solver()) {
                    case CG -> (options.steps() + 0.5) * draws * (options.iterations() + 3);
                    case NEUMANN -> options.iterations() + POWER_ITERATIONS;
                    case FIRST_ORDER -> options.scale() > 0 ? 0 : POWER_ITERATIONS;
                };
        return workload.millis(2 * workload.affectedShare() + PRODUCT * products + 2);
    }
}
