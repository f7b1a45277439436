package org.graphunlearning.verify.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A neighbourhood twice, before and after, with one layout and one scale. Deleted parts are dashed and appear before only. Nodes bear
 * numbers that mean something inside this drawing only.
 */
final class NeighbourhoodDrawing {
    private static final int STEPS = 5; // colours of the style sheet
    private static final double MARGIN = 34;
    private static final double LEAST_RADIUS = 80;

    private final Neighbourhood shown;
    private final RingLayout layout;
    private final String id;
    private final double mostNode;
    private final double mostEdge;

    private NeighbourhoodDrawing(Neighbourhood shown, int number) {
        this.shown = shown;
        this.layout = RingLayout.of(shown.nodes());
        this.id = "target" + number;
        this.mostNode = most(shown.nodes().stream().flatMapToDouble(node -> scores(node.before(), node.after())));
        this.mostEdge = most(shown.edges().stream().flatMapToDouble(edge -> scores(edge.before(), edge.after())));
    }

    /** The figure; {@code number} counts the figures of the page from 1. */
    static Html.Element figure(Neighbourhood neighbourhood, int number) {
        var caption = Html.of("figcaption", "Target " + number + ": " + neighbourhood.caption());
        if (neighbourhood.nodes().isEmpty()) {
            return Html.of(
                    "figure", caption, Html.of("p", "There is nothing to draw: no node carries the explanation."));
        }
        return new NeighbourhoodDrawing(neighbourhood, number).figure(caption);
    }

    private Html.Element figure(Html.Element caption) {
        var panes = Html.of("div", pane(true), pane(false)).as("panes");
        var figure = Html.of("figure", caption, panes);
        if (shown.omitted() > 0) {
            figure = figure.add(Html.of("p", shown.omitted() + " further nodes are not drawn.")
                    .as("note"));
        }
        return figure.add(Html.of("details", Html.of("summary", "Scores as a table"), scoreTable()));
    }

    private Html.Element pane(boolean before) {
        double size = 2 * middle();
        var when = before ? "Before" : "After";
        var drawing =
                Svg.drawing(new Svg.Label(id + (before ? "-before" : "-after"), when, describe(before)), size, size);
        var pieces = new ArrayList<Html>();
        for (var edge : shown.edges()) {
            if (before || !shown.isDeleted(edge)) {
                pieces.add(edge(edge, before));
            }
        }
        for (int number = 0; number < layout.order().size(); number++) {
            var node = shown.nodes().get(layout.order().get(number));
            if (before || !node.isDeleted()) {
                pieces.addAll(node(number, before));
            }
        }
        return Html.of("div", Html.of("h3", when), drawing.add(pieces));
    }

    private String describe(boolean before) {
        long deleted =
                shown.nodes().stream().filter(Neighbourhood.Node::isDeleted).count();
        long lost = shown.edges().stream().filter(shown::isDeleted).count();
        long nodes = shown.nodes().size() - (before ? 0 : deleted);
        long edges = shown.edges().size() - (before ? 0 : lost);
        return "The target in the middle, " + nodes + " nodes and " + edges + " edges; "
                + (before
                        ? deleted + " nodes and " + lost + " edges of them, dashed, were deleted."
                        : "what was deleted is gone.")
                + " Larger and stronger coloured nodes carry more of the explanation; the table below has the numbers.";
    }

    private Html.Element edge(Neighbourhood.Edge edge, boolean before) {
        double score = Neighbourhood.orZero(before ? edge.before() : edge.after());
        double width = 1 + (mostEdge == 0 ? 0 : 3 * score / mostEdge);
        return Svg.line(place(edge.from()), place(edge.to()))
                .as(shown.isDeleted(edge) ? "edge gone" : "edge")
                .with("stroke-width", Digits.at(width));
    }

    private List<Html> node(int number, boolean before) {
        int index = layout.order().get(number);
        var node = shown.nodes().get(index);
        var score = before ? node.before() : node.after();
        double radius = 6 + (mostNode == 0 ? 0 : 6 * Math.sqrt(Neighbourhood.orZero(score) / mostNode));
        var place = place(index);
        var circle = Svg.circle(place, radius).as("node " + colour(score) + (node.isDeleted() ? " gone" : ""));
        var label = Svg.text(beside(index, radius), "middle", name(number)).as("number");
        if (!node.isDeleted()) {
            return List.of(circle, label);
        }
        double arm = radius * 0.5;
        return List.of(
                circle,
                Svg.line(
                                new Svg.Point(place.x() - arm, place.y() - arm),
                                new Svg.Point(place.x() + arm, place.y() + arm))
                        .as("cross"),
                Svg.line(
                                new Svg.Point(place.x() - arm, place.y() + arm),
                                new Svg.Point(place.x() + arm, place.y() - arm))
                        .as("cross"),
                label);
    }

    private String colour(@Nullable Double score) {
        if (score == null) {
            return "unknown";
        }
        return "score" + (mostNode == 0 ? 0 : (int) Math.ceil(STEPS * (score / mostNode)));
    }

    private Html.Element scoreTable() {
        var rows = new ArrayList<Html.Element>();
        for (int number = 0; number < layout.order().size(); number++) {
            var node = shown.nodes().get(layout.order().get(number));
            rows.add(Html.of(
                    "tr",
                    Html.of("th", name(number)).with("scope", "row"),
                    Tables.number(Integer.toString(node.hop())),
                    Tables.number(Digits.of(node.before())),
                    Tables.number(node.commitment() == null ? Digits.of(node.after()) : Digits.DASH),
                    node.commitment() == null
                            ? Html.of("td", "kept")
                            : Html.of("td", Html.text("deleted "), Html.of("code", Digits.prefix(node.commitment())))));
        }
        return Tables.table(
                "Share of the explanation by node; the numbers name nodes inside this drawing only.",
                List.of("Node", "Hops", "Before", "After", "State"),
                rows);
    }

    private static String name(int number) {
        return number == 0 ? "target" : Integer.toString(number);
    }

    /** Outside the node as seen from the middle, where the fewest edges run; below the target. */
    private Svg.Point beside(int index, double radius) {
        var from = layout.places().get(index);
        double distance = Math.sqrt(from.x() * from.x() + from.y() * from.y());
        double out = distance == 0 ? 0 : (radius + 9) / distance;
        var place = place(index);
        return distance == 0
                ? new Svg.Point(place.x(), place.y() + radius + 10)
                : new Svg.Point(place.x() + out * from.x(), place.y() + out * from.y() + 3);
    }

    private Svg.Point place(int index) {
        double middle = middle();
        var place = layout.places().get(index);
        return new Svg.Point(middle + place.x(), middle + place.y());
    }

    /** A lone target is not blown up to the size of a crowd. */
    private double middle() {
        return Math.max(LEAST_RADIUS, layout.radius()) + MARGIN;
    }

    private static DoubleStream scores(@Nullable Double before, @Nullable Double after) {
        return DoubleStream.of(Neighbourhood.orZero(before), Neighbourhood.orZero(after));
    }

    private static double most(DoubleStream scores) {
        return scores.max().orElse(0);
    }
}
