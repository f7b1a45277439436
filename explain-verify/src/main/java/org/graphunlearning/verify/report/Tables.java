package org.graphunlearning.verify.report;

import java.util.ArrayList;
import java.util.List;

/** Tables and lists of facts as every section shows them. */
final class Tables {
    private Tables() {}

    /** A table with a caption and headers that name their columns. */
    static Html.Element table(String caption, List<String> headers, List<Html.Element> rows) {
        var head = Html.of("tr")
                .add(headers.stream()
                        .map(header -> Html.of("th", header).with("scope", "col"))
                        .toList());
        var table = Html.of(
                "table",
                Html.of("caption", caption),
                Html.of("thead", head),
                Html.of("tbody").add(rows));
        return Html.of("div", table).as("wide");
    }

    /** A cell that holds a number. */
    static Html.Element number(String digits) {
        return Html.of("td", digits).as("number");
    }

    /** Names and what they stand for. */
    static Html.Element facts(List<ForgetReport.Fact> facts) {
        var pairs = new ArrayList<Html>();
        for (var fact : facts) {
            pairs.add(Html.of("dt", fact.name()));
            pairs.add(Html.of("dd", fact.value()));
        }
        return Html.of("dl").add(pairs);
    }

    /** Sentences one below the other. */
    static Html.Element list(List<String> sentences) {
        return Html.of("ul")
                .add(sentences.stream().map(sentence -> Html.of("li", sentence)).toList());
    }

    /** A part of the page with its heading. */
    static Html.Element section(String heading, List<? extends Html> content) {
        return Html.of("section", Html.of("h2", heading)).add(content);
    }
}
