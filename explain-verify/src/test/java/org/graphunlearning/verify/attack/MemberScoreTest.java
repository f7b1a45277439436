package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MemberScoreTest {
    private static double[] softmax(float[] logits) {
        double sum = 0;
        var out = new double[logits.length];
        for (int c = 0; c < out.length; c++) {
            out[c] = Math.exp(logits[c]);
            sum += out[c];
        }
        for (int c = 0; c < out.length; c++) {
            out[c] /= sum;
        }
        return out;
    }

    private static float[] logits(Random random) {
        var out = new float[2 + random.nextInt(5)];
        for (int c = 0; c < out.length; c++) {
            out[c] = (float) (3 * random.nextGaussian());
        }
        return out;
    }

    @Test
    void equalsItsFormulaInProbabilities() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var z = logits(random);
            var p = softmax(z);
            int y = random.nextInt(z.length);
            double other = 0;
            double entropy = -(1 - p[y]) * Math.log(p[y]);
            for (int c = 0; c < p.length; c++) {
                if (c != y) {
                    other = Math.max(other, p[c]);
                    entropy -= p[c] * Math.log(1 - p[c]);
                }
            }
            assertThat(MemberScore.CONFIDENCE.of(z, 0, z.length, y)).isCloseTo(p[y], within(1e-12));
            assertThat(MemberScore.PHI.of(z, 0, z.length, y)).isCloseTo(Math.log(p[y] / (1 - p[y])), within(1e-8));
            assertThat(MemberScore.MARGIN.of(z, 0, z.length, y)).isCloseTo(Math.log(p[y] / other), within(1e-10));
            assertThat(MemberScore.ENTROPY_MODIFIED.of(z, 0, z.length, y)).isCloseTo(-entropy, within(1e-9));
            assertThat(MemberScore.LABEL_ONLY.of(z, 0, z.length, y)).isEqualTo(p[y] >= other ? 1 : 0);
        }
    }

    @Test
    void growsWithTheLogitOfTheTrueClass() {
        for (var score : MemberScore.values()) {
            double before = Double.NEGATIVE_INFINITY;
            for (float z = -4; z <= 4; z += 0.5f) {
                double now = score.of(new float[] {0.3f, z, -0.2f}, 0, 3, 1);
                assertThat(now).as("%s at %s", score, z).isGreaterThanOrEqualTo(before);
                before = now;
            }
        }
    }

    @Test
    void keepsApartModelsThatAreNearlyCertain() {
        assertThat(MemberScore.PHI.of(new float[] {60, 0}, 0, 2, 0)).isEqualTo(60);
        assertThat(MemberScore.PHI.of(new float[] {200, 0, -50}, 0, 3, 0)).isEqualTo(200);
        assertThat(MemberScore.ENTROPY_MODIFIED.of(new float[] {0, 200}, 0, 2, 0))
                .isCloseTo(-400, within(1e-9));
    }

    @Test
    void readsTheRowItIsToldTo() {
        var two = new float[] {9, 9, 9, 1, 2, 0};
        assertThat(MemberScore.MARGIN.of(two, 3, 3, 1)).isEqualTo(1);
        assertThat(MemberScore.LABEL_ONLY.of(two, 0, 3, 0))
                .as("first of equals")
                .isEqualTo(1);
        assertThat(MemberScore.LABEL_ONLY.of(two, 0, 3, 2)).isZero();
    }

    @Test
    void clampsProbabilitiesButNotLogits() {
        assertThat(MemberScore.phi(0.88)).isCloseTo(1.992430, within(5e-7));
        assertThat(MemberScore.phi(1)).isCloseTo(Math.log(999_999), within(1e-6));
        assertThat(MemberScore.phi(0)).isCloseTo(-Math.log(999_999), within(1e-6));
    }
}
