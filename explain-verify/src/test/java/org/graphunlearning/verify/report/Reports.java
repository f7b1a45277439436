package org.graphunlearning.verify.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.unlearn.Guarantee;

/** Reports to write. Keys of nodes begin at 770001, so that one that reaches the page is found. */
final class Reports {
    static final long FIRST_KEY = 770_001;
    static final String COMMITMENT = "3fa1".repeat(16);

    private Reports() {}

    /** Everything there is, as after a node was forgotten approximately. */
    static ForgetReport full() {
        return with(List.of(around(FIRST_KEY, 17), tiny()), "gif");
    }

    static ForgetReport with(List<Neighbourhood> drawings, String strategy) {
        return new ForgetReport(
                new ForgetReport.Request(
                        "r-2026-0042",
                        "fraud-gcn",
                        Instant.parse("2026-03-01T10:11:12Z"),
                        new ForgetReport.Counts(1, 2, 0, 0),
                        List.of(COMMITMENT, "b07c".repeat(16), "99e2".repeat(16))),
                new ForgetReport.Procedure(
                        strategy,
                        Guarantee.APPROXIMATE,
                        "0.1.0",
                        List.of(
                                new ForgetReport.Fact("Shards touched", "1 of 4"),
                                new ForgetReport.Fact("Affected nodes", "131"),
                                new ForgetReport.Fact("Seed", "42"))),
                new ForgetReport.Finding(
                        "PARTIALLY_FORGOTTEN",
                        "The upper bound of the residual is above its limit.",
                        "L2_PAIRED",
                        "NOT_FORGOTTEN",
                        "FORGOTTEN",
                        List.of(
                                new ForgetReport.Fact("progress at least", "0.75"),
                                new ForgetReport.Fact("residual at most", "0.35"))),
                new ForgetReport.Movement(
                        Reading.of(0.0147),
                        Reading.of(0.81, 0.66, 0.97),
                        Reading.of(0.31, 0.22, 0.41),
                        Reading.of(0.36, 0.21, 0.58)),
                metrics(),
                List.of(histogram(), withoutReference()),
                drawings,
                new ForgetReport.ChainPosition(17, "0a".repeat(32), "c4".repeat(32), null),
                List.of(
                        new ForgetReport.Timing("plan", 3),
                        new ForgetReport.Timing("unlearn", 412),
                        new ForgetReport.Timing("reference", 5120)),
                List.of("Fewer than 20 positives, so the attack has little power."));
    }

    /** Nothing but what must be there. */
    static ForgetReport bare() {
        return new ForgetReport(
                new ForgetReport.Request(
                        "r-1",
                        "m",
                        Instant.parse("2026-03-01T10:11:12Z"),
                        new ForgetReport.Counts(0, 0, 0, 0),
                        List.of()),
                new ForgetReport.Procedure("none", Guarantee.NOT_IN_TRAINING_SET, "0.1.0", List.of()),
                new ForgetReport.Finding("INCONCLUSIVE", "No reference was trained.", "L4_SELF", null, null, List.of()),
                ForgetReport.Movement.missing("no reference was trained"),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of());
    }

    /** A target, {@code others} nodes on two rings, the second of them deleted, and a deleted edge between kept nodes. */
    static Neighbourhood around(long firstKey, int others) {
        var nodes = new ArrayList<Neighbourhood.Node>();
        var edges = new ArrayList<Neighbourhood.Edge>();
        nodes.add(new Neighbourhood.Node(firstKey, 0, null, 0.30, 0.34));
        for (int i = 1; i <= others; i++) {
            boolean near = i <= (others + 1) / 2;
            boolean gone = i == 2;
            nodes.add(new Neighbourhood.Node(
                    firstKey + 7L * i, near ? 1 : 2, gone ? COMMITMENT : null, 0.24 / i, gone ? null : 0.2 / i));
            int to = near ? 0 : i - others / 2;
            edges.add(new Neighbourhood.Edge(i, to, false, 0.1 / i, gone ? null : 0.12 / i));
        }
        if (others >= 4) {
            edges.add(new Neighbourhood.Edge(3, 4, true, 0.05, null));
        }
        return new Neighbourhood("class 2, one hop from what was deleted", nodes, edges, 5);
    }

    private static Neighbourhood tiny() {
        return new Neighbourhood(
                "class 0, two hops away",
                List.of(new Neighbourhood.Node(FIRST_KEY, 0, null, null, null)),
                List.of(),
                0);
    }

    private static List<ForgetReport.Metric> metrics() {
        return List.of(
                new ForgetReport.Metric(
                        "residualAttribution",
                        "Share of the explanation that would flow through the item if it were shown again.",
                        0.057,
                        0.056,
                        0.055,
                        0.057,
                        null),
                new ForgetReport.Metric(
                        "heatmapShift",
                        "Distance of explanations to those before; large values may be damage.",
                        0.0,
                        0.93,
                        0.0193,
                        0.0,
                        null),
                new ForgetReport.Metric(
                        "miaAuc",
                        "How well an attacker tells members from others; 0.5 is a coin.",
                        null,
                        null,
                        null,
                        null,
                        "fewer than 20 positives"));
    }

    static Histogram histogram() {
        return new Histogram(
                "Confidence in the true class, for what was forgotten",
                0,
                1,
                LongStream.of(0, 1, 1, 2, 4, 7, 9, 14, 22, 11).boxed().toList(),
                LongStream.of(0, 2, 3, 5, 9, 14, 15, 11, 7, 3).boxed().toList());
    }

    private static Histogram withoutReference() {
        return Histogram.of(
                "Confidence of never-seen nodes",
                Histogram.Frame.PROBABILITIES,
                new double[] {0.1, 0.45, 0.5},
                new double[0]);
    }
}
