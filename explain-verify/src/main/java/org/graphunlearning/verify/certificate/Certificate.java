package org.graphunlearning.verify.certificate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * What one forget request did to one model. It names no person, node or value.
 *
 * <p>Its canonical form is JSON with keys in code-unit order, no white space, integers and strings only, instants in UTC to
 * the second; the SHA-256 of those UTF-8 bytes identifies it.
 *
 * @param requestId the request, as given by the caller or drawn at random
 * @param modelName the model
 * @param items how much was to be forgotten
 * @param strategy the strategy that ran in the end
 * @param guarantee what the strategy guarantees, in upper case
 * @param before state of model and graph before
 * @param after state of model and graph after
 * @param pluginVersion version of the plugin that ran
 * @param startedAt when the request was taken up
 * @param completedAt when its result was ready to commit
 */
public record Certificate(
        String requestId,
        String modelName,
        Items items,
        String strategy,
        String guarantee,
        State before,
        State after,
        String pluginVersion,
        Instant startedAt,
        Instant completedAt) {
    /** Version of the canonical form; 1 did not count labels. */
    public static final int FORMAT = 2;

    /** Cuts instants to the second, as the canonical form does, and refuses a completion before the start. */
    public Certificate {
        startedAt = startedAt.truncatedTo(ChronoUnit.SECONDS);
        completedAt = completedAt.truncatedTo(ChronoUnit.SECONDS);
        if (requestId.isBlank() || modelName.isBlank()) {
            throw new IllegalArgumentException("A certificate needs a request and a model.");
        }
        if (completedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException("A request cannot be completed before it started.");
        }
    }

    /**
     * Counts of things forgotten by the model; none is negative.
     *
     * @param nodes nodes
     * @param relationships relationships named in the request, not those that went with a node
     * @param features feature cells
     * @param labels labels of nodes that stay
     */
    public record Items(long nodes, long relationships, long features, long labels) {
        /** Checks the range. */
        public Items {
            if (nodes < 0 || relationships < 0 || features < 0 || labels < 0) {
                throw new IllegalArgumentException("Counts of forgotten things cannot be negative.");
            }
        }
    }

    /**
     * Hashes that pin a state down.
     *
     * @param model SHA-256 of the parameters, 64 hex digits; empty when no model was involved
     * @param graph SHA-256 of everything training reads, 64 hex digits; empty when the graph was not read
     */
    public record State(String model, String graph) {
        /** A state of which nothing is known. */
        public static final State UNKNOWN = new State("", "");

        /** Checks the form. */
        public State {
            if (!isHash(model) || !isHash(graph)) {
                throw new IllegalArgumentException("A state is named by SHA-256 hashes of 64 lower-case hex digits.");
            }
        }

        private static boolean isHash(String text) {
            return text.isEmpty() || text.matches("[0-9a-f]{64}");
        }
    }

    /** The canonical form. */
    public String canonicalJson() {
        var fields = new TreeMap<String, Object>();
        fields.put("v", (long) FORMAT);
        fields.put("requestId", requestId);
        fields.put("modelName", modelName);
        fields.put("nodes", items.nodes());
        fields.put("relationships", items.relationships());
        fields.put("features", items.features());
        fields.put("labels", items.labels());
        fields.put("strategy", strategy);
        fields.put("guarantee", guarantee);
        fields.put("modelBefore", before.model());
        fields.put("modelAfter", after.model());
        fields.put("graphBefore", before.graph());
        fields.put("graphAfter", after.graph());
        fields.put("pluginVersion", pluginVersion);
        fields.put("startedAt", startedAt.toString());
        fields.put("completedAt", completedAt.toString());
        return CanonicalJson.write(fields);
    }

    /** SHA-256 of the canonical form, 64 hex digits. */
    public String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(canonicalJson().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }
}
