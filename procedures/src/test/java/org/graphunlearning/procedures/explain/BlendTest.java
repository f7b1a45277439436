package org.graphunlearning.procedures.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.graphunlearning.procedures.explain.ExplainConfig.Limits;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.explain.Caveat;
import org.junit.jupiter.api.Test;

/** Sums and orders on numbers small enough to do by hand. */
class BlendTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-15);

    @Test
    void addsUnionsOfNames() {
        var sums = new PairSums();

        sums.add(2, new long[] {1, 3}, new long[] {0, 5}, new double[] {1, 1});
        sums.add(-1, new long[] {1, 3, 4}, new long[] {0, 4, 0}, new double[] {1, 7, 2});
        sums.add(1, new long[] {3}, new long[] {5}, new double[] {0.5});

        assertThat(sums.first()).containsExactly(1, 3, 3, 4);
        assertThat(sums.second()).containsExactly(0, 4, 5, 0);
        assertThat(sums.values()).containsExactly(1, -7, 2.5, -2);
    }

    @Test
    void weighsLogitsByTheDerivativeOfTheProbability() {
        // Logits 0 and ln 3: probabilities 1/4 and 3/4, derivative of the first 3/16 and -3/16.
        var blend = new Blend(Method.Sums.FEATURES);
        blend.add(0.5, List.of(logit(0, 8, -8), logit(Math.log(3), -8, 8)), 0);

        var evidence = blend.evidence();

        assertThat(evidence.features().signed()[0]).isCloseTo(0.5 * 3 / 16 * 16, CLOSE);
        assertThat(evidence.features().signed()[1]).isCloseTo(-0.5 * 3 / 16 * 16, CLOSE);
        assertThat(evidence.nodes().signed()[0]).isCloseTo(0, CLOSE);
        assertThat(evidence.nodes().magnitude()[0]).isCloseTo(3, CLOSE);
        assertThat(evidence.edges().signed()[0]).isCloseTo(0.5 * 3 / 16 * 8, CLOSE);
        assertThat(evidence.explains()).isEqualTo("probability");
        assertThat(evidence.warnings())
                .containsExactly("The neighbourhood is too large; a fixed sample of it was explained.");
    }

    @Test
    void keepsNodesApartFromFeaturesWhereTheyDoNotAddUp() {
        var blend = new Blend(Method.Sums.ELEMENTS);
        blend.add(1, List.of(logit(0, 8, -6), logit(0, 0, 0)), 0);

        assertThat(blend.evidence().nodes().magnitude()[0]).isCloseTo(0.25 * 2, CLOSE);
    }

    @Test
    void saysSoWhenNothingWasAdded() {
        assertThat(new Blend(Method.Sums.FEATURES).evidence().warnings())
                .containsExactly(
                        "No shard that counts for the node could answer otherwise, so no input changes the answer.");
    }

    private static Attribution logit(double value, double first, double second) {
        return new Attribution(
                5,
                0,
                value,
                new Attribution.Nodes(
                        new long[] {5}, new double[] {first + second}, new double[] {Math.abs(first) + Math.abs(second)
                        }),
                new Attribution.Edges(new long[] {5}, new long[] {6}, new double[] {first / 2}),
                new Attribution.Features(new long[] {5, 5}, new int[] {0, 3}, new double[] {first, second}),
                List.of(Caveat.SAMPLED));
    }

    @Test
    void ranksByMagnitudeThenPlace() {
        var ranking = Ranking.ofAbsolute(new double[] {1, -3, 0, 3, 1});

        assertThat(ranking.best(new Limits(3, 0)))
                .extracting(Ranking.Ranked::place)
                .containsExactly(1, 3, 0);
        assertThat(ranking.best(new Limits(9, 0.2)))
                .extracting(Ranking.Ranked::rank)
                .containsExactly(1L, 2L);
        assertThat(ranking.best(new Limits(9, 0))).hasSize(4);
        assertThat(ranking.at(4)).isEqualTo(new Ranking.Ranked(4, 0.125, 4));
        assertThat(ranking.at(2).rank()).isEqualTo(5);
        assertThat(Ranking.of(new double[2]).at(1)).isEqualTo(new Ranking.Ranked(1, 0, 2));
    }
}
