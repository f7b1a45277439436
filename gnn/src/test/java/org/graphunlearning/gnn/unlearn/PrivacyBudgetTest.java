package org.graphunlearning.gnn.unlearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** Oracle: the exact delta between two Gaussians that differ by a shift (Balle and Wang 2018). */
class PrivacyBudgetTest {
    private static double exactDelta(double distance, double sigma, double epsilon) {
        var normal = new NormalDistribution(null, 0, 1);
        double half = distance / (2 * sigma);
        return normal.cumulativeProbability(half - epsilon * sigma / distance)
                - Math.exp(epsilon) * normal.cumulativeProbability(-half - epsilon * sigma / distance);
    }

    @Test
    void theNoiseSufficesForEveryBudget() {
        for (double epsilon : new double[] {0.01, 0.1, 1, 5, 20}) {
            for (double delta : new double[] {1e-3, 1e-5, 1e-8}) {
                double sigma = new PrivacyBudget(epsilon, delta, true).sigma(0.7);

                assertThat(exactDelta(0.7, sigma, epsilon)).isLessThanOrEqualTo(delta);
            }
        }
    }

    @Test
    void theResidualBudgetsOfAllClassesAddUpToTheWhole() {
        for (int classes : new int[] {2, 3, 7, 40}) {
            for (double epsilon : new double[] {0.1, 1, 10, 500}) {
                double budget = new PrivacyBudget(epsilon, 1e-4, false).residualBudget(0.3, classes);

                // A shift of the noise of one class by its whole budget, at its share of epsilon.
                assertThat(classes * exactDelta(budget, 0.3, epsilon / classes)).isLessThanOrEqualTo(1e-4);
            }
        }
    }

    @Test
    void theResidualBudgetIsThePublishedOne() {
        double expected = 0.1 * (1.0 / 3) / Math.sqrt(2 * Math.log(1.5 / (1e-4 / 3)));

        assertThat(PrivacyBudget.defaults().residualBudget(0.1, 3)).isCloseTo(expected, within(1e-15));
    }

    @Test
    void refusesWhatIsNoBudget() {
        assertThatThrownBy(() -> new PrivacyBudget(0, 0.1, false))
                .hasMessage("`epsilon` must lie in (0, 1000], not 0.0.");
        assertThatThrownBy(() -> new PrivacyBudget(1, 1, false)).hasMessage("`delta` must lie in (0, 1), not 1.0.");
    }
}
