package org.graphunlearning.verify.report;

/** Pieces of drawings. Colours come from the style sheet by class, so that they follow light, dark and print. */
final class Svg {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private Svg() {}

    /**
     * Says what a drawing shows to those who cannot see it.
     *
     * @param id unique in the page
     */
    record Label(String id, String title, String description) {}

    /** An empty drawing of a size in its own units; it scales with the page. */
    static Html.Element drawing(Label label, double width, double height) {
        var title = Html.of("title", label.title()).with("id", label.id() + "-title");
        var description = Html.of("desc", label.description()).with("id", label.id() + "-desc");
        return Html.of("svg", title, description)
                .with("xmlns", NAMESPACE)
                .with("viewBox", "0 0 " + Digits.at(width) + " " + Digits.at(height))
                .with("role", "img")
                .with("aria-labelledby", label.id() + "-title " + label.id() + "-desc");
    }

    static Html.Element line(Point from, Point to) {
        return Html.of("line")
                .with("x1", Digits.at(from.x()))
                .with("y1", Digits.at(from.y()))
                .with("x2", Digits.at(to.x()))
                .with("y2", Digits.at(to.y()));
    }

    static Html.Element circle(Point centre, double radius) {
        return Html.of("circle")
                .with("cx", Digits.at(centre.x()))
                .with("cy", Digits.at(centre.y()))
                .with("r", Digits.at(radius));
    }

    /** A rectangle; heights and widths are not negative. */
    static Html.Element box(Point corner, double width, double height) {
        return Html.of("rect")
                .with("x", Digits.at(corner.x()))
                .with("y", Digits.at(corner.y()))
                .with("width", Digits.at(width))
                .with("height", Digits.at(height));
    }

    /** A square on its corner. */
    static Html.Element diamond(Point centre, double radius) {
        double x = centre.x();
        double y = centre.y();
        return polygon(
                new Point(x, y - radius), new Point(x + radius, y), new Point(x, y + radius), new Point(x - radius, y));
    }

    static Html.Element polygon(Point... corners) {
        var points = new StringBuilder();
        for (var corner : corners) {
            points.append(points.length() == 0 ? "" : " ")
                    .append(Digits.at(corner.x()))
                    .append(',')
                    .append(Digits.at(corner.y()));
        }
        return Html.of("polygon").with("points", points.toString());
    }

    /** Text; {@code anchor} is start, middle or end. */
    static Html.Element text(Point base, String anchor, String content) {
        return Html.of("text", content)
                .with("x", Digits.at(base.x()))
                .with("y", Digits.at(base.y()))
                .with("text-anchor", anchor);
    }

    /** A place, x to the right and y downwards. */
    record Point(double x, double y) {}
}
