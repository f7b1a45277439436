package org.graphunlearning.workbench.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.graphunlearning.verify.certificate.Certificate;
import org.graphunlearning.verify.certificate.Chain;
import org.graphunlearning.verify.certificate.ChainVerifier;
import org.graphunlearning.verify.certificate.Content;
import org.graphunlearning.verify.certificate.Evidence;
import org.graphunlearning.verify.certificate.Receipt;
import org.graphunlearning.verify.certificate.SigningKey;
import org.graphunlearning.verify.certificate.Software;
import org.graphunlearning.verify.certificate.Subject;

/**
 * A chain of certificates as a database exports it: requests and their completion, all signed by one key.
 *
 * @param file lines of JSON
 * @param entries how many
 */
record SignedChain(byte[] file, int entries) {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** Signs so many requests and as many completions; about a millisecond each. */
    static SignedChain of(int requests) {
        var keys = new Chain.Keys(SigningKey.generate(), null);
        var receipt = Receipt.draw();
        var out = new ByteArrayOutputStream();
        var end = Chain.EMPTY;
        int entries = 0;
        for (int i = 0; i < requests; i++) {
            var subject = Subject.of("NODE", List.of("node:4:bench:" + i), receipt);
            var id = "request-" + i;
            var run = new Certificate.Run(
                    Map.of("concurrency", 4L), Map.of("parameterShift", 0.1), Evidence.NONE, Map.of());
            var requested = end.append(Content.requested(id, TIME, subject), keys);
            var completed = requested.end().append(certificate(id).content(subject, run), keys);
            for (var step : List.of(requested, completed)) {
                for (var entry : step.entries()) {
                    out.writeBytes((entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
                    entries++;
                }
            }
            end = completed.end();
        }
        return new SignedChain(out.toByteArray(), entries);
    }

    private static Certificate certificate(String id) {
        var state = new Certificate.State("a".repeat(64), "b".repeat(64));
        var software = new Software("bench", Software.Source.FOLDER, null);
        return new Certificate(
                id, "bench", new Certificate.Items(1, 0, 0, 0), "retrain", "EXACT", state, state, software, TIME, TIME);
    }

    /**
     * Checks it as an auditor does.
     *
     * @throws IllegalStateException when a step fails, as it must not
     */
    void recheck() {
        try {
            var report = ChainVerifier.verify(new ByteArrayInputStream(file), ChainVerifier.Expectations.NONE);
            report.steps().forEach(step -> {
                if (Boolean.FALSE.equals(step.ok())) {
                    throw new IllegalStateException("A sound chain was refused: " + step.detail());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from an array
        }
    }
}
