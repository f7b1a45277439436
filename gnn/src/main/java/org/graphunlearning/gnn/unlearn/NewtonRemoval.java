package org.graphunlearning.gnn.unlearn;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.linear.LogisticHead;
import org.graphunlearning.gnn.linear.LogisticHessian;
import org.graphunlearning.gnn.linear.LogisticLoss;

/**
 * One Newton step per class from the old towards the new optimum of a logistic head, and a bound on the gradient that is left.
 *
 * <p>Let {@code D} be the gradient of the old objective minus that of the new one at the old weights w, H the Hessian of the new one
 * there and d the solution of {@code H d = D} up to {@code rho = D - H d}. With {@code g = grad L_b(w; old)} the new gradient at
 * {@code w + d} is, by Taylor's theorem with the integral for the remainder,
 *
 * <pre>{@code
 * (g - D) + H d + Z^T r = g - rho + Z^T r,   r_i = x_i int_0^1 (l''(a_i + t x_i) - l''(a_i)) dt,   x = Z d,  a = Z w
 * }</pre>
 *
 * <p>where l is the logistic loss. {@code |l'''| <= gamma = 1 / (6 sqrt 3)}, so {@code |r_i| <= gamma / 2 x_i^2} and
 *
 * <pre>{@code
 * |gradient left| <= |g| + |rho| + gamma / 2 |Z|_2 sqrt(sum_i x_i^4)
 * }</pre>
 *
 * without any assumption on the norms of rows. As {@code sqrt(sum x_i^4) <= max_i |x_i| |x| <= max_i |z_i| |d| |Z d|}, the published
 * bound {@code gamma |Z|_2 |d| |Z d|}, which holds for rows of norm 1 or less, is at least twice as large there. {@code |g|} is what
 * earlier steps have left: bounds add up.
 *
 * @param weights D x classes, row-major
 * @param bound per class on the gradient that is left
 * @param measured per class, what it is
 * @param step per class {@code |d|}
 */
record NewtonRemoval(double[] weights, double[] bound, double[] measured, double[] step) {
    /** Largest third derivative of the logistic loss. */
    static final double GAMMA = 1 / (6 * Math.sqrt(3));

    private static final double RELATIVE = 1e-8;
    private static final int MOST_HALVINGS = 60;

    /** Of a fit, with a projection narrow enough for Cholesky and without; measured. */
    private static final double SHARE_OF_DENSE_FIT = 0.2;

    private static final double SHARE_OF_WIDE_FIT = 0.45;

    /** Expected wall time of a deletion that takes such a step. */
    static double predictedMillis(Workload workload) {
        double share = isDense(workload) ? SHARE_OF_DENSE_FIT : SHARE_OF_WIDE_FIT;
        return workload.reachesTraining() ? workload.millis(share) : 0;
    }

    /** Whether Hessians are known to be small enough to be factored; without a projection the width is not known beforehand. */
    static boolean isDense(Workload workload) {
        int width = workload.training().head().projection();
        return width > 0 && width < LogisticHessian.MOST_DENSE_COLUMNS;
    }

    static NewtonRemoval of(LogisticWork work) {
        int classes = work.state().classes();
        double spectral = work.now().spectralBound();
        var out = new NewtonRemoval(
                new double[work.state().weights().length],
                new double[classes],
                new double[classes],
                new double[classes]);
        work.each((cls, alone) -> out.step(work, cls, spectral, alone));
        return out;
    }

    private void step(LogisticWork work, int cls, double spectral, Compute alone) {
        var w = work.weights(cls);
        var difference = work.difference(cls);
        var hessian = work.now().hessian(w);
        var d = hessian.solve(difference, RELATIVE, alone);
        var rho = new double[d.length];
        hessian.times(d, rho);
        for (int c = 0; c < d.length; c++) {
            rho[c] = difference[c] - rho[c];
            w[c] += d[c];
        }
        LogisticHead.put(w, weights, step.length, cls);
        step[cls] = LogisticWork.norm(d);
        bound[cls] = work.state().spent()[cls] + LogisticWork.norm(rho) + remainder(GAMMA, spectral, work.now(), d);
        measured[cls] = work.residual(cls, w);
    }

    /** {@code gamma / 2 |Z|_2 sqrt(sum_i x_i^4)} with {@code x = Z d}. */
    static double remainder(double gamma, double spectral, LogisticLoss loss, double[] d) {
        double sum = 0;
        for (double x : loss.times(d)) {
            sum = Math.fma(x * x, x * x, sum);
        }
        return gamma / 2 * spectral * Math.sqrt(sum);
    }

    /**
     * Whether the gradient is really within its bound, which only fails when the weights did not belong to the graph before: then
     * nothing that follows from them holds.
     */
    boolean holds(LogisticWork work) {
        for (int cls = 0; cls < bound.length; cls++) {
            if (!(measured[cls] <= bound[cls] + work.now().tolerance())) {
                return false;
            }
        }
        return true;
    }

    /** The same with the steps of classes halved until their objective does not rise. The bounds are those of full steps. */
    NewtonRemoval withoutRise(LogisticWork work) {
        work.each((cls, alone) -> {
            var from = work.weights(cls);
            var noise = work.noise(cls);
            double before = work.now().value(cls, from, noise);
            var to = LogisticHead.column(weights, bound.length, cls);
            for (int halving = 0; halving < MOST_HALVINGS && !(work.now().value(cls, to, noise) <= before); halving++) {
                alone.check();
                step[cls] /= 2;
                for (int c = 0; c < to.length; c++) {
                    to[c] = from[c] + (to[c] - from[c]) / 2;
                }
            }
            LogisticHead.put(to, weights, bound.length, cls);
            measured[cls] = work.residual(cls, to);
        });
        return this;
    }
}
