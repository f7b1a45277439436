package org.graphunlearning.verify.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Progress, collateral and residual, each on a scale from -0.5 to 2 with the untouched and the retrained model marked. What lies
 * outside is shown by an arrow at the edge; the number beside it is never cut.
 */
final class ScaleChart {
    private static final double WIDTH = 660;
    private static final double ROW = 66;
    private static final double LEFT = 112;
    private static final double RIGHT = 470; // the rest holds the value and its interval
    private static final double LOW = -0.5;
    private static final double HIGH = 2;

    /** A row: what is measured, and where its controls lie. */
    private record Scale(String name, Reading reading, String atZero, String atOne) {}

    private ScaleChart() {}

    static Html.Element figure(ForgetReport.Movement movement) {
        var scales = List.of(
                new Scale("Progress", movement.progress(), "untouched", "retrained"),
                new Scale("Collateral", movement.collateral(), "untouched, retrained", "as large as the influence"),
                new Scale("Residual", movement.residual(), "retrained", "untouched"));
        var label = new Svg.Label("movement", "Movement of the model against its controls", describe(scales));
        var pieces = new ArrayList<Html>();
        for (int i = 0; i < scales.size(); i++) {
            row(scales.get(i), i * ROW + 24, pieces);
        }
        return Html.of(
                "figure",
                Svg.drawing(label, WIDTH, scales.size() * ROW).as("chart").add(pieces),
                Html.of(
                        "figcaption",
                        "Diamond: this model, with its 95 % interval where there is one. Circle: retrained without the item. "
                                + "Square: not touched at all."));
    }

    private static String describe(List<Scale> scales) {
        var out = new StringBuilder();
        for (var scale : scales) {
            out.append(scale.name()).append(": ").append(words(scale.reading())).append(". ");
        }
        return out.append(
                        "Progress is 0 for the untouched and 1 for the retrained model; residual the other way round; "
                                + "collateral is 0 for both.")
                .toString();
    }

    private static String words(Reading reading) {
        if (reading.value() == null) {
            return "missing (" + reading.whyMissing() + ")";
        }
        return Digits.of(reading.value())
                + (reading.low() == null
                        ? ""
                        : " [" + Digits.of(reading.low()) + ", " + Digits.of(reading.high()) + "]");
    }

    private static void row(Scale scale, double y, List<Html> pieces) {
        var reading = scale.reading();
        pieces.add(Svg.text(new Svg.Point(0, y + 5), "start", scale.name()).as("name"));
        pieces.add(Svg.line(new Svg.Point(LEFT, y), new Svg.Point(RIGHT, y)).as("axis"));
        controls(scale, y, pieces);
        if (reading.value() != null) {
            interval(reading, y, pieces);
            value(reading.value(), y, pieces);
        }
        var shown = reading.value() == null ? Digits.DASH + " see below" : words(reading);
        pieces.add(Svg.text(new Svg.Point(RIGHT + 14, y + 5), "start", shown).as("value"));
    }

    private static void controls(Scale scale, double y, List<Html> pieces) {
        control(scale.atZero(), 0, y, pieces);
        control(scale.atOne(), 1, y, pieces);
    }

    private static void control(String name, int at, double y, List<Html> pieces) {
        double x = x(at);
        pieces.add(Svg.line(new Svg.Point(x, y - 9), new Svg.Point(x, y + 9)).as("axis"));
        if (name.contains("untouched")) {
            pieces.add(Svg.box(new Svg.Point(x - 7, y - 7), 14, 14).as("control"));
        }
        if (name.contains("retrained")) {
            pieces.add(Svg.circle(new Svg.Point(x, y), 5).as("control"));
        }
        pieces.add(Svg.text(new Svg.Point(x, y + 25), "middle", at + " " + name).as("number"));
    }

    private static void interval(Reading reading, double y, List<Html> pieces) {
        if (reading.low() != null && reading.high() != null) {
            double low = x(reading.low());
            double high = x(reading.high());
            pieces.add(Svg.line(new Svg.Point(low, y), new Svg.Point(high, y)).as("interval"));
            pieces.add(Svg.line(new Svg.Point(low, y - 5), new Svg.Point(low, y + 5))
                    .as("interval"));
            pieces.add(Svg.line(new Svg.Point(high, y - 5), new Svg.Point(high, y + 5))
                    .as("interval"));
        }
    }

    private static void value(double value, double y, List<Html> pieces) {
        double x = x(value);
        if (value >= LOW && value <= HIGH) {
            pieces.add(Svg.diamond(new Svg.Point(x, y), 7).as("mark"));
        } else {
            double tip = value > HIGH ? 9 : -9;
            pieces.add(Svg.polygon(new Svg.Point(x, y - 7), new Svg.Point(x + tip, y), new Svg.Point(x, y + 7))
                    .as("mark"));
        }
    }

    private static double x(double value) {
        double inside = Math.max(LOW, Math.min(HIGH, value));
        return LEFT + (inside - LOW) / (HIGH - LOW) * (RIGHT - LEFT);
    }
}
