package org.graphunlearning.procedures.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.graphunlearning.procedures.verify.Line;
import org.graphunlearning.procedures.verify.VerificationRecord;
import org.graphunlearning.verify.report.Histogram;
import org.graphunlearning.verify.report.Neighbourhood;
import org.jspecify.annotations.Nullable;

/** Reads back what a verification stored for drawing. No class, element or value is named. */
final class Pictures {
    private static final int MOST_HOPS = 16; // what a drawing takes
    private static final String LOG_ODDS = "Log odds of the true class";

    private Pictures() {}

    /** What was forgotten, by this and by the untouched model, and nodes that no model was trained on. */
    static List<Histogram> histograms(VerificationRecord entry) {
        var out = new ArrayList<Histogram>();
        for (var text : entry.histograms()) {
            var line = Line.of(text);
            boolean forgotten = "FORGOTTEN".equals(line.text("who"));
            var of = forgotten ? ": what was forgotten" : ": nodes that no model was trained on";
            add(out, LOG_ODDS + of, line, "post");
            if (forgotten && !line.integers("ref").isEmpty()) {
                add(out, "Control, the untouched model in place of this one" + of, line, "pre");
            }
        }
        return out;
    }

    private static void add(List<Histogram> out, String title, Line line, String model) {
        var low = line.fraction("low");
        var high = line.fraction("high");
        var counts = line.integers(model);
        if (low != null && high != null && counts.stream().anyMatch(count -> count > 0)) {
            out.add(new Histogram(title, low, high, counts, line.integers("ref")));
        }
    }

    /** The targets that were stored for drawing. */
    static List<Neighbourhood> neighbourhoods(VerificationRecord entry) {
        return entry.targets().stream()
                .map(Line::of)
                .filter(line -> !line.line("drawing").fields().isEmpty())
                .map(Pictures::neighbourhood)
                .toList();
    }

    private static Neighbourhood neighbourhood(Line line) {
        var drawing = line.line("drawing");
        var stored = drawing.lines("nodes");
        var place = new int[stored.size()]; // one more than the place, 0 for none
        var nodes = new ArrayList<Neighbourhood.Node>();
        for (int i = 0; i < stored.size(); i++) {
            var node = node(i, stored.get(i));
            if (node != null) {
                nodes.add(node);
                place[i] = nodes.size();
            }
        }
        var edges = drawing.lines("edges").stream()
                .flatMap(edge -> edge(edge, place))
                .toList();
        long omitted = orZero(drawing.integer("omitted")) + stored.size() - nodes.size();
        return new Neighbourhood(caption(line), nodes, edges, Math.toIntExact(omitted));
    }

    /** Null for what a page cannot show: a deleted node without a commitment, or one too far away. */
    private static Neighbourhood.@Nullable Node node(int key, Line line) {
        var deleted = line.text("deleted");
        long hop = orZero(line.integer("hop"));
        boolean unnamed = deleted != null && !deleted.matches("[0-9a-f]{64}");
        return unnamed || hop > MOST_HOPS
                ? null
                : new Neighbourhood.Node(key, (int) hop, deleted, line.fraction("before"), line.fraction("after"));
    }

    private static Stream<Neighbourhood.Edge> edge(Line line, int[] place) {
        int from = place[(int) orZero(line.integer("from"))] - 1;
        int to = place[(int) orZero(line.integer("to"))] - 1;
        boolean deleted = orZero(line.integer("deleted")) > 0;
        return from < 0 || to < 0
                ? Stream.of()
                : Stream.of(new Neighbourhood.Edge(from, to, deleted, line.fraction("before"), line.fraction("after")));
    }

    private static String caption(Line line) {
        long hops = orZero(line.integer("hop"));
        var where = hops == 1 ? "1 hop from what was deleted" : hops + " hops from what was deleted";
        var before = line.fraction("pPre");
        var after = line.fraction("pPost");
        return before == null || after == null
                ? where
                : where + "; probability of the class explained " + CertificatePart.text(before) + " before, "
                        + CertificatePart.text(after) + " after";
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
