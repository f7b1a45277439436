package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class UpdateLeakTest {
    @Test
    void measuresDistancesByClassName() {
        var pre = new Answers(List.of("a", "b"), new long[] {1}, new int[] {0}, new float[] {0, 0});
        var swapped =
                new Answers(List.of("b", "a"), new long[] {1}, new int[] {1}, new float[] {(float) Math.log(3), 0});
        assertThat(UpdateLeak.distances(pre, swapped)[0]).isCloseTo(Math.sqrt(2) / 4, within(1e-7));
        var wider = new Answers(
                List.of("b", "a", "c"), new long[] {1}, new int[] {1}, new float[] {0, 0, (float) Math.log(2)});
        // (1/2, 1/2, 0) against (1/4, 1/4, 1/2)
        assertThat(UpdateLeak.distances(pre, wider)[0]).isCloseTo(Math.sqrt(6) / 4, within(1e-7));
        assertThat(UpdateLeak.distances(wider, pre)[0]).isCloseTo(Math.sqrt(6) / 4, within(1e-7));
    }

    @Test
    void isUndefinedWhereNothingChanged() {
        var trained = Trained.withoutNodes(30, 1);
        var found = new UpdateLeak().run(trained.attacked(trained.noop(), View.PROBE), Trained.COMPUTE);
        assertThat(found.separation().auc()).isNull();
        assertThat(found.degCount()).isNull();
        assertThat(found.separation().warnings()).anyMatch(w -> w.contains("nothing to see"));
    }

    /** Taking edges away is visible whatever the parameters do; exact retraining does not help. */
    @Test
    void seesMissingEdgesEvenInAnUntouchedModelAndAdvises() {
        var trained = Trained.withoutNodes(60, 1);
        var idle = new UpdateLeak().run(trained.attacked(trained.noop(), View.PROD), Trained.COMPUTE);
        assertThat(idle.separation().auc()).isGreaterThan(UpdateLeak.ADVISE);
        assertThat(idle.separation().warnings()).anyMatch(w -> w.contains("as one batch"));
        var exact = new UpdateLeak().run(trained.attacked(trained.reference(), View.PROD), Trained.COMPUTE);
        var probe = new UpdateLeak().run(trained.attacked(trained.reference(), View.PROBE), Trained.COMPUTE);
        assertThat(exact.separation().auc()).isGreaterThan(probe.separation().auc());
        assertThat(exact.separation().setting().view()).isEqualTo(View.PROD);
    }

    @Test
    void degradesByTheDifferenceOfTwoAreas() {
        var trained = Trained.withoutNodes(60, 2);
        var c = trained.attacked(trained.reference(), View.PROBE);
        var found = new UpdateLeak().run(c, Trained.COMPUTE);
        var one = new ThresholdAttack().run(c, Trained.COMPUTE).all().noop();
        assertThat(found.degRate()).isCloseTo(found.separation().auc() - one.auc(), within(1e-12));
        assertThat(found.degCount()).isBetween(0.0, 1.0);
    }
}
