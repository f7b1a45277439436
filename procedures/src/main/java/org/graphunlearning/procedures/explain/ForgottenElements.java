package org.graphunlearning.procedures.explain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphunlearning.procedures.verify.Line;
import org.graphunlearning.procedures.verify.StoredElements;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/**
 * Stands for what was deleted. It hangs on the target by relationships of type {@code FORGOTTEN}, wherever it was: which remaining
 * nodes it was joined to is forgotten, and not stored.
 */
final class ForgottenElements {
    private final Node target;
    private final Map<String, VirtualNode> nodes = new LinkedHashMap<>();
    private int links;

    ForgottenElements(Node target) {
        this.target = target;
    }

    /** Whether anything hangs on the target. */
    boolean areLinked() {
        return links > 0;
    }

    /** A deleted node; null without its name. */
    @Nullable
    PastElement node(@Nullable String given, PastShare share) {
        return given == null ? null : hanging(virtual(given, share.byName()), given, share);
    }

    /** A deleted feature value: of the deleted node it went with, else of a node that stands for it. */
    @Nullable
    PastElement cell(Line one, PastShare share) {
        var given = StoredElements.deleted(one.text("cell"));
        var end = StoredElements.deleted(one.text("end"));
        return given == null || end == null ? node(given, share) : hanging(virtual(end, Map.of()), given, share);
    }

    /** A deleted relationship: to the deleted node it went with, else back to the target. */
    @Nullable
    PastElement relationship(Line one, PastShare share) {
        var given = StoredElements.deleted(one.text("edge"));
        if (given == null) {
            return null;
        }
        var end = StoredElements.deleted(one.text("end"));
        var link = link(end == null ? target : virtual(end, Map.of()), given, share);
        return new PastElement(null, link, ElementPath.at(target).over(link), null);
    }

    private PastElement hanging(VirtualNode node, String given, PastShare share) {
        return new PastElement(node, null, ElementPath.at(target).over(link(node, given, share)), null);
    }

    private VirtualNode virtual(String given, Map<String, Double> scores) {
        return nodes.computeIfAbsent(given, unknown -> new VirtualNode(nodes.size(), given, scores));
    }

    private VirtualRelationship link(Node end, String given, PastShare share) {
        return new VirtualRelationship(links++, new VirtualRelationship.Ends(target, end), given, share.byName());
    }
}
