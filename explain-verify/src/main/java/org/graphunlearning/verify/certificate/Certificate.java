package org.graphunlearning.verify.certificate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one forget request did to one model: the content of a {@link Event#COMPLETED} entry. It names no person, node or value.
 *
 * @param requestId the request, as given by the caller or drawn at random
 * @param modelName the model
 * @param items how much was to be forgotten
 * @param strategy the strategy that ran in the end
 * @param guarantee what the strategy guarantees, in upper case
 * @param before state of model and graph before
 * @param after state of model and graph after
 * @param software the code that ran
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
        Software software,
        Instant startedAt,
        Instant completedAt) {
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
            return text.isEmpty() || Digests.isHash(text);
        }
    }

    /** What an entry of the chain says about it. */
    public Content content(Subject subject, Run run) {
        return new Content(
                requestId,
                Event.COMPLETED,
                completedAt,
                subject.kind(),
                subject.commitments(),
                Facts.of(procedure(run.settings()), data(subject, run.checks()), run.metrics()),
                run.evidence(),
                Content.limits(subject));
    }

    /**
     * What is known of a run beside its outcome.
     *
     * @param settings of the strategy, by name
     * @param metrics what was measured, by name
     * @param evidence what speaks for the result
     * @param checks of the data at the end of the run, result by name; empty when none were made
     */
    public record Run(Map<String, ?> settings, Map<String, ?> metrics, Evidence evidence, Map<String, ?> checks) {}

    private SortedMap<String, Object> procedure(Map<String, ?> settings) {
        var out = new TreeMap<String, Object>();
        out.put("modelName", modelName);
        out.put("strategy", strategy);
        out.put("guarantee", guarantee);
        out.putAll(software.facts());
        out.put("startedAt", startedAt.toString());
        out.put("completedAt", completedAt.toString());
        out.put("settings", new TreeMap<>(settings));
        return out;
    }

    private SortedMap<String, Object> data(Subject subject, Map<String, ?> checks) {
        var out = subject.data();
        out.put("nodes", items.nodes());
        out.put("relationships", items.relationships());
        out.put("features", items.features());
        out.put("labels", items.labels());
        out.put("modelBefore", before.model());
        out.put("modelAfter", after.model());
        out.put("graphBefore", before.graph());
        out.put("graphAfter", after.graph());
        if (!checks.isEmpty()) {
            out.put("checks", new TreeMap<>(checks));
        }
        return out;
    }
}
