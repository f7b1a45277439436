package org.graphunlearning.verify.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link ForgetReport} as one page that needs nothing else: no script, no network, no further file. The page is HTML5 and
 * well-formed XML, readable on light and dark screens and on paper, and the same report gives the same bytes everywhere.
 *
 * <p>Costs time and memory linear in the report. It checks form only: that the numbers are true is not its business, and the page
 * proves nothing by itself.
 */
public final class HtmlReport {
    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final int COMMITMENTS_SHOWN = 24;

    private HtmlReport() {}

    /** The page; write it to a file as UTF-8. */
    public static String write(ForgetReport report) {
        var page = Html.of("html", head(report), body(report))
                .with("xmlns", XHTML)
                .with("lang", "en")
                .with("xml:lang", "en");
        return "<!DOCTYPE html>\n" + Html.write(page);
    }

    private static Html.Element head(ForgetReport report) {
        return Html.of(
                "head",
                Html.of("meta").with("charset", "utf-8"),
                Html.of("meta").with("http-equiv", "Content-Security-Policy").with("content", Stylesheet.POLICY),
                Html.of("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                Html.of("meta").with("name", "referrer").with("content", "no-referrer"),
                Html.of("title", title(report)),
                Html.of("style", Stylesheet.TEXT));
    }

    private static String title(ForgetReport report) {
        return "Forgetting report: " + report.request().modelName();
    }

    private static Html.Element body(ForgetReport report) {
        var sections = new ArrayList<Html>();
        sections.add(asked(report.request()));
        sections.add(done(report.procedure()));
        sections.add(VerdictSection.of(report.finding(), report.movement()));
        sections.add(drawings(report.neighbourhoods()));
        sections.add(MetricsSection.of(report.metrics()));
        sections.add(histograms(report.histograms()));
        sections.add(chain(report.chain()));
        sections.add(Tables.section("What this page does not claim", List.of(Tables.list(Wording.LIMITS))));
        sections.add(timings(report.timings()));
        return Html.of("body", header(report), Html.of("main").add(sections));
    }

    private static Html.Element header(ForgetReport report) {
        var verdict = report.finding().verdict();
        var out = Html.of(
                "header",
                Html.of("h1", title(report)),
                Html.of("p", Html.of("span", verdict).as("badge " + Wording.tone(verdict))),
                Html.of("p", Wording.VERDICTS.getOrDefault(verdict, "")));
        if (report.warnings().isEmpty()) {
            return out;
        }
        return out.add(Html.of("div", Html.of("strong", "Warnings"), Tables.list(report.warnings()))
                .as("warning"));
    }

    private static Html.Element asked(ForgetReport.Request request) {
        var counts = request.counts();
        var facts = Tables.facts(List.of(
                new ForgetReport.Fact("Request", request.requestId()),
                new ForgetReport.Fact("Model", request.modelName()),
                new ForgetReport.Fact("Carried out", request.completedAt().toString()),
                new ForgetReport.Fact("Nodes", Long.toString(counts.nodes())),
                new ForgetReport.Fact("Relationships", Long.toString(counts.relationships())),
                new ForgetReport.Fact("Feature values", Long.toString(counts.features())),
                new ForgetReport.Fact("Labels", Long.toString(counts.labels()))));
        return Tables.section("What was asked", List.of(facts, commitments(request.commitments())));
    }

    private static Html.Element commitments(List<String> all) {
        if (all.isEmpty()) {
            return Html.of("p", "No commitments to single deleted things were recorded.")
                    .as("note");
        }
        var out = Html.of("p", "Deleted things, by the beginning of their commitments: ");
        for (int i = 0; i < Math.min(all.size(), COMMITMENTS_SHOWN); i++) {
            out = out.add(Html.of("code", Digits.prefix(all.get(i))), Html.text(" "));
        }
        return all.size() <= COMMITMENTS_SHOWN
                ? out
                : out.add(Html.text("and " + (all.size() - COMMITMENTS_SHOWN) + " more."));
    }

    private static Html.Element done(ForgetReport.Procedure procedure) {
        var promise = Wording.of(procedure.guarantee());
        var facts = new ArrayList<ForgetReport.Fact>();
        facts.add(new ForgetReport.Fact("Strategy", procedure.strategy()));
        facts.add(new ForgetReport.Fact("Guarantee", procedure.guarantee().name()));
        facts.add(new ForgetReport.Fact("Means", promise.means()));
        facts.add(new ForgetReport.Fact("Does not mean", promise.doesNotMean()));
        facts.addAll(procedure.facts());
        facts.add(new ForgetReport.Fact("Plugin", procedure.pluginVersion()));
        return Tables.section("What was done", List.of(Tables.facts(facts)));
    }

    private static Html.Element drawings(List<Neighbourhood> neighbourhoods) {
        var figures = new ArrayList<Html>();
        if (neighbourhoods.isEmpty()) {
            figures.add(Html.of("p", "No target was drawn for this request."));
        } else {
            figures.add(Html.of(
                    "p",
                    "What a prediction rested on before, and what it rests on now. Dashed and crossed parts were deleted. "
                            + "A large change is no proof of forgetting: damage looks the same."));
        }
        IntStream.range(0, neighbourhoods.size())
                .forEach(i -> figures.add(NeighbourhoodDrawing.figure(neighbourhoods.get(i), i + 1)));
        return Tables.section("What predictions rest on", figures);
    }

    private static Html.Element histograms(List<Histogram> histograms) {
        var figures = new ArrayList<Html>();
        if (histograms.isEmpty()) {
            figures.add(Html.of("p", "No scores of forgotten nodes against others are on record for this request."));
        }
        IntStream.range(0, histograms.size())
                .forEach(i -> figures.add(HistogramChart.figure(histograms.get(i), i + 1)));
        return Tables.section("What a membership attack sees", figures);
    }

    private static Html.Element chain(ForgetReport.@Nullable ChainPosition chain) {
        if (chain == null) {
            return Tables.section(
                    "Certificate",
                    List.of(Html.of("p", "No certificate was written, so nothing ties this page to a record.")));
        }
        return Tables.section(
                "Certificate",
                List.of(Html.of(
                        "dl",
                        Html.of("dt", "Entry"),
                        Html.of("dd", Long.toString(chain.seq())),
                        Html.of("dt", "Previous hash"),
                        Html.of("dd", Html.of("code", chain.previousHash())),
                        Html.of("dt", "Entry hash"),
                        Html.of("dd", Html.of("code", chain.entryHash())),
                        Html.of("dt", "Signer"),
                        Html.of(
                                "dd",
                                chain.signer() == null
                                        ? "UNSIGNED: nobody vouches for this entry, and whoever holds the chain can rewrite it."
                                        : chain.signer()))));
    }

    private static Html.Element timings(List<ForgetReport.Timing> timings) {
        if (timings.isEmpty()) {
            return Tables.section("Time taken", List.of(Html.of("p", "No step was timed.")));
        }
        var rows = timings.stream()
                .map(timing -> Html.of(
                        "tr",
                        Html.of("th", timing.step()).with("scope", "row"),
                        Tables.number(Digits.millis(timing.millis()))))
                .toList();
        return Tables.section(
                "Time taken", List.of(Tables.table("Wall-clock time per step", List.of("Step", "Time"), rows)));
    }
}
