package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.train.Trainer;

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

    /** Times a gradient of the training loss here and now: the second of two, and the binding before them. */
    static Calibration measured(UnlearningRequest request, Compute compute) {
        if (!request.training().head().trainsByEpochs()) {
            return timed(() -> Trainer.fit(request.after(), request.training(), compute));
        }
        long start = System.nanoTime();
        var initial = Trainer.initial(request.after(), request.training());
        var objective = Objective.of(initial, request.after(), request.training());
        var gradient = new double[objective.length()];
        objective.gradient(compute, gradient);
        long warm = System.nanoTime();
        objective.gradient(compute, gradient);
        return new Calibration((System.nanoTime() - warm) / 1e6, (warm - start) / 1e6);
    }

    private static Calibration timed(Runnable fit) {
        long start = System.nanoTime();
        fit.run();
        return new Calibration((System.nanoTime() - start) / 1e6, 0);
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
