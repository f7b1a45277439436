package org.graphunlearning.procedures.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** A page as the JDK's XML parser reads it. */
record Page(String html, Document document) {
    static Page of(Object html) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // throws on fatal errors, prints nothing
            return new Page((String) html, builder.parse(new InputSource(new StringReader((String) html))));
        } catch (Exception e) {
            throw new AssertionError("The page is not well-formed XML", e);
        }
    }

    String text() {
        return document.getDocumentElement().getTextContent();
    }

    List<Element> elements(String name) {
        return elements(document.getDocumentElement(), name);
    }

    static List<Element> elements(Element within, String name) {
        var found = within.getElementsByTagNameNS("*", name);
        var out = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            out.add((Element) found.item(i));
        }
        return out;
    }

    /** Elements of a class, given as it is written. */
    List<Element> ofClass(String name, String cssClass) {
        return elements(name).stream()
                .filter(element -> element.getAttribute("class").equals(cssClass))
                .toList();
    }

    /** All definitions, by their terms. */
    Map<String, String> facts() {
        var out = new LinkedHashMap<String, String>();
        var terms = elements("dt");
        var definitions = elements("dd");
        for (int i = 0; i < terms.size(); i++) {
            out.put(terms.get(i).getTextContent(), definitions.get(i).getTextContent());
        }
        return out;
    }

    /** Rows of all tables by their head, as texts of their cells. */
    Map<String, List<String>> rows() {
        var out = new LinkedHashMap<String, List<String>>();
        for (var row : elements("tr")) {
            var cells =
                    elements(row, "td").stream().map(Element::getTextContent).toList();
            var head = elements(row, "th");
            if (head.size() == 1) {
                out.putIfAbsent(head.get(0).getTextContent(), cells);
            }
        }
        return out;
    }

    /** Figures whose caption begins so. */
    List<Element> figures(String caption) {
        return elements("figure").stream()
                .filter(figure -> elements(figure, "figcaption").stream()
                        .anyMatch(one -> one.getTextContent().startsWith(caption)))
                .toList();
    }
}
