package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.graphunlearning.verify.verdict.Control;
import org.graphunlearning.verify.verdict.Verdict;
import org.junit.jupiter.api.Test;

class VerdictTallyTest {
    private static VerdictTally of(Verdict... verdicts) {
        var out = new VerdictTally();
        for (var verdict : verdicts) {
            out.add(verdict);
        }
        return out;
    }

    @Test
    void countsVerdictsInTheirOrder() {
        var tally = of(Verdict.NOT_FORGOTTEN, Verdict.FORGOTTEN, Verdict.NOT_FORGOTTEN);
        tally.addAll(of(Verdict.FORGOTTEN, Verdict.INVALID));
        tally.addAll(null);
        assertThat(tally.text()).isEqualTo("2 FORGOTTEN, 2 NOT_FORGOTTEN, 1 INVALID");
        assertThat(tally.of(Verdict.FORGOTTEN)).isEqualTo(2);
        assertThat(tally.of(Verdict.INCONCLUSIVE)).isZero();
        assertThat(tally.all()).isEqualTo(5);
    }

    @Test
    void isRightAboutForgettersWhenItSaysSo() {
        var tally = of(Verdict.FORGOTTEN, Verdict.FORGOTTEN, Verdict.FORGOTTEN, Verdict.PARTIALLY_FORGOTTEN);
        assertThat(tally.right(true)).isEqualTo(0.75);
        assertThat(tally.right(false)).isEqualTo(0.25);
        assertThat(of().right(true)).isNull();
        assertThat(of().text()).isNull();
    }

    /** Closed form: one of two forgetters passes; one of four others does not fail. */
    @Test
    void weighsBothSidesAlikeHoweverManyThereAre() {
        var tallies = Map.of(
                Control.REFERENCE, of(Verdict.FORGOTTEN, Verdict.INCONCLUSIVE),
                Control.NO_OP, of(Verdict.NOT_FORGOTTEN, Verdict.NOT_FORGOTTEN, Verdict.NOT_FORGOTTEN),
                Control.HALF, of(Verdict.FORGOTTEN));
        assertThat(VerdictTally.balancedAccuracy(tallies)).isEqualTo((0.5 + 0.75) / 2);
    }

    @Test
    void knowsNoBalanceOfOneSide() {
        assertThat(VerdictTally.balancedAccuracy(Map.of(Control.NO_OP, of(Verdict.NOT_FORGOTTEN))))
                .isNull();
        assertThat(VerdictTally.balancedAccuracy(Map.of(Control.REFERENCE, of(Verdict.FORGOTTEN))))
                .isNull();
    }
}
