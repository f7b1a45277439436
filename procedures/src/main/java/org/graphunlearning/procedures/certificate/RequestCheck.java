package org.graphunlearning.procedures.certificate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.lifecycle.PluginCode;
import org.graphunlearning.procedures.store.CertificateStore;
import org.graphunlearning.verify.certificate.ChainVerifier;
import org.graphunlearning.verify.certificate.Content;
import org.graphunlearning.verify.certificate.Event;
import org.graphunlearning.verify.certificate.Step;

/** What an auditor can check about one request: the chain around it, its elements, and its result. */
final class RequestCheck {
    private static final String REQUEST = "request";

    private final CallScope scope;
    private final VerifyConfig config;

    RequestCheck(CallScope scope, VerifyConfig config) {
        this.scope = scope;
        this.config = config;
    }

    /**
     * The steps, those for a model once for each.
     *
     * @throws IllegalArgumentException when nothing is known of the request
     */
    List<Step> steps(String requestId) {
        var entries = new ChainStore(scope).of(requestId);
        var old = new CertificateStore(scope).unchained(requestId);
        var pruned = new PrunedRequests(scope);
        var gone = pruned.sentence(requestId);
        if (entries.isEmpty() && old.isEmpty() && gone == null) {
            throw new IllegalArgumentException(
                    "No request has this id; `CALL unlearn.certificate.chain()` lists those that are open."
                            + pruned.hint());
        }
        var out = new ArrayList<>(unchained(old));
        if (!entries.isEmpty() || gone != null) {
            out.addAll(new StoredChain(scope).steps(new ChainVerifier.Expectations(config.key(), null, null)));
        }
        if (!entries.isEmpty()) {
            out.addAll(ofRequest(entries));
        }
        if (gone != null) {
            out.add(Step.open("pruned", gone));
        }
        return out;
    }

    private static List<Step> unchained(Map<String, String> records) {
        return records.entrySet().stream()
                .map(entry -> sha256(entry.getValue()).equals(entry.getKey())
                        ? Step.open(
                                "canonical",
                                "This certificate of format 2 fits its hash; it is in no chain and"
                                        + " has no signature.")
                        : Step.failed("canonical", "This certificate of format 2 does not fit its hash."))
                .toList();
    }

    private List<Step> ofRequest(List<ChainStore.Stored> entries) {
        var contents = entries.stream().map(stored -> stored.parsed().content()).toList();
        var completed = contents.stream()
                .filter(content -> content.event() == Event.COMPLETED)
                .toList();
        var out = new ArrayList<Step>();
        out.add(outcome(contents, completed, entries));
        completed.forEach(content -> out.add(absence(content)));
        completed.forEach(content -> out.addAll(new MetricCheck(scope, content, config).steps()));
        if (config.recompute()) {
            completed.forEach(content -> out.add(new Recomputation(scope, content, config.concurrency()).step()));
        }
        return out;
    }

    private static Step outcome(List<Content> contents, List<Content> completed, List<ChainStore.Stored> entries) {
        var numbers = entries.stream().map(ChainStore.Stored::seq).toList();
        if (!completed.isEmpty()) {
            var code =
                    PluginCode.current().comparedWith(completed.get(0).facts().procedure());
            return Step.held(REQUEST, "Completed; entries " + numbers + ". " + code);
        }
        return contents.get(contents.size() - 1).event() == Event.FAILED
                ? Step.failed(REQUEST, "Failed; entries " + numbers + ".")
                : Step.open(REQUEST, "Open: neither completed nor failed; entries " + numbers + ".");
    }

    private Step absence(Content content) {
        return config.receipt() == null
                ? Step.open(AbsenceCheck.NAME, "Give the `receipt` of the request to look for its elements.")
                : new AbsenceCheck(scope, config.receipt(), content).step();
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }
}
