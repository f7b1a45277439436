package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.certificate.CanonicalJson;
import org.graphunlearning.verify.distance.ExplanationDistance;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.metric.ItemKind;
import org.graphunlearning.verify.metric.ItemScores;
import org.graphunlearning.verify.metric.TargetMetrics;
import org.graphunlearning.verify.verdict.ModelRole;
import org.graphunlearning.verify.verdict.TargetSample;
import org.jspecify.annotations.Nullable;

/**
 * What is stored about single targets: one line of canonical JSON each, with their metrics and the largest entries of their heat
 * maps. Names are those of {@link ElementNames}; what is missing is left out.
 */
final class TargetDetails {
    private static final int MOST_ITEMS = 24;
    private static final int MOST_DRAWN = 2;

    private final Verified.Shard shard;
    private final ElementNames names;
    private final List<Posteriors> posteriors;
    private final Map<Long, TargetMetrics> metrics = new TreeMap<>();
    private final Map<Long, ExplanationDistance.Target> edits = new TreeMap<>();

    TargetDetails(Verified.Shard shard, ElementNames names, Compute compute) {
        this.shard = shard;
        this.names = names;
        var found = shard.evidence().verification();
        this.posteriors = new ArrayList<>();
        for (var model : models(shard)) {
            posteriors.add(Posteriors.of(
                    model, shard.subject().before(), found.targets().keys(), compute));
        }
        if (shard.evidence().metrics() != null) {
            shard.evidence().metrics().targets().forEach(one -> metrics.put(one.target(), one));
        }
        if (shard.evidence().edits() != null) {
            shard.evidence().edits().targets().forEach(one -> edits.put(one.target(), one));
        }
    }

    private static List<Gnn> models(Verified.Shard shard) {
        var out = new ArrayList<Gnn>(List.of(shard.subject().model(), shard.post()));
        var reference = shard.evidence().verification().reference();
        if (reference != null) {
            out.add(reference);
        }
        return out;
    }

    /** One line per target, in the order of their keys. */
    List<String> lines() {
        var found = shard.evidence().verification();
        var pre = found.explained(ModelRole.PRE, View.PROBE);
        var post = found.explained(ModelRole.POST, View.PROBE);
        var ref = found.explained(ModelRole.REFERENCE, View.PROBE);
        var now = found.explained(ModelRole.POST, View.PROD);
        var drawn = nearest(found.targets());
        var out = new ArrayList<String>();
        for (int t = 0; t < found.targets().size(); t++) {
            var one = t < pre.size() ? pre.get(t) : null;
            var two = t < post.size() ? post.get(t) : null;
            var three = t < ref.size() ? ref.get(t) : null;
            var trio = one == null || two == null ? null : new Ranked.Trio(one, two, three);
            var line = line(t, one, trio);
            if (trio != null && drawn.contains(t) && t < now.size() && now.get(t) != null) {
                var graph = shard.subject().before();
                line.put("drawing", new TargetDrawing(graph, names, trio.pre(), now.get(t)).fields());
            }
            out.add(CanonicalJson.write(line));
        }
        return out;
    }

    /** Places of the targets nearest to what was deleted, the first of equals: there is most to see. */
    private static List<Integer> nearest(TargetSample targets) {
        return IntStream.range(0, targets.size())
                .boxed()
                .sorted(Comparator.comparingInt(t -> targets.hops()[t]))
                .limit(MOST_DRAWN)
                .toList();
    }

