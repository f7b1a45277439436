package org.graphunlearning.gnn.unlearn;

/**
 * What training cost on the machine it ran on, from which the cost of everything else is predicted.
 *
 * @param epochMillis one epoch: one gradient step over all training rows; for a head that is solved, the whole fit
 * @param setupMillis what a training takes besides its epochs
 */
public record Calibration(double epochMillis, double setupMillis) {
    /** Nothing was measured. */
    public static Calibration unknown() {
        return new Calibration(Double.NaN, Double.NaN);
    }

    /** Whether something was measured. */
    public boolean isKnown() {
        return Double.isFinite(epochMillis) && Double.isFinite(setupMillis);
    }

    /** The same for a share of the work. */
    public Calibration times(double share) {
        return new Calibration(epochMillis * share, setupMillis * share);
    }
}
