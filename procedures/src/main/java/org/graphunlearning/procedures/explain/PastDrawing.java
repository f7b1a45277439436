package org.graphunlearning.procedures.explain;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.procedures.projection.FeatureLayout;
import org.graphunlearning.procedures.verify.Line;
import org.graphunlearning.procedures.verify.StoredElements;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/** Turns a stored heat map into rows. Costs a pass over the map and one over the relationships of its nodes. */
final class PastDrawing {
    private static final String EXPLAINS = "logit, with what was deleted put back as input";
    private static final String NOTE =
            "Importance is that of the judged model when the deletion was verified, importanceBefore"
                    + " that of the untouched one; both were shown what was deleted once more, so even a model that never learned it"
                    + " gives it some.";
    private static final String HANGS =
            "Relationships of type FORGOTTEN start at the target wherever they started before:"
                    + " what was joined to what is forgotten as well.";

    private final Line line;
    private final Node target;
    private final Known known;
    private final ExplainConfig.Limits limits;
    private final ForgottenElements forgotten;
    private final RemainingPaths remaining;
    private final List<Part> parts = new ArrayList<>();
    private long missing;

    /**
     * What is known about the graph as it is.
     *
     * @param elements what the model still learns from
     * @param layout its feature vector
     */
    record Known(StoredElements elements, FeatureLayout layout) {}

    /** A row without what is the same in all of them. */
    private record Part(
            String kind,
            PastElement element,
            PastShare share,
            @Nullable Long rank) {}

    PastDrawing(Line line, Node target, Known known, ExplainConfig.Limits limits) {
        this.line = line;
        this.target = target;
        this.known = known;
        this.limits = limits;
        this.forgotten = new ForgottenElements(target);
        this.remaining = RemainingPaths.of(target, line.lines("edges"), known.elements());
    }

    List<ExplainProcedures.Row> rows() {
        add("NODE", "nodes");
        add("EDGE", "edges");
        add("FEATURE", "cells");
        var warnings = warnings();
        return parts.stream().map(part -> row(part, warnings)).toList();
    }

    private void add(String kind, String list) {
        int shown = 0;
        for (var one : line.lines(list)) {
            var share = new PastShare(share(one, kind, "pre", "Pre"), share(one, kind, "post", "Post"));
            boolean wanted = shown < limits.top() && share.largest() > 0 && share.largest() >= limits.minImportance();
            var element = wanted ? element(kind, one, share) : null;
            if (element != null) {
                var shownKind = kind.equals("EDGE") ? "RELATIONSHIP" : kind;
                parts.add(new Part(shownKind, element, share, one.integer("rankPost")));
                shown++;
            } else if (wanted) {
                missing++;
            }
        }
    }

    private @Nullable Double share(Line one, String kind, String key, String suffix) {
        var score = one.fraction(key);
        var sum = line.line("sums").fraction(kind + suffix);
        return score == null || sum == null || sum == 0 ? null : (Double) (score / sum);
    }

    /** Null for what is gone by now, and for what stands for a node of another shard. */
    private @Nullable PastElement element(String kind, Line one, PastShare share) {
        return switch (kind) {
            case "NODE" -> node(one.text("node"), share);
            case "EDGE" -> one.text("edge") == null ? relationship(one) : forgotten.relationship(one, share);
            default -> one.text("cell") == null ? cell(one) : forgotten.cell(one, share);
        };
    }

    private @Nullable PastElement node(@Nullable String name, PastShare share) {
        var given = StoredElements.deleted(name);
        if (given != null) {
            return forgotten.node(given, share);
        }
        var node = known.elements().node(name);
        return node == null ? null : new PastElement(node, null, remaining.to(node), null);
    }

    private @Nullable PastElement relationship(Line one) {
        var relationship = remaining.relationship(one);
        return relationship == null ? null : new PastElement(null, relationship, remaining.over(relationship), null);
    }

    private @Nullable PastElement cell(Line one) {
        var node = known.elements().node(one.text("node"));
        var column = one.integer("column");
        return node == null || column == null ? null : new PastElement(node, null, null, column);
    }

    private List<String> warnings() {
        var out = new ArrayList<String>();
        out.add(NOTE);
        if (forgotten.areLinked()) {
            out.add(HANGS);
        }
        if (missing > 0) {
            out.add(missing + " elements are not drawn: they are gone by now, or stand for nodes of other shards.");
        }
        return List.copyOf(out);
    }

    private ExplainProcedures.Row row(Part part, List<String> warnings) {
        var column = part.element().column();
        return new ExplainProcedures.Row(
                part.kind(),
                target,
                part.element().node(),
                part.element().relationship(),
                part.element().path(),
                property(column),
                column,
                part.share().after(),
                part.share().before(),
                null,
                part.rank(),
                line.text("class"),
                null,
                line.fraction("pPost"),
                EXPLAINS,
                warnings);
    }

    /** Null where the model was trained anew since and is narrower. */
    private @Nullable String property(@Nullable Long column) {
        return column == null || column >= known.layout().columns()
                ? null
                : Drawing.property(known.layout(), column.intValue());
    }
}
