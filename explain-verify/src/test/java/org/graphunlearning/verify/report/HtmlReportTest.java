package org.graphunlearning.verify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle of form is the JDK's XML parser; what the page must hold is counted in its tree. */
class HtmlReportTest {
    /** Text that tries every door at once. */
    private static final String HOSTILE =
            "</title></style><script>alert(1)</script><img src=x onerror=\"alert('2')\"> & &amp; ]]> '\" {{x}}";

    @Test
    void writesTheSameBytesTwice() {
        assertThat(HtmlReport.write(Reports.full())).isEqualTo(HtmlReport.write(Reports.full()));
    }

    @Test
    void writesTheSameBytesInAnotherLocale() {
        var usual = Locale.getDefault();
        var page = HtmlReport.write(Reports.full());
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(HtmlReport.write(Reports.full())).isEqualTo(page);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void needsNothingFromOutside() throws IOException {
        var page = HtmlReport.write(Reports.full());
        Files.writeString(Path.of("target", "sample-report.html"), page); // for the eye
        var rest = page.replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
                .replace("xmlns=\"http://www.w3.org/1999/xhtml\"", "")
                .replace("http-equiv=", "")
                .toLowerCase(Locale.ROOT);

        assertThat(rest).doesNotContain("<script", "http", "url(", "@import", "<link", "<img", "<a ", "javascript");
        assertThat(Pages.names(Pages.parse(page)))
                .noneMatch(name -> name.startsWith("@on"))
                .doesNotContain("@src", "@href", "@style", "script", "iframe", "object");
    }

    @Test
    void allowsItsOwnStyleByHashAndNothingElse() throws Exception {
        var page = Pages.parse(HtmlReport.write(Reports.full()));
        var style = Pages.elements(page, "style").get(0).getTextContent();
        var hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

        var policy = Pages.elements(page, "meta").stream()
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .map(meta -> meta.getAttribute("content"))
                .toList();

        assertThat(policy)
                .containsExactly("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(hash) + "'; base-uri 'none'; form-action 'none'");
        assertThat(style).doesNotContain("<", ">", "&", "\""); // else HTML and XML would read different bytes
    }

    @Test
    void keepsHostileTextAsTextWhereverItStands() {
        var calm = Pages.parse(HtmlReport.write(everywhere("calm")));
        var hostile = Pages.parse(HtmlReport.write(everywhere(HOSTILE)));

        assertThat(Pages.names(hostile)).isEqualTo(Pages.names(calm));
        int places = occurrences(calm.getDocumentElement().getTextContent(), "calm");
        assertThat(places).isGreaterThanOrEqualTo(25);
        assertThat(occurrences(hostile.getDocumentElement().getTextContent(), HOSTILE))
                .isEqualTo(places);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u001b[31m", "\ud800", "\ufffe", "\u202etxt.exe", "\u2066", "\u0085", "\ufdd0"})
    void replacesWhatXmlCannotHoldOrWouldMislead(String bad) {
        var page = HtmlReport.write(everywhere("a" + bad + "b"));

        assertThat(Pages.parse(page).getDocumentElement().getTextContent()).contains("a\ufffd");
        assertThat(page).doesNotContain(bad);
    }

    @Test
    void keepsLettersOfAllScripts() {
        var text = "Grüße, 日本語, \ud835\udd38, نص";

        assertThat(HtmlReport.write(everywhere(text))).contains(text);
    }

    @Test
    void writesAReportOfGaps() {
        var page = Pages.parse(HtmlReport.write(Reports.bare()));
        var text = page.getDocumentElement().getTextContent();

        assertThat(text)
                .contains("not run", "No certificate was written", "No step was timed", "No target was drawn")
                .contains("Progress is missing: no reference was trained.")
                .doesNotContain("null", "NaN");
        assertThat(Pages.ofClass(Pages.drawing(page, "movement"), "mark")).isEmpty();
    }

    @Test
    void showsADashAndTheReasonForEachMissingMetric() {
        var page = Pages.parse(HtmlReport.write(Reports.full()));
        var row = Pages.elements(page, "tr").stream()
                .filter(tr -> tr.getTextContent().startsWith("miaAuc"))
                .toList();

        assertThat(row).hasSize(1);
        assertThat(row.get(0).getTextContent())
                .startsWith("miaAuc\u2013\n\u2013\n\u2013\n\u2013\n".replace("miaAuc", "miaAuc\n"))
                .contains("fewer than 20 positives");
    }

    @Test
    void coloursNoMetricHoweverLarge() {
        var page = Pages.parse(HtmlReport.write(Reports.full()));
        var classes = new HashSet<String>();
        for (var row : Pages.elements(page, "tr")) {
            if (row.getTextContent().startsWith("heatmapShift")
                    || row.getTextContent().startsWith("residualAttribution")) {
                Pages.ofClass(row, "number").forEach(cell -> classes.add(cell.getAttribute("class")));
            }
        }

        assertThat(classes).containsExactly("number");
        assertThat(Stylesheet.TEXT.toLowerCase(Locale.ROOT)).doesNotContain("green");
    }

    @Test
    void namesEachDrawingForThoseWhoCannotSeeIt() {
        var page = Pages.parse(HtmlReport.write(Reports.full()));
        var ids = new HashSet<String>();
        for (var element : Pages.elements(page, "*")) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id"))).isTrue();
            }
        }

        assertThat(Pages.elements(page, "svg")).hasSize(7).allSatisfy(svg -> {
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(ids).contains(svg.getAttribute("aria-labelledby").split(" "));
        });
        assertThat(Pages.elements(page, "th"))
                .allSatisfy(header -> assertThat(header.getAttribute("scope")).isIn("row", "col"));
        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    }

    @Test
    void tellsKeysOfNobody() {
        assertThat(HtmlReport.write(Reports.full())).doesNotContain("7700");
    }

    @Test
    void showsOnlyTheBeginningOfACommitment() {
        assertThat(HtmlReport.write(Reports.full()))
                .contains("3fa13fa13fa1\u2026")
                .doesNotContain(Reports.COMMITMENT);
    }

    @Test
    void saysUnsignedWithoutASigner() {
        var signed = new ForgetReport.ChainPosition(3, "0".repeat(64), "f".repeat(64), "k-1f00");

        assertThat(HtmlReport.write(Reports.full())).contains("UNSIGNED");
        assertThat(HtmlReport.write(chained(signed))).doesNotContain("UNSIGNED").contains("k-1f00", "f".repeat(64));
    }

    @ParameterizedTest
    @EnumSource(Guarantee.class)
    void explainsEveryGuaranteeWithItsEdge(Guarantee guarantee) {
        var promise = Wording.of(guarantee);

        assertThat(promise.means()).endsWith(".");
        assertThat(promise.doesNotMean()).startsWith("It does not").endsWith(".");
    }

    @Test
    void saysWhatNoPageCanPromise() {
        assertThat(HtmlReport.write(Reports.bare()))
                .contains("Backups", "Exports", "Other models", "given earlier", "Transaction logs");
    }

    @Test
    void warnsWhenTheUntouchedModelPasses() {
        var passing = new ForgetReport.Finding("INCONCLUSIVE", "NO_POWER", "L3_PROFILE", "FORGOTTEN", null, List.of());

        assertThat(HtmlReport.write(found(passing))).contains("the test has no power");
        assertThat(HtmlReport.write(Reports.full())).doesNotContain("the test has no power");
    }

    @Test
    void refusesAVerdictItCannotExplain() {
        assertThatThrownBy(() -> new ForgetReport.Finding("FINE", "", "L2_PAIRED", null, null, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A report knows no verdict `FINE`; known are FORGOTTEN, INCONCLUSIVE, INVALID, "
                        + "NEGLIGIBLE_INFLUENCE, NOT_FORGOTTEN, NOT_VERIFIED, OVER_CORRECTED, PARTIALLY_FORGOTTEN.");
    }

    @Test
    void refusesAKeyInPlaceOfACommitment() {
        var at = Instant.EPOCH;
        var counts = new ForgetReport.Counts(1, 0, 0, 0);
        var keys = List.of("4:abc:17");

        assertThatThrownBy(() -> new ForgetReport.Request("r", "m", at, counts, keys))
                .hasMessage("A commitment is 64 lower-case hex digits; never give the key itself.");
    }

    @Test
    void refusesAGapWithoutAReason() {
        assertThatThrownBy(() -> new ForgetReport.Metric("esd", "", 0.1, null, 0.1, 0.1, null))
                .hasMessage("Metric `esd` lacks a number; say why in `whyMissing`.");
        assertThatThrownBy(() -> Reading.of(Double.NaN))
                .hasMessage("A reading is not a finite number; give null and say why it is missing.");
    }

    private static int occurrences(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static ForgetReport chained(ForgetReport.ChainPosition chain) {
        var full = Reports.full();
        return new ForgetReport(
                full.request(),
                full.procedure(),
                full.finding(),
                full.movement(),
                full.metrics(),
                full.histograms(),
                full.neighbourhoods(),
                chain,
                full.timings(),
                full.warnings());
    }

    private static ForgetReport found(ForgetReport.Finding finding) {
        var full = Reports.full();
        return new ForgetReport(
                full.request(),
                full.procedure(),
                finding,
                full.movement(),
                full.metrics(),
                full.histograms(),
                full.neighbourhoods(),
                full.chain(),
                full.timings(),
                full.warnings());
    }

    /** A report with one string wherever a string may stand. */
    private static ForgetReport everywhere(String text) {
        var facts = List.of(new ForgetReport.Fact(text, text));
        var missing = Reading.missing(text);
        return new ForgetReport(
                new ForgetReport.Request(text, text, Instant.EPOCH, new ForgetReport.Counts(1, 1, 1, 1), List.of()),
                new ForgetReport.Procedure(text, Guarantee.EXACT, text, facts),
                new ForgetReport.Finding("INVALID", text, "L0_DATA", text, text, facts),
                new ForgetReport.Movement(missing, missing, missing, missing),
                List.of(new ForgetReport.Metric(text, text, null, 1.0, 1.0, 1.0, text)),
                List.of(new Histogram(text, 0, 1, List.of(1L), List.of(1L))),
                List.of(
                        new Neighbourhood(text, List.of(), List.of(), 0),
                        new Neighbourhood(text, List.of(new Neighbourhood.Node(1, 0, null, 1.0, 1.0)), List.of(), 0)),
                new ForgetReport.ChainPosition(0, "0".repeat(64), "1".repeat(64), text),
                List.of(new ForgetReport.Timing(text, 1)),
                List.of(text));
    }
}
