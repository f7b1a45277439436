package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LikelihoodProfileTest {
    private static double[] phi(double... probabilities) {
        return Arrays.stream(probabilities).map(MemberScore::phi).toArray();
    }

    @Test
    void findsTheGoldenRatio() {
        var in = Gaussian.of(phi(.92, .95, .90, .97));
        var out = Gaussian.of(phi(.70, .62, .81, .66));
        assertThat(in.mean()).isCloseTo(2.765027, within(5e-7));
        assertThat(in.deviation()).isCloseTo(0.566961, within(5e-7));
        assertThat(out.mean()).isCloseTo(0.862538, within(5e-7));
        assertThat(out.deviation()).isCloseTo(0.418001, within(5e-7));
        var logits = new float[] {(float) MemberScore.phi(.88), 0};
        var observed = new Answers(List.of(0L, 1L), new long[] {5}, new int[] {0}, logits);
        var profile = new LikelihoodProfile(new long[] {5}, List.of(in), List.of(out));
        assertThat(profile.scores(observed)[0]).isCloseTo(2.420050, within(2e-6)); // float logits
        var offline = new LikelihoodProfile(new long[] {5}, null, List.of(out));
        assertThat(offline.scores(observed)[0]).isCloseTo((1.992430 - 0.862538) / 0.418001, within(1e-5));
    }

    @Test
    void sharesOneVarianceAboutEachMean() {
        var groups = List.of(new double[] {1, 3}, new double[] {10, 10, 16});
        // squares 2 and 24, degrees 1 and 2
        assertThat(Gaussian.sharedDeviation(groups)).isCloseTo(Math.sqrt(26.0 / 3), within(1e-12));
        assertThat(Gaussian.sharedDeviation(List.of(new double[] {4}))).isZero();
    }

    @Test
    void takesEqualValuesForNoCertainty() {
        var narrow = Gaussian.of(2, 2, 2);
        assertThat(narrow.logDensity(3)).isFinite();
        assertThat(narrow.deviation()).isPositive();
    }
}
