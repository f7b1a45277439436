package org.graphunlearning.verify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** Bars and marks are read back from the drawing and compared with the numbers they stand for. */
class ChartsTest {
    @Test
    void countsEveryScoreOnce() {
        var scores = new double[1001];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i / 1000.0;
        }

        var histogram = Histogram.of("t", new Histogram.Frame(0.1, 0.9, 8), scores, new double[] {-5, 7});

        assertThat(Histogram.total(histogram.after())).isEqualTo(1001);
        assertThat(histogram.after().get(7)).isEqualTo(201); // 0.8 to 0.9 and all above
        assertThat(histogram.reference()).containsExactly(1L, 0L, 0L, 0L, 0L, 0L, 0L, 1L);
    }

    @Test
    void putsTheUpperEndIntoTheLastBin() {
        var histogram = Histogram.of("t", Histogram.Frame.PROBABILITIES, new double[] {1, 0}, new double[0]);

        assertThat(histogram.after().get(19)).isEqualTo(1);
        assertThat(histogram.after().get(0)).isEqualTo(1);
    }

    @Test
    void refusesAScoreThatIsNone() {
        assertThatThrownBy(() ->
                        Histogram.of("t", Histogram.Frame.PROBABILITIES, new double[] {Double.NaN}, new double[0]))
                .hasMessage("A score is not a number; leave it out and count it as skipped.");
    }

    @Test
    void refusesHalvesOfDifferentWidth() {
        assertThatThrownBy(() -> new Histogram("t", 0, 1, List.of(1L, 2L), List.of(1L)))
                .hasMessage("Both halves of a histogram need the same bins, at least one; leave the reference empty if "
                        + "there is none.");
    }

    @Test
    void drawsHeightsInProportionAndTheReferenceBelow() {
        var svg = drawing(new Histogram("t", 0, 1, List.of(3L, 1L), List.of(2L, 2L)));
        var up = Pages.ofClass(svg, "after");
        var down = Pages.ofClass(svg, "reference");

        assertThat(number(up.get(0), "height")).isCloseTo(3 * number(up.get(1), "height"), Offset.offset(0.2));
        assertThat(number(down.get(0), "height")).isCloseTo(2 * number(up.get(1), "height"), Offset.offset(0.2));
        double axis = number(up.get(0), "y") + number(up.get(0), "height");
        assertThat(down).allSatisfy(bar -> assertThat(number(bar, "y")).isCloseTo(axis, Offset.offset(0.11)));
    }

    @Test
    void drawsNoBarsOfAnEmptyHistogram() {
        var svg = drawing(new Histogram("t", 0, 1, List.of(0L, 0L), List.of(0L, 0L)));

        assertThat(Pages.ofClass(svg, "bar")).isEmpty();
    }

    @Test
    void marksValueBetweenItsControls() {
        var svg = scale(Reading.of(0.5, 0.25, 1));
        var mark = Pages.ofClass(svg, "mark").get(0);
        double untouched = number(Pages.ofClass(svg, "control").get(0), "x") + 7;
        double retrained = number(Pages.ofClass(svg, "control").get(1), "cx");
        var interval = Pages.ofClass(svg, "interval").get(0);

        double top = Double.parseDouble(mark.getAttribute("points").split("[ ,]")[0]);
        assertThat(top).isCloseTo((untouched + retrained) / 2, Offset.offset(0.2));
        assertThat(number(interval, "x1")).isCloseTo(untouched + (retrained - untouched) / 4, Offset.offset(0.2));
        assertThat(number(interval, "x2")).isCloseTo(retrained, Offset.offset(0.2));
    }

    @Test
    void pointsAtWhatLiesOutsideAndStillTellsTheNumber() {
        var svg = scale(Reading.of(40));

        assertThat(Pages.ofClass(svg, "mark").get(0).getAttribute("points").split(" "))
                .hasSize(3);
        assertThat(svg.getTextContent()).contains("Progress: 40.");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.123456, 0.1235", "-2.5, -2.5", "1234567, 1235000", "1e-9, 1E-9", "100, 100", "3e12, 3E+12"})
    void writesFourDigits(double value, String text) {
        assertThat(Digits.of(value)).isEqualTo(text);
    }

    @Test
    void refusesHalfAnInterval() {
        assertThatThrownBy(() -> new Reading(0.1, null, 0.3, null))
                .hasMessage("An interval needs two ends in ascending order; give both or none.");
        assertThatThrownBy(() -> Reading.of(0.1, 0.3, 0.2)).hasMessageContaining("ascending order");
    }

    @Test
    void refusesElementsThatRunOrLoad() {
        assertThatThrownBy(() -> Html.of("script", "x")).hasMessage("Element `script` has no place in a report.");
        assertThatThrownBy(() -> Html.of("p").with("onclick", "x"))
                .hasMessage("Attribute `onclick` has no place in a report.");
    }

    private static Element scale(Reading progress) {
        var none = Reading.missing("not measured");
        var figure = ScaleChart.figure(new ForgetReport.Movement(none, progress, none, none));
        return Pages.drawing(Pages.parse(Html.write(figure)), "movement");
    }

    private static Element drawing(Histogram histogram) {
        return Pages.drawing(Pages.parse(Html.write(HistogramChart.figure(histogram, 1))), "histogram1");
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
