package org.graphunlearning.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.graphunlearning.verify.report.HtmlReport;
import org.graphunlearning.workbench.e2e.SharedServer.Running;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person sees: an explanation drawn by Neo4j Browser, and a report. Screenshots stay in {@code target/browser}. */
@ExtendWith(SharedServer.class)
class BrowserIT {
    private static final Path FOLDER = Path.of("target", "browser").toAbsolutePath();

    private static HeadlessBrowser browser;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        browser = HeadlessBrowser.installedIn(FOLDER);
    }

    @Test
    void drawsAnExplanation(Running running) throws IOException, InterruptedException {
        SmallGraph.load(running.client());
        running.client().train("papers", SmallGraph.configuration(Map.of()));
        var call = "MATCH (n:Node)--() WITH n, count(*) AS links ORDER BY links DESC, n.id LIMIT 1 "
                + "CALL unlearn.explain.stream('papers', n, {top: 12}) YIELD path ";
        double nodes = running.client()
                .run(call + "UNWIND nodes(path) AS node RETURN count(DISTINCT node) AS nodes", Map.of())
                .get(0)
                .get("nodes")
                .asDouble();

        var drawn = browser.run(
                "explain.mjs",
                Map.of(
                        "BROWSER", running.server().browserUri().toString(),
                        "BOLT", running.server().boltUri().toString(),
                        "PASSWORD", running.server().password(),
                        "QUERY", call + "RETURN path",
                        "SCREENSHOT", FOLDER.resolve("explain.png").toString()));

        assertThat(nodes).isGreaterThan(1);
        assertThat(drawn.get("nodes")).isEqualTo(nodes);
        assertThat((double) drawn.get("relationships")).isGreaterThanOrEqualTo(nodes - 1);
    }

    @Test
    void opensAReportThatLoadsAndRunsNothing() throws IOException, InterruptedException {
        var report = Files.writeString(FOLDER.resolve("report.html"), HtmlReport.write(SampleReport.REPORT));

        var seen = browser.run(
                "report.mjs",
                Map.of(
                        "REPORT", report.toString(),
                        "SCREENSHOT", FOLDER.resolve("report.png").toString()));

        assertThat(seen.get("title")).isEqualTo("Forgetting report: papers");
        assertThat(seen.get("headings").toString())
                .contains("What was asked", "What was done", "Verdict", "What predictions rest on", "Metrics")
                .contains("What a membership attack sees", "Certificate", "What this page does not claim");
        assertThat(seen.get("drawings")).isEqualTo(4.0); // a scale, a histogram, before and after
        assertThat(seen.get("scripts")).isEqualTo(0.0);
        assertThat(seen.get("requests")).isEqualTo(1.0); // the file itself
        assertThat(seen.get("wide")).isEqualTo(false);
        assertThat((List<?>) seen.get("outside")).isEmpty();
        assertThat((List<?>) seen.get("complaints")).isEmpty();
    }
}
