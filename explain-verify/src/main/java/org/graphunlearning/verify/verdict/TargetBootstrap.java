package org.graphunlearning.verify.verdict;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.verify.attack.Quantile;
import org.jspecify.annotations.Nullable;

/**
 * The non-parametric bootstrap over targets (Efron 1979): draws as many targets with replacement as there are, measures again, and
 * takes percentiles. What was deleted itself is no sample of anything and stays in every draw.
 *
 * <p>Draws are a hash of seed, resample and place, so a resample does not depend on those before it. Costs resamples x targets.
 *
 * @param resamples how many draws, at least 1
 * @param seed of the draws
 */
record TargetBootstrap(int resamples, long seed) {
    /**
     * Percentiles of progress and residual.
     *
     * @param always what every draw contains
     * @param targets one per target
     * @return {@code null} when one of the draws is without any signal, so that nothing can be measured in it
     */
    @Nullable
    Interval interval(Displacement always, List<Displacement> targets) {
        var progress = new double[resamples];
        var residual = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            var sums = draw(r, always, targets);
            if (!(sums.way() > 0)) {
                return null;
            }
            progress[r] = sums.along() / sums.way();
            residual[r] = Math.sqrt(sums.left() / sums.way());
        }
        Arrays.sort(progress);
        Arrays.sort(residual);
        return new Interval(
                Quantile.ofSorted(progress, 0.025),
                Quantile.ofSorted(progress, 0.975),
                Quantile.ofSorted(residual, 0.025),
                Quantile.ofSorted(residual, 0.975));
    }

    private Displacement draw(int resample, Displacement always, List<Displacement> targets) {
        long purpose = CounterRng.purpose(seed, resample, 0);
        double way = always.way();
        double along = always.along();
        double left = always.left();
        for (int place = 0; place < targets.size(); place++) {
            var chosen = targets.get((int) (CounterRng.uniform(purpose, place) * targets.size()));
            way += chosen.way();
            along += chosen.along();
            left += chosen.left();
        }
        return new Displacement(way, along, 0, left);
    }
}
