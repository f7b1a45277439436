package org.graphunlearning.verify.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The canonical form, hash and signature were computed outside Java. */
class CertificateTest {
    private static final String GOLDEN = "{\"calibration\":\"\",\"controls\":{},\"data\":{\"features\":3,"
            + "\"graphAfter\":\"\",\"graphBefore\":\"" + "b".repeat(64) + "\",\"labels\":4,\"modelAfter\":\""
            + "b".repeat(64) + "\",\"modelBefore\":\"" + "a".repeat(64) + "\",\"nodes\":1,"
            + "\"receiptCheck\":\"ceaf68252ce00c8d98a369540bf3369e8e565c14ac34114b6d94045b20d4753e\",\"relationships\":2,"
            + "\"subjectCount\":1,\"subjectFormat\":2,"
            + "\"subjectRoot\":\"8ee5825c74c44240f4836a6b3ddceabfe18fe0956a7705554e61fce6fa3cceca\"},"
            + "\"event\":\"COMPLETED\",\"evidenceLevel\":\"\",\"id\":\"r-1\",\"kind\":\"NODE\","
            + "\"metrics\":{\"parameterShift\":\"3fb999999999999a\"},\"notClaimed\":[\"backups\",\"exports\","
            + "\"freed store records\",\"other models\",\"predictions returned earlier\",\"transaction logs\"],"
            + "\"prev\":\"" + "0".repeat(64) + "\",\"procedure\":{\"codeSha256\":\"" + "c".repeat(64)
            + "\",\"codeSource\":\"JAR\",\"completedAt\":\"2026-01-02T03:04:06Z\","
            + "\"guarantee\":\"EXACT\",\"modelName\":\"fraud\",\"pluginVersion\":\"0.1.0\","
            + "\"settings\":{\"concurrency\":2},\"startedAt\":\"2026-01-02T03:04:05Z\",\"strategy\":\"retrain\"},"
            + "\"seq\":1,\"signer\":\"06e3fd8fda29bb60\","
            + "\"subject\":[\"eb8aedc74d31f047102853f2d7436616cb7d931e36a926ce1058082c8b4a3494\"],"
            + "\"time\":\"2026-01-02T03:04:06Z\",\"v\":3,\"verdict\":\"NOT_VERIFIED\"}";

    private static Entry golden() {
        return new Entry(1, Entry.GENESIS, Chains.KEY_ID, Chains.completed("r-1"));
    }

    @Test
    void hasTheCanonicalFormComputedElsewhere() {
        assertThat(golden().canonicalJson()).isEqualTo(GOLDEN);
    }

    @Test
    void hasTheHashAndTheSignatureComputedElsewhere() {
        var sealed = SealedEntry.of(golden(), List.of(Chains.KEY));

        assertThat(sealed.hash()).isEqualTo("dc3603d8ca81d9be163aaeb44f4bc46d3816803051bb82a3d3d0a06ccb457395");
        assertThat(sealed.signatures())
                .isEqualTo(List.of(new SealedEntry.Seal(
                        Chains.KEY_ID,
                        "2d9dcd1db2a946ff2bd2a4701eac74243f3d11a3d8186fd2ef3a60fd3d6d2ff3"
                                + "2ef2a6966107f24590d888ac815a9403b03514ff4a7e406a47caa83e29477a01")));
    }

    @Test
    void isReadBackAsItWas() {
        var sealed = SealedEntry.of(golden(), List.of());

        assertThat(sealed.parsed().canonicalJson()).isEqualTo(GOLDEN);
        assertThat(sealed.parsed().content().facts().procedure()).containsEntry("modelName", "fraud");
    }

    @Test
    void refusesAnEntryOfAnotherFormat() {
        var old = GOLDEN.replace("\"v\":3", "\"v\":2");

        assertThatThrownBy(() -> new SealedEntry(old, Entry.GENESIS, List.of()).parsed())
                .hasMessage("This is no entry of format 3.");
        assertThatThrownBy(() -> new SealedEntry("{\"v\":3}", Entry.GENESIS, List.of()).parsed())
                .hasMessage("This is no entry of format 3.");
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
        var before = Chains.certificate("r-1");

        assertThatThrownBy(() -> new Certificate(
                        "r",
                        "fraud",
                        before.items(),
                        "retrain",
                        "EXACT",
                        before.before(),
                        before.after(),
                        before.software(),
                        start,
                        start.minusSeconds(2)))
                .hasMessage("A request cannot be completed before it started.");
    }

    @Test
    void refusesASubjectThatIsNoCommitment() {
        assertThatThrownBy(() -> Content.requested("r", Chains.TIME, new Subject("NODE", List.of("4:x:5"), "")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