    private Map<String, Object> line(int t, @Nullable Attribution explained, Ranked.@Nullable Trio trio) {
        var targets = shard.evidence().verification().targets();
        long key = targets.keys()[t];
        var out = new LinkedHashMap<String, Object>();
        out.put("target", names.node(key));
        // The ends of a deleted relationship and the node of a deleted value are at 0, which would name what was
        // deleted.
        out.put("hop", targets.forgotten() ? 0L : Math.max(1L, targets.hops()[t]));
        if (explained != null) {
            var name = shard.subject().model().classes().get(explained.classIndex());
            if (!names.isDeleted(key)) {
                out.put("class", className(name)); // of a deleted node it would say what the node was like
            }
            putIfKnown(out, "pPre", posteriors.get(0).of(key, name));
            putIfKnown(out, "pPost", posteriors.get(1).of(key, name));
            putIfKnown(
                    out,
                    "pRef",
                    posteriors.size() < 3 ? null : posteriors.get(2).of(key, name));
        }
        putMetrics(out, key);
        if (trio != null) {
            out.put("nodes", items(trio, ItemKind.NODE));
            out.put("edges", items(trio, ItemKind.EDGE));
            out.put("cells", items(trio, ItemKind.FEATURE));
            out.put("sums", sums(trio));
        }
        return out;
    }

    /** A class that went with what was deleted may name what was deleted. */
    private String className(Object name) {
        return shard.post().classes().contains(name) ? String.valueOf(name) : ElementNames.DELETED + "class";
    }

    private void putMetrics(Map<String, Object> out, long key) {
        var one = metrics.get(key);
        if (one != null) {
            putIfKnown(out, "raPre", one.residual().before());
            putIfKnown(out, "raPost", one.residual().after());
            putIfKnown(out, "raRef", one.residual().reference());
            putIfKnown(out, "hs", one.shift().change());
            putIfKnown(out, "hsToRef", one.shift().toReference());
            putIfKnown(out, "esd", one.deviation().change());
        }
        var edit = edits.get(key);
        putIfKnown(
                out, "gedAligned", edit == null ? null : (Double) edit.aligned().distance());
    }

    private static void putIfKnown(Map<String, Object> out, String name, @Nullable Double value) {
        if (value != null && Double.isFinite(value)) {
            out.put(name, value);
        }
    }

    /** All scores of a kind, those of items that are not listed too: what shares are shares of. */
    private static Map<String, Object> sums(Ranked.Trio trio) {
        var out = new LinkedHashMap<String, Object>();
        for (var kind : ItemKind.values()) {
            out.put(kind.name() + "Pre", ItemScores.of(trio.pre(), kind).sum());
            out.put(kind.name() + "Post", ItemScores.of(trio.post(), kind).sum());
        }
        return out;
    }

    private List<Map<String, Object>> items(Ranked.Trio trio, ItemKind kind) {
        return Ranked.of(trio, kind, MOST_ITEMS).stream()
                .map(one -> item(one, kind))
                .toList();
    }

    private Map<String, Object> item(Ranked one, ItemKind kind) {
        var out = new LinkedHashMap<String, Object>();
        switch (kind) {
            case NODE -> out.put("node", names.node(one.first()));
            case EDGE -> putEdge(out, one);
            case FEATURE -> putCell(out, one);
        }
        out.put("pre", one.scores().pre());
        out.put("post", one.scores().post());
        putIfKnown(out, "ref", one.scores().ref());
        out.put("rankPre", one.rankPre());
        out.put("rankPost", one.rankPost());
        return out;
    }

    private void putEdge(Map<String, Object> out, Ranked one) {
        var deleted = names.deletedEdge(one.first(), one.second());
        if (deleted == null) {
            out.put("source", names.node(one.first()));
            out.put("target", names.node(one.second()));
        } else {
            out.put("edge", deleted);
            putDeletedEnd(out, one.first(), one.second());
        }
    }

    /** A node it went with; those that remain are not told, as who was joined to what is what was deleted. */
    private void putDeletedEnd(Map<String, Object> out, long... nodes) {
        for (long node : nodes) {
            if (names.isDeleted(node)) {
                out.put("end", names.node(node));
                return;
            }
        }
    }

    private void putCell(Map<String, Object> out, Ranked one) {
        int column = (int) one.second();
        var hidden = names.hiddenCell(one.first(), column);
        if (hidden == null) {
            out.put("node", names.node(one.first()));
            out.put("column", (long) column);
        } else {
            out.put("cell", hidden);
            putDeletedEnd(out, one.first());
        }
    }
}
