package org.graphunlearning.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** The JDK's own XML parser as the judge of what a page says. */
final class Pages {
    private Pages() {}

    static Document parse(String page) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // throws on fatal errors, prints nothing
            return builder.parse(new InputSource(new StringReader(page)));
        } catch (Exception e) {
            throw new AssertionError("The page is not well-formed XML", e);
        }
    }

    static List<Element> elements(Document page, String name) {
        var found = page.getElementsByTagNameNS("*", name);
        var out = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            out.add((Element) found.item(i));
        }
        return out;
    }

    /** Names of all elements, and of their attributes after an at sign. */
    static List<String> names(Document page) {
        var out = new ArrayList<String>();
        for (var element : elements(page, "*")) {
            out.add(element.getLocalName());
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                out.add("@" + element.getAttributes().item(i).getNodeName());
            }
        }
        return out;
    }

    /** Elements of a class. */
    static List<Element> ofClass(Element within, String cssClass) {
        var found = within.getElementsByTagNameNS("*", "*");
        var out = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            var element = (Element) found.item(i);
            if (List.of(element.getAttribute("class").split(" ")).contains(cssClass)) {
                out.add(element);
            }
        }
        return out;
    }

    /** The drawing with an id. */
    static Element drawing(Document page, String id) {
        var found = elements(page, "svg").stream()
                .filter(svg -> svg.getAttribute("aria-labelledby").startsWith(id + "-title"))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
