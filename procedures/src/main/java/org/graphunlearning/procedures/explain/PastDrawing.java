package org.graphunlearning.procedures.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.projection.FeatureLayout;
import org.graphunlearning.procedures.verify.Line;
import org.graphunlearning.procedures.verify.StoredElements;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Path;
import org.neo4j.graphdb.Relationship;

/**
 * Turns a stored heat map into rows. What was deleted hangs on the target by relationships of type {@code FORGOTTEN}, wherever it was:
 * which remaining nodes it was joined to is forgotten, and not stored. Costs a pass over the map and one over the relationships of its
 * nodes.
 */
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
    private final Map<String, VirtualNode> forgotten = new LinkedHashMap<>();
    private final Map<String, Relationship> remaining = new LinkedHashMap<>();
    private final Map<String, ElementPath> paths = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private int links;
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
            Element element,
            Share share,
            @Nullable Long rank) {}

    /** What a row is about. */
    private record Element(
            @Nullable Node node,
            @Nullable Relationship relationship,
            @Nullable Path path,
            @Nullable Long column) {}

    /** Shares of all scores of a kind, by the untouched and the judged model. */
    private record Share(@Nullable Double before, @Nullable Double after) {
        double largest() {
            return Math.max(before == null ? 0 : before, after == null ? 0 : after);
        }

        Map<String, Double> byName() {
            var out = new LinkedHashMap<String, Double>();
            if (before != null) {
                out.put("importanceBefore", before);
            }
            if (after != null) {
                out.put("importance", after);
            }
            return out;
        }
    }

    PastDrawing(Line line, Node target, Known known, ExplainConfig.Limits limits) {
        this.line = line;
        this.target = target;
        this.known = known;
        this.limits = limits;
    }

    List<ExplainProcedures.Row> rows() {
        findPaths();
        add("NODE", "nodes");
        add("EDGE", "edges");
        add("FEATURE", "cells");
        var warnings = warnings();
        return parts.stream().map(part -> row(part, warnings)).toList();
    }

    /** Fewest hops over listed relationships; among equals the more important one, which is listed first. */
    private void findPaths() {
        for (var one : line.lines("edges")) {
            var relationship = known.elements().between(one.text("source"), one.text("target"));
            if (relationship != null) {
                remaining.put(one.text("source") + " " + one.text("target"), relationship);
            }
        }
        paths.put(target.getElementId(), ElementPath.at(target));
        boolean grown = true;
        while (grown) {
            var ring = new LinkedHashMap<String, ElementPath>();
            remaining.values().forEach(relationship -> {
                for (var end : relationship.getNodes()) {
                    var path = paths.get(end.getElementId());
                    var other = relationship.getOtherNode(end).getElementId();
                    if (path != null && !paths.containsKey(other)) {
                        ring.putIfAbsent(other, path.over(relationship));
                    }
                }
            });
            paths.putAll(ring);
            grown = !ring.isEmpty();
        }
    }

    private void add(String kind, String list) {
        int shown = 0;
        for (var one : line.lines(list)) {
            var share = new Share(share(one, kind, "pre", "Pre"), share(one, kind, "post", "Post"));
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
    private @Nullable Element element(String kind, Line one, Share share) {
        return switch (kind) {
            case "NODE" -> node(one.text("node"), share);
            case "EDGE" -> one.text("edge") == null ? relationship(one) : forgottenRelationship(one, share);
            default -> one.text("cell") == null ? cell(one) : forgottenCell(one, share);
        };
    }

    private @Nullable Element node(@Nullable String name, Share share) {
        var given = StoredElements.deleted(name);
        if (given != null) {
            return forgottenNode(given, share);
        }
        var node = known.elements().node(name);
        return node == null ? null : new Element(node, null, paths.get(node.getElementId()), null);
    }

    private @Nullable Element forgottenNode(@Nullable String given, Share share) {
        return given == null ? null : hanging(virtual(given, share.byName()), given, share);
    }

    /** Of the deleted node it went with, else of a node that stands for it. */
    private @Nullable Element forgottenCell(Line one, Share share) {
        var given = StoredElements.deleted(one.text("cell"));
        var end = StoredElements.deleted(one.text("end"));
        return given == null || end == null
                ? forgottenNode(given, share)
                : hanging(virtual(end, Map.of()), given, share);
    }

    private Element hanging(VirtualNode node, String given, Share share) {
        return new Element(node, null, ElementPath.at(target).over(link(node, given, share)), null);
    }

    private VirtualNode virtual(String given, Map<String, Double> scores) {
        return forgotten.computeIfAbsent(given, unknown -> new VirtualNode(forgotten.size(), given, scores));
    }

    private VirtualRelationship link(Node end, String given, Share share) {
        return new VirtualRelationship(links++, new VirtualRelationship.Ends(target, end), given, share.byName());
    }

    /** To the deleted node it went with, else back to the target. */
    private @Nullable Element forgottenRelationship(Line one, Share share) {
        var given = StoredElements.deleted(one.text("edge"));
        if (given == null) {
            return null;
        }
        var end = StoredElements.deleted(one.text("end"));
        var link = link(end == null ? target : virtual(end, Map.of()), given, share);
        return new Element(null, link, ElementPath.at(target).over(link), null);
    }

    private @Nullable Element relationship(Line one) {
        var relationship = remaining.get(one.text("source") + " " + one.text("target"));
        if (relationship == null) {
            return null;
        }
        ElementPath nearest = null;
        for (var end : relationship.getNodes()) {
            var path = paths.get(end.getElementId());
            boolean nearer = path != null && (nearest == null || path.length() < nearest.length());
            nearest = nearer ? path : nearest;
        }
        return new Element(null, relationship, nearest == null ? null : nearest.over(relationship), null);
    }

    private @Nullable Element cell(Line one) {
        var node = known.elements().node(one.text("node"));
        var column = one.integer("column");
        return node == null || column == null ? null : new Element(node, null, null, column);
    }

    private List<String> warnings() {
        var out = new ArrayList<String>();
        out.add(NOTE);
        if (links > 0) {
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
