package org.graphunlearning.verify.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CertificateTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @Test
    void writesSortedKeysWithoutWhiteSpace() {
        assertThat(certificate("r-1").canonicalJson())
                .isEqualTo(
                        "{\"completedAt\":\"2026-01-02T03:04:06Z\",\"features\":3,\"graphAfter\":\"\",\"graphBefore\":\""
                                + B + "\",\"guarantee\":\"EXACT\",\"labels\":4,\"modelAfter\":\"" + B
                                + "\",\"modelBefore\":\"" + A
                                + "\",\"modelName\":\"fraud\",\"nodes\":1,\"pluginVersion\":\"0.1.0\",\"relationships\":2,"
                                + "\"requestId\":\"r-1\",\"startedAt\":\"2026-01-02T03:04:05Z\",\"strategy\":\"retrain\",\"v\":2}");
    }

    @Test
    void hashesItsCanonicalForm() {
        assertThat(certificate("r-1").sha256())
                .hasSize(64)
                .isEqualTo(certificate("r-1").sha256())
                .isNotEqualTo(certificate("r-2").sha256());
    }

    @Test
    void escapesWhatJsonCannotHold() {
        assertThat(certificate("a\"b\\c\nd\u0001é").canonicalJson())
                .contains("\"requestId\":\"a\\\"b\\\\c\\nd\\u0001é\"");
    }

    @Test
    void refusesAHashOfTheWrongForm() {
        assertThatThrownBy(() -> new Certificate.State("abc", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A state is named by SHA-256 hashes of 64 lower-case hex digits.");
    }

    @Test
    void refusesToEndBeforeItStarts() {
        var start = Instant.parse("2026-01-02T03:04:05Z");

        assertThatThrownBy(() -> certificate("r", start, start.minusSeconds(2)))
                .hasMessage("A request cannot be completed before it started.");
    }

    private static Certificate certificate(String requestId) {
        return certificate(
                requestId, Instant.parse("2026-01-02T03:04:05.678Z"), Instant.parse("2026-01-02T03:04:06.001Z"));
    }

    private static Certificate certificate(String requestId, Instant start, Instant end) {
        return new Certificate(
                requestId,
                "fraud",
                new Certificate.Items(1, 2, 3, 4),
                "retrain",
                "EXACT",
                new Certificate.State(A, B),
                new Certificate.State(B, ""),
                "0.1.0",
                start,
                end);
    }
}
