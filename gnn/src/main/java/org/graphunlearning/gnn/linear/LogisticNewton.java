package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.compute.Compute;

/**
 * Damped Newton for one class of a {@link LogisticLoss}, from zero weights. A step is halved until the gradient norm falls, which it
 * does along every Newton direction, solved exactly or to a tenth: no objective value is compared, whose last digits would end the
 * search too early. Ends at {@link LogisticLoss#tolerance}, or where rounding forbids to go lower.
 */
final class LogisticNewton {
    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVINGS = 40;

    private LogisticNewton() {}

    /**
     * Where it ended.
     *
     * @param weights one per column
     * @param residual gradient norm there
     */
    record Optimum(double[] weights, double residual) {}

    static Optimum minimum(LogisticLoss loss, int cls, double[] noise, Compute compute) {
        var w = new double[loss.columns()];
        var gradient = new double[w.length];
        double first = loss.gradient(cls, w, noise, gradient);
        double norm = first;
        boolean moved = true;
        for (int step = 0; step < MOST_STEPS && moved && norm > loss.tolerance(); step++) {
            double relative = Math.max(Math.min(0.1, norm / first), 0.1 * loss.tolerance() / norm);
            var direction = loss.hessian(w).solve(gradient, relative, compute);
            moved = false;
            double length = 1;
            for (int halving = 0; halving < MOST_HALVINGS && !moved; halving++, length /= 2) {
                compute.check();
                var tried = along(w, direction, -length);
                var there = new double[w.length];
                double value = loss.gradient(cls, tried, noise, there);
                if (value <= (1 - 1e-4 * length) * norm) {
                    w = tried;
                    gradient = there;
                    norm = value;
                    moved = true;
                }
            }
        }
        return new Optimum(w, norm);
    }

    private static double[] along(double[] from, double[] direction, double length) {
        var out = new double[from.length];
        for (int c = 0; c < out.length; c++) {
            out[c] = Math.fma(length, direction[c], from[c]);
        }
        return out;
    }
}
