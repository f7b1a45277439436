package org.graphunlearning.workbench.e2e;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.verify.report.ForgetReport;
import org.graphunlearning.verify.report.Histogram;
import org.graphunlearning.verify.report.Neighbourhood;
import org.graphunlearning.verify.report.Reading;

/** A report with every kind of section, of made-up numbers. */
final class SampleReport {
    private static final String COMMITMENT = "5c1d".repeat(16);

    static final ForgetReport REPORT = new ForgetReport(
            new ForgetReport.Request(
                    "request-17",
                    "papers",
                    Instant.parse("2026-02-03T04:05:06Z"),
                    new ForgetReport.Counts(1, 0, 0, 0),
                    List.of(COMMITMENT)),
            new ForgetReport.Procedure(
                    "gif", Guarantee.APPROXIMATE, "0.1.0", List.of(new ForgetReport.Fact("Affected nodes", "40"))),
            new ForgetReport.Finding(
                    "FORGOTTEN",
                    "All limits were kept.",
                    "L2_PAIRED",
                    "NOT_FORGOTTEN",
                    "FORGOTTEN",
                    List.of(new ForgetReport.Fact("progress at least", "0.75"))),
            new ForgetReport.Movement(
                    Reading.of(0.02), Reading.of(0.9, 0.8, 1), Reading.of(0.1, 0, 0.2), Reading.of(0.15, 0.1, 0.2)),
            List.of(new ForgetReport.Metric(
                    "residualAttribution",
                    "Share of the explanation that would flow through the item if it were shown again.",
                    0.06,
                    0.03,
                    0.03,
                    0.06,
                    null)),
            List.of(new Histogram(
                    "Confidence in the true class",
                    0,
                    1,
                    LongStream.of(0, 1, 5, 9, 4).boxed().toList(),
                    LongStream.of(0, 2, 6, 8, 3).boxed().toList())),
            List.of(neighbourhood()),
            new ForgetReport.ChainPosition(3, "1b".repeat(32), "2c".repeat(32), null),
            List.of(new ForgetReport.Timing("plan", 2), new ForgetReport.Timing("unlearn", 150)),
            List.of());

    private SampleReport() {}

    /** A target among nine neighbours, the first of which is gone. */
    private static Neighbourhood neighbourhood() {
        var nodes = new ArrayList<Neighbourhood.Node>();
        var edges = new ArrayList<Neighbourhood.Edge>();
        nodes.add(new Neighbourhood.Node(0, 0, null, 0.4, 0.5));
        for (int i = 1; i < 10; i++) {
            boolean gone = i == 1;
            nodes.add(new Neighbourhood.Node(i, 1, gone ? COMMITMENT : null, 0.2 / i, gone ? null : 0.25 / i));
            edges.add(new Neighbourhood.Edge(0, i, false, 0.2 / i, gone ? null : 0.2 / i));
        }
        return new Neighbourhood("class 1, one hop from what was deleted", nodes, edges, 0);
    }
}
