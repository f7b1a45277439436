package org.graphunlearning.verify.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeparationTest {
    private static final Separation.Setting SETTING = new Separation.Setting("threshold", View.PROBE, false);

    private static double[] upTo(int count) {
        return IntStream.range(0, count).mapToDouble(i -> i).toArray();
    }

    @Test
    void givesNoAreaBelowTwentyMembers() {
        var few = Separation.of(SETTING, upTo(19), upTo(200));
        assertThat(few.auc()).isNull();
        assertThat(few.standardError()).isNull();
        assertThat(few.folded()).isNull();
        assertThat(few.tprAt1pct()).isNotNull();
        assertThat(few.warnings()).singleElement().asString().contains("needs 20 forgotten items, there are 19");
        assertThat(Separation.of(SETTING, upTo(20), upTo(200)).auc()).isNotNull();
    }

    @Test
    void givesNothingWithoutNonMembers() {
        var none = Separation.of(SETTING, upTo(30), new double[0]);
        assertThat(none.auc()).isNull();
        assertThat(none.tprAt1pct()).isNull();
        assertThat(none.warnings()).singleElement().asString().contains("train with a test split");
    }

    @Test
    void leavesAValueBelowOneHalfWhereItIs() {
        var reversed = Separation.of(
                SETTING, upTo(30), DoubleStream.of(upTo(120)).map(x -> x + 30).toArray());
        assertThat(reversed.auc()).isZero();
        assertThat(reversed.folded()).isEqualTo(1);
        assertThat(reversed.low()).isZero();
    }

    @Test
    void countsMembersAboveWhatOnePercentOfNonMembersReach() {
        var random = new Random(3);
        var positives = random.doubles(500).map(x -> x * x * 8 % 1.3).toArray();
        var negatives = random.doubles(300).toArray();
        double best = 0;
        for (double cut : negatives) {
            long falsely = DoubleStream.of(negatives).filter(x -> x > cut).count();
            long rightly = DoubleStream.of(positives).filter(x -> x > cut).count();
            best = falsely <= 3 ? Math.max(best, rightly / 500.0) : best;
        }
        assertThat(Separation.of(SETTING, positives, negatives).tprAt1pct())
                .isEqualTo(best)
                .isBetween(0.05, 0.95);
    }

    @Test
    void givesNoRateBelowAHundredNonMembers() {
        var few = Separation.of(SETTING, upTo(40), upTo(99));
        assertThat(few.tprAt1pct()).isNull();
        assertThat(few.warnings()).singleElement().asString().contains("needs 100 non-members, there are 99");
        assertThat(Separation.of(SETTING, upTo(40), upTo(100)).tprAt1pct()).isZero();
    }

    @Test
    void putsTheIntervalAroundTheArea() {
        var found = Separation.of(SETTING, upTo(135), upTo(542));
        var auc = RankAuc.of(upTo(135), upTo(542));
        assertThat(found.auc()).isEqualTo(auc.value());
        assertThat(found.high() - found.auc()).isCloseTo(1.959964 * auc.standardError(), within(1e-6));
        assertThat(found.n1()).isEqualTo(135);
        assertThat(found.n0()).isEqualTo(542);
    }
}
