package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.procedure.Description;

/** The details of a request's verifications as rows. */
final class DetailRows {
    private final CallScope scope;
    private final List<VerificationRecord> records;

    /**
     * The details of a request.
     *
     * @throws IllegalArgumentException when nothing was verified under this id
     */
    DetailRows(CallScope scope, String requestId) {
        this.scope = scope;
        this.records = new VerificationStore(scope).of(requestId);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("Nothing is stored about the verification of this request; delete with"
                    + " `verify: true` to have it stored, and see `unlearn.verify` for what can be said without.");
        }
    }

    List<TargetRow> targets() {
        var out = new ArrayList<TargetRow>();
        for (var entry : records) {
            var elements = new StoredElements(scope, entry);
            for (int i = 0; i < entry.targets().size(); i++) {
                out.add(target(
                        entry.modelName(), i + 1L, Line.of(entry.targets().get(i)), elements));
            }
        }
        return out;
    }

    private static TargetRow target(String modelName, long number, Line line, StoredElements elements) {
        var name = line.text("target");
        return new TargetRow(
                modelName,
                number,
                elements.node(name),
                elements.shown(name),
                line.integer("hop"),
                line.text("class"),
                line.fraction("raPre"),
                line.fraction("raPost"),
                line.fraction("raRef"),
                line.fraction("hs"),
                line.fraction("hsToRef"),
                line.fraction("esd"),
                line.fraction("gedAligned"),
                line.fraction("pPre"),
                line.fraction("pPost"),
                line.fraction("pRef"));
    }

    /**
     * The heat maps of one target.
     *
     * @param target its number in {@link #targets}, the node, or its name
     * @throws IllegalArgumentException when there is no such target
     */
    List<HeatRow> heatMap(@Nullable Object target) {
        var out = new ArrayList<HeatRow>();
        boolean found = false;
        for (var entry : records) {
            var elements = new StoredElements(scope, entry);
            for (int i = 0; i < entry.targets().size(); i++) {
                var line = Line.of(entry.targets().get(i));
                if (isMeant(target, i + 1L, line)) {
                    found = true;
                    add(out, entry.modelName(), line, elements);
                }
            }
        }
        if (!found) {
            throw new IllegalArgumentException("This is no target of the verification; `CALL unlearn.verify.targets`"
                    + " with the same request lists them, and takes no other nodes.");
        }
        return out;
    }

    private static boolean isMeant(@Nullable Object target, long number, Line line) {
        var name = target instanceof Node node ? node.getElementId() : target;
        return name instanceof Long wanted ? wanted == number : name != null && name.equals(line.text("target"));
    }

    private static void add(List<HeatRow> out, String modelName, Line line, StoredElements elements) {
        for (var one : line.lines("nodes")) {
            var name = one.text("node");
            out.add(HeatRow.of(modelName, "NODE", new Shown(elements.node(name), null, elements.shown(name)), one));
        }
        for (var one : line.lines("edges")) {
            var edge = elements.between(one.text("source"), one.text("target"));
            var name = edge == null ? one.text("edge") : edge.getElementId();
            out.add(HeatRow.of(modelName, "EDGE", new Shown(null, edge, name), one));
        }
        for (var one : line.lines("cells")) {
            var name = one.text("cell") == null ? elements.shown(one.text("node")) : one.text("cell");
            out.add(HeatRow.of(modelName, "FEATURE", new Shown(elements.node(one.text("node")), null, name), one));
        }
    }

    /** What may be shown of an element. */
    private record Shown(
            @Nullable Node node,
            @Nullable Relationship relationship,
            @Nullable String element) {}

    List<RuleRow> rules() {
        var out = new ArrayList<RuleRow>();
        for (var entry : records) {
            for (var json : entry.rules()) {
                var line = Line.of(json);
                out.add(new RuleRow(
                        entry.modelName(),
                        line.text("model"),
                        line.text("rule"),
                        line.text("class"),
                        line.integer("support"),
                        line.fraction("purity"),
                        line.text("matchedTo"),
                        line.fraction("jaccard")));
            }
        }
        return out;
    }

    /** A target. */
    public record TargetRow(
            @Description("The model.") String modelName,

            @Description("Number of the target, for unlearn.verify.heatmap.")
            long target,

            @Description("The node; null when it is deleted or gone.") @Nullable
            Node node,

            @Description("Its elementId, or the commitment to a deleted node; null when it is gone.") @Nullable
            String element,

            @Description("Hops from what was deleted; 1 at least for nodes that remain.") @Nullable
            Long hop,

            @Description("The class explained: what the untouched model answers.") @Nullable
            String explainedClass,

            @Description("Share of the explanation that flows through what was deleted, untouched model.") @Nullable
            Double raPre,

            @Description("The same of the judged model.") @Nullable
            Double raPost,

            @Description("The same of the retrained model.") @Nullable
            Double raRef,

            @Description("Jensen-Shannon distance of the heat maps of untouched and judged model.") @Nullable
            Double hs,

            @Description("The same of judged and retrained model.") @Nullable
            Double hsToRef,

            @Description("Change of scores around what was deleted.") @Nullable
            Double esd,

            @Description("Edits between the explanation subgraphs of untouched and judged model.") @Nullable
            Double gedAligned,

            @Description("Probability of the class, untouched model.") @Nullable
            Double pPre,

            @Description("The same of the judged model.") @Nullable
            Double pPost,

            @Description("The same of the retrained model.") @Nullable
            Double pRef) {}

    /** An entry of a heat map. */
    public record HeatRow(
            @Description("The model.") String modelName,
            @Description("NODE, EDGE or FEATURE.") String kind,

            @Description("The node; null for relationships, and when it is deleted or gone.") @Nullable
            Node node,

            @Description("The relationship; null for nodes, and when it is deleted or gone.") @Nullable
            Relationship relationship,

            @Description("Its elementId, or the commitment to or number of something deleted; null when it is gone.")
            @Nullable
            String element,

            @Description("Column of the feature vector, for features that remain.") @Nullable
            Long column,

            @Description("Score by the untouched model.") @Nullable
            Double scorePre,

            @Description("Score by the judged model.") @Nullable
            Double scorePost,

            @Description("Score by the retrained model.") @Nullable
            Double scoreRef,

            @Description("Place by the untouched model's score, from 1.") @Nullable
            Long rankPre,

            @Description("Place by the judged model's score, from 1.") @Nullable
            Long rankPost) {
        static HeatRow of(String modelName, String kind, Shown shown, Line line) {
            return new HeatRow(
                    modelName,
                    kind,
                    shown.node(),
                    shown.relationship(),
                    shown.element(),
                    line.integer("column"),
                    line.fraction("pre"),
                    line.fraction("post"),
                    line.fraction("ref"),
                    line.integer("rankPre"),
                    line.integer("rankPost"));
        }
    }

    /** A rule. */
    public record RuleRow(
            @Description("The model.") String modelName,

            @Description("PRE, POST or REFERENCE: whom the rule imitates.") @Nullable
            String role,

            @Description("The rule in words.") @Nullable String rule,
            @Description("The class it answers.") @Nullable String predictedClass,

            @Description("Nodes it covers.") @Nullable Long support,

            @Description("Share of them for which the model answers the same.") @Nullable
            Double purity,

            @Description("The rule of the untouched model it stands for, if any.") @Nullable
            String matchedTo,

            @Description("Common nodes by nodes of either.") @Nullable
            Double jaccard) {}
}
