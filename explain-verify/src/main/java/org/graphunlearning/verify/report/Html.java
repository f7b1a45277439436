package org.graphunlearning.verify.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A piece of a page: text or an element. Text and attribute values are escaped when they are written, and elements and attributes
 * come from a closed list without anything that runs or loads; so no input can become markup.
 *
 * <p>What is written is HTML5 and well-formed XML at once. Costs a pass over the tree.
 */
sealed interface Html {
    /** A line break after these would show. */
    Set<String> INLINE = Set.of("span", "strong", "code", "text", "title", "desc");

    /** Text as the reader shall see it. */
    record Text(String content) implements Html {}

    /** A name and its value. */
    record Attribute(String name, String value) {}

    /**
     * An element.
     *
     * @param name from a closed list
     * @param attributes in the order they are written
     * @param children in the order they are written
     */
    record Element(String name, List<Attribute> attributes, List<Html> children) implements Html {
        private static final Set<String> VOID = Set.of("meta");
        private static final Set<String> NAMES = Set.of(
                "html",
                "head",
                "meta",
                "title",
                "style",
                "body",
                "header",
                "main",
                "section",
                "h1",
                "h2",
                "h3",
                "p",
                "ul",
                "li",
                "table",
                "caption",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "dl",
                "dt",
                "dd",
                "div",
                "span",
                "strong",
                "code",
                "details",
                "summary",
                "figure",
                "figcaption",
                "svg",
                "line",
                "circle",
                "rect",
                "text",
                "desc",
                "polygon");
        private static final Set<String> ATTRIBUTES = Set.of(
                "xmlns",
                "lang",
                "xml:lang",
                "charset",
                "http-equiv",
                "name",
                "content",
                "class",
                "id",
                "scope",
                "role",
                "aria-labelledby",
                "aria-hidden",
                "viewBox",
                "width",
                "height",
                "x",
                "y",
                "x1",
                "y1",
                "x2",
                "y2",
                "cx",
                "cy",
                "r",
                "points",
                "text-anchor",
                "stroke-width");

        public Element {
            attributes = List.copyOf(attributes);
            children = List.copyOf(children);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("Element `" + name + "` has no place in a report.");
            }
            for (var attribute : attributes) {
                if (!ATTRIBUTES.contains(attribute.name())) {
                    throw new IllegalArgumentException(
                            "Attribute `" + attribute.name() + "` has no place in a report.");
                }
            }
            if (VOID.contains(name) && !children.isEmpty()) {
                throw new IllegalArgumentException("Element `" + name + "` holds nothing.");
            }
        }

        /** The same with one attribute more. */
        Element with(String attribute, String value) {
            var more = new ArrayList<>(attributes);
            more.add(new Attribute(attribute, value));
            return new Element(name, more, children);
        }

        /** The same with a class. */
        Element as(String cssClass) {
            return with("class", cssClass);
        }

        /** The same with further children. */
        Element add(List<? extends Html> further) {
            var more = new ArrayList<>(children);
            more.addAll(further);
            return new Element(name, attributes, more);
        }

        /** The same with further children. */
        Element add(Html... further) {
            return add(Arrays.asList(further));
        }
    }

    /** An element with children. */
    static Element of(String name, Html... children) {
        return new Element(name, List.of(), List.of(children));
    }

    /** An element with text. */
    static Element of(String name, String content) {
        return of(name, new Text(content));
    }

    /** Text. */
    static Text text(String content) {
        return new Text(content);
    }

    /** The page as text. */
    static String write(Html html) {
        var out = new StringBuilder();
        write(html, out);
        return out.toString();
    }

    private static void write(Html html, StringBuilder out) {
        if (html instanceof Text text) {
            Escapes.text(text.content(), out);
            return;
        }
        var element = (Element) html;
        out.append('<').append(element.name());
        for (var attribute : element.attributes()) {
            out.append(' ').append(attribute.name()).append("=\"");
            Escapes.text(attribute.value(), out);
            out.append('"');
        }
        if (Element.VOID.contains(element.name())) {
            out.append(" />");
            return;
        }
        out.append('>');
        element.children().forEach(child -> write(child, out));
        out.append("</").append(element.name()).append('>');
        if (!INLINE.contains(element.name())) {
            out.append('\n');
        }
    }
}
