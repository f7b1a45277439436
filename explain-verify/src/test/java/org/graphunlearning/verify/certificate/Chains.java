package org.graphunlearning.verify.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Keys, entries and small chains for tests. */
final class Chains {
    /** The pair of RFC 8032 section 7.1, test 1. */
    static final String PEM = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """;

    static final String KEY_ID = "06e3fd8fda29bb60";
    static final SigningKey KEY = SigningKey.parsePem(PEM);
    static final Chain.Keys SIGNED = new Chain.Keys(KEY, null);
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    /** Thirty-two bytes 0, 1, ... 31. */
    static final Receipt RECEIPT = Receipt.parse("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    static final Subject SUBJECT = Subject.of("NODE", List.of("node:4:x:5"), RECEIPT);

    private Chains() {}

    static Certificate certificate(String requestId) {
        return new Certificate(
                requestId,
                "fraud",
                new Certificate.Items(1, 2, 3, 4),
                "retrain",
                "EXACT",
                new Certificate.State("a".repeat(64), "b".repeat(64)),
                new Certificate.State("b".repeat(64), ""),
                new Software("0.1.0", Software.Source.JAR, "c".repeat(64)),
                TIME.plusMillis(678),
                TIME.plusMillis(1001));
    }

    static Content completed(String requestId) {
        var run =
                new Certificate.Run(Map.of("concurrency", 2L), Map.of("parameterShift", 0.1), Evidence.NONE, Map.of());
        return certificate(requestId).content(SUBJECT, run);
    }

    static Content requested(String requestId) {
        return Content.requested(requestId, TIME, SUBJECT);
    }

    /** A chain under construction. */
    static final class Builder {
        private final List<SealedEntry> entries = new ArrayList<>();
        private Chain end = Chain.EMPTY;

        Builder add(Content content, Chain.Keys keys) {
            var appended = end.append(content, keys);
            entries.addAll(appended.entries());
            end = appended.end();
            return this;
        }

        Chain end() {
            return end;
        }

        List<String> lines() {
            return entries.stream().map(SealedEntry::line).collect(Collectors.toCollection(ArrayList::new));
        }
    }

    /** Key introduced, then three requests, each completed: seven entries. */
    static Builder three() {
        var out = new Builder();
        for (var id : List.of("r-1", "r-2", "r-3")) {
            out.add(requested(id), SIGNED).add(completed(id), SIGNED);
        }
        return out;
    }

    static byte[] file(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static Report verify(List<String> lines) {
        return verify(file(lines), ChainVerifier.Expectations.NONE);
    }

    static Report verify(byte[] file, ChainVerifier.Expectations expected) {
        try {
            var announced = PrunedPrefix.announcedIn(new ByteArrayInputStream(file));
            return ChainVerifier.verify(new ByteArrayInputStream(file), expected, announced);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Step step(Report report, String name) {
        return report.steps().stream()
                .filter(step -> step.step().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
