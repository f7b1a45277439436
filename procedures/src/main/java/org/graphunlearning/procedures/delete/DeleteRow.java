package org.graphunlearning.procedures.delete;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.procedures.verify.Verified;
import org.jspecify.annotations.Nullable;
import org.neo4j.procedure.Description;

/** What every deletion yields, one row per model; also what a repeated request gets again. */
public record DeleteRow(
        @Description("Name of the request, drawn at random unless given.")
        String requestId,

        @Description("The model, or * when no model learned from the items.")
        String modelName,

        @Description("The strategy that ran in the end; what was asked for is in the configuration.")
        String strategy,

        @Description("EXACT, CERTIFIED, APPROXIMATE, OUTPUT_ONLY or NOT_IN_TRAINING_SET.")
        String guarantee,

        @Description("Nodes the model forgot.") long nodesUnlearned,

        @Description("Relationships the model forgot, those of forgotten nodes not counted.")
        long relationshipsUnlearned,

        @Description("Stored feature values the model forgot, those of forgotten nodes not counted.")
        long featuresUnlearned,

        @Description("Labels the model forgot, those of forgotten nodes not counted.")
        long labelsUnlearned,

        @Description("Shards whose parameters were worked on.")
        long shardsTouched,

        @Description("Remaining nodes whose output the deletion can reach.")
        long affectedNodes,

        @Description("Milliseconds spent reading the graph.")
        long planMillis,

        @Description("Milliseconds the strategy took.") long unlearnMillis,
        @Description("Milliseconds spent verifying.") long verifyMillis,

        @Description("Milliseconds spent writing, the commit not included.")
        long writeMillis,

        @Description("Result of the verification, NOT_VERIFIED when none ran.")
        String verdict,

        @Description("Secret that links the certificate to the items, 64 hex digits; given once, kept nowhere.")
        @Nullable
        String receipt,

        @Description("What the caller should know.") List<String> warnings,

        @Description(
                "What the strategy did, by name: how far parameters moved, loss on the remaining training nodes, bounds.")
        Map<String, Object> measures,

        @Description("The configuration in effect, defaults included.")
        Map<String, Object> configuration) {
    private static final String MEASURES = "measures";
    private static final String CONFIGURATION = "configuration";

    static DeleteRow unlearned(
            String requestId,
            Deletion.Computed computed,
            List<String> warnings,
            long writeMillis,
            DeleteConfig config) {
        var change = computed.change();
        var items = change.items();
        var result = computed.result();
        var verified =
                computed.verification() == null ? null : computed.verification().verified();
        return new DeleteRow(
                requestId,
                change.model().name(),
                result.sharded().strategy(),
                result.guarantee().name(),
                items.nodes(),
                items.relationships(),
                items.features(),
                items.labels(),
                change.shards().length,
                change.affected().cardinality(),
                change.planMillis(),
                result.unlearnMillis(),
                verified == null ? 0 : verified.millis(),
                writeMillis,
                verified == null ? Verified.NOT_VERIFIED : verified.verdict(),
                null,
                warnings,
                new TreeMap<>(result.sharded().effect().measures()),
                config.resolved());
    }

    static DeleteRow notLearned(
            String requestId, String modelName, List<String> warnings, long writeMillis, DeleteConfig config) {
        return new DeleteRow(
                requestId,
                modelName,
                config.strategy().name(),
                Guarantee.NOT_IN_TRAINING_SET.name(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                writeMillis,
                Verified.NOT_VERIFIED,
                null,
                warnings,
                Map.of(),
                config.resolved());
    }

    /** The same for the caller of the request; a repeated request gets none. */
    DeleteRow withReceipt(String secret) {
        return new DeleteRow(
                requestId,
                modelName,
                strategy,
                guarantee,
                nodesUnlearned,
                relationshipsUnlearned,
                featuresUnlearned,
                labelsUnlearned,
                shardsTouched,
                affectedNodes,
                planMillis,
                unlearnMillis,
                verifyMillis,
                writeMillis,
                verdict,
                secret,
                warnings,
                measures,
                configuration);
    }

    /** All columns by name but the receipt, which must not be stored. */
    Map<String, Object> toProperties() {
        var out = new LinkedHashMap<String, Object>();
        out.put("requestId", requestId);
        out.put("modelName", modelName);
        out.put("strategy", strategy);
        out.put("guarantee", guarantee);
        out.put("nodesUnlearned", nodesUnlearned);
        out.put("relationshipsUnlearned", relationshipsUnlearned);
        out.put("featuresUnlearned", featuresUnlearned);
        out.put("labelsUnlearned", labelsUnlearned);
        out.put("shardsTouched", shardsTouched);
        out.put("affectedNodes", affectedNodes);
        out.put("planMillis", planMillis);
        out.put("unlearnMillis", unlearnMillis);
        out.put("verifyMillis", verifyMillis);
        out.put("writeMillis", writeMillis);
        out.put("verdict", verdict);
        out.put("warnings", warnings);
        out.put(MEASURES, measures);
        out.put(CONFIGURATION, configuration);
        return out;
    }

    /** The reverse of {@link #toProperties}. */
    @SuppressWarnings("unchecked")
    static DeleteRow of(Map<String, Object> row) {
        return new DeleteRow(
                text(row, "requestId"),
                text(row, "modelName"),
                text(row, "strategy"),
                text(row, "guarantee"),
                number(row, "nodesUnlearned"),
                number(row, "relationshipsUnlearned"),
                number(row, "featuresUnlearned"),
                number(row, "labelsUnlearned"),
                number(row, "shardsTouched"),
                number(row, "affectedNodes"),
                number(row, "planMillis"),
                number(row, "unlearnMillis"),
                number(row, "verifyMillis"),
                number(row, "writeMillis"),
                text(row, "verdict"),
                null,
                row.get("warnings") instanceof List<?> list ? (List<String>) list : List.of(),
                nested(row, MEASURES),
                nested(row, CONFIGURATION));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> nested(Map<String, Object> row, String key) {
        return row.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static String text(Map<String, Object> row, String key) {
        return row.get(key) instanceof String text ? text : "";
    }

    private static long number(Map<String, Object> row, String key) {
        return row.get(key) instanceof Long number ? number : 0;
    }
}
