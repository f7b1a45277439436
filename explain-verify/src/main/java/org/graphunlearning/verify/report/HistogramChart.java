package org.graphunlearning.verify.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A histogram of the model above the axis and of its reference, mirrored, below; each half as shares of its own total. */
final class HistogramChart {
    private static final double WIDTH = 560;
    private static final double HALF = 90;
    private static final double TOP = 20;
    private static final double LEFT = 74;
    private static final double RIGHT = 550;
    private static final double AXIS = TOP + HALF;

    private final Histogram histogram;
    private final double most;

    private HistogramChart(Histogram histogram) {
        this.histogram = histogram;
        this.most = Math.max(mostShare(histogram.after()), mostShare(histogram.reference()));
    }

    /** The figure; {@code number} counts the histograms of the page from 1. */
    static Html.Element figure(Histogram histogram, int number) {
        var chart = new HistogramChart(histogram);
        var label = new Svg.Label("histogram" + number, histogram.title(), chart.describe());
        return Html.of(
                "figure",
                Html.of("figcaption", histogram.title()),
                Svg.drawing(label, WIDTH, chart.bottom() + 34).as("chart").add(chart.pieces()),
                Html.of("p", chart.describe()).as("note"),
                Html.of("details", Html.of("summary", "Counts as a table"), chart.countTable()));
    }

    private String describe() {
        return "This model above the axis, " + Histogram.total(histogram.after()) + " scores; "
                + (histogram.reference().isEmpty()
                        ? "no retrained model to compare with."
                        : "the retrained model mirrored below, " + Histogram.total(histogram.reference())
                                + " scores. Two halves that mirror each other are what forgetting looks like.");
    }

    private List<Html> pieces() {
        var out = new ArrayList<Html>();
        bars(histogram.after(), true, out);
        bars(histogram.reference(), false, out);
        out.add(Svg.line(new Svg.Point(LEFT, AXIS), new Svg.Point(RIGHT, AXIS)).as("axis"));
        out.add(Svg.text(new Svg.Point(0, AXIS - HALF / 2), "start", "this model")
                .as("number"));
        out.add(Svg.text(new Svg.Point(0, AXIS + HALF / 2), "start", "retrained")
                .as("number"));
        for (double place : new double[] {0, 0.5, 1}) {
            double score = histogram.low() + place * (histogram.high() - histogram.low());
            out.add(Svg.text(
                            new Svg.Point(LEFT + place * (RIGHT - LEFT), bottom() + 20),
                            place == 0 ? "start" : place == 1 ? "end" : "middle",
                            Digits.of(score))
                    .as("number"));
        }
        return out;
    }

    private double bottom() {
        return histogram.reference().isEmpty() ? AXIS : AXIS + HALF;
    }

    private void bars(List<Long> counts, boolean up, List<Html> out) {
        double width = (RIGHT - LEFT) / histogram.after().size();
        long total = Histogram.total(counts);
        for (int bin = 0; bin < counts.size(); bin++) {
            if (counts.get(bin) > 0) {
                double height = HALF * counts.get(bin) / total / most;
                var corner = new Svg.Point(LEFT + bin * width, up ? AXIS - height : AXIS);
                out.add(Svg.box(corner, width, height).as(up ? "bar after" : "bar reference"));
            }
        }
    }

    private Html.Element countTable() {
        double width = (histogram.high() - histogram.low()) / histogram.after().size();
        var rows = new ArrayList<Html.Element>();
        for (int bin = 0; bin < histogram.after().size(); bin++) {
            rows.add(Html.of(
                    "tr",
                    Html.of("th", Digits.of(histogram.low() + bin * width)).with("scope", "row"),
                    Tables.number(histogram.after().get(bin).toString()),
                    Tables.number(
                            histogram.reference().isEmpty()
                                    ? Digits.DASH
                                    : histogram.reference().get(bin).toString())));
        }
        return Tables.table("Scores per bin", List.of("From score", "This model", "Retrained model"), rows);
    }

    private static double mostShare(List<Long> counts) {
        long most = counts.stream().flatMapToLong(LongStream::of).max().orElse(0);
        return most == 0 ? 0 : (double) most / Histogram.total(counts);
    }
}
