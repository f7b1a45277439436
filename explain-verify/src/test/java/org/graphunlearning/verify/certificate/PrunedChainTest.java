package org.graphunlearning.verify.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.verify.certificate.Chains.KEY;
import static org.graphunlearning.verify.certificate.Chains.SIGNED;
import static org.graphunlearning.verify.certificate.Chains.TIME;
import static org.graphunlearning.verify.certificate.Chains.completed;
import static org.graphunlearning.verify.certificate.Chains.file;
import static org.graphunlearning.verify.certificate.Chains.requested;
import static org.graphunlearning.verify.certificate.Chains.step;
import static org.graphunlearning.verify.certificate.Chains.three;
import static org.graphunlearning.verify.certificate.Chains.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chains of which the oldest entries are gone. The oracle is the whole chain, before it was cut. */
class PrunedChainTest {
    private static final int PLACES = 60;
    private static final byte[] REST = file(rest(pruned(three(), 1, 4, KEY.open()), 4));

    private static String hash(List<String> lines, int seq) {
        return SealedLine.read(lines.get(seq - 1).getBytes(StandardCharsets.UTF_8))
                .hash();
    }

    /** The chain with the entry that says so, nothing removed yet. */
    private static Chains.Builder pruned(Chains.Builder chain, int from, int to, @Nullable PublicKeyId key) {
        var prefix = new PrunedPrefix(from, to, hash(chain.lines(), to), key);
        return chain.add(Content.pruned(TIME, prefix), SIGNED);
    }

    private static List<String> rest(Chains.Builder chain, int to) {
        var lines = chain.lines();
        return lines.subList(to, lines.size());
    }

    /** Entries 5 to 7 are a completed request whose beginning was pruned, and another request. */
    @Test
    void holdsFromWhereItBeginsWithoutAKeyAtHand() {
        var report = verify(REST, ChainVerifier.Expectations.NONE);

        assertThat(report.ok()).as(report.steps().toString()).isTrue();
        assertThat(report.verifiedFromSeq()).isEqualTo(5);
        assertThat(report.open()).isEmpty();
        assertThat(step(report, "signature").ok()).isTrue();
        assertThat(step(report, "chain").detail())
                .startsWith(
                        "verifiedFromSeq 5: entries 1 to 4 were pruned at 2026-01-02T03:04:05Z, as entry 8 says; their"
                                + " export ends with hash " + hash(three().lines(), 4));
    }

    @Test
    void holdsAsAWholeTogetherWithTheExportOfWhatWasPruned() {
        var report = verify(pruned(three(), 1, 4, KEY.open()).lines());

        assertThat(report.ok()).as(report.steps().toString()).isTrue();
        assertThat(report.verifiedFromSeq()).isEqualTo(1);
    }

    @Test
    void namesAPrefixThatIsNotTheOnePruned() {
        var chain = three();
        chain.add(Content.pruned(TIME, new PrunedPrefix(1, 4, "ab".repeat(32), KEY.open())), SIGNED);

        assertThat(step(verify(chain.lines()), "chain").detail())
                .contains("Entry 4 has another hash than the PRUNED entry that names it");
        assertThat(step(verify(rest(chain, 4)), "chain").detail())
                .contains("The chain begins with entry 5, and no PRUNED entry says");
    }

    @Test
    void holdsAfterItWasPrunedTwice() {
        var chain = pruned(three(), 1, 2, KEY.open());
        chain.add(requested("r-4"), SIGNED).add(completed("r-4"), SIGNED);
        var lines = rest(pruned(chain, 3, 9, KEY.open()), 9);

        var report = verify(lines);

        assertThat(report.ok()).as(report.steps().toString()).isTrue();
        assertThat(report.verifiedFromSeq()).isEqualTo(10);
        assertThat(step(report, "chain").detail()).contains("entries 3 to 9 were pruned");
    }

    @Test
    void holdsWhereNothingButTheEntryThatSaysSoIsLeft() {
        assertThat(verify(rest(pruned(three(), 1, 7, KEY.open()), 7)).ok()).isTrue();
    }

    /** The key in use after the range is the old one, and the change needs its signature. */
    @Test
    void followsAChangeOfKeysRightAfterTheRange() {
        var next = SigningKey.generate();
        var chain = three().add(requested("r-4"), new Chain.Keys(next, KEY));
        var keys = new Chain.Keys(next, null);
        var prefix = new PrunedPrefix(1, 7, hash(chain.lines(), 7), KEY.open());
        var lines = rest(chain.add(Content.pruned(TIME, prefix), keys), 7);

        assertThat(verify(lines).ok()).as(verify(lines).steps().toString()).isTrue();

        var stranger = SigningKey.generate();
        var forged = three().add(requested("r-4"), new Chain.Keys(stranger, null));
        var ofForged = new PrunedPrefix(1, 7, hash(forged.lines(), 7), KEY.open());
        var taken = rest(forged.add(Content.pruned(TIME, ofForged), new Chain.Keys(stranger, null)), 7);
        assertThat(step(verify(taken), "signature").detail()).contains("without a signature of the key before");
    }

    @Test
    void refusesSignaturesThatTheKeyNamedDidNotMake() {
        var other = SigningKey.generate().open();

        var signature = step(verify(rest(pruned(three(), 1, 4, other), 4)), "signature");

        assertThat(signature.ok()).isFalse();
        assertThat(signature.detail()).contains("names key " + Chains.KEY_ID + ", which no entry introduced");
    }

    @Test
    void needsTheKeyOfTheAuditorWhereTheChainNamesNone() {
        var lines = file(rest(pruned(three(), 1, 4, null), 4));

        assertThat(step(verify(lines, ChainVerifier.Expectations.NONE), "signature")
                        .ok())
                .isFalse();
        assertThat(verify(lines, new ChainVerifier.Expectations(KEY.open(), null, null))
                        .ok())
                .isTrue();
    }

    @Test
    void listsARequestThatIsStillOpen() {
        var chain = three().add(requested("r-4"), SIGNED);

        assertThat(verify(rest(pruned(chain, 1, 4, KEY.open()), 4)).open())
                .isEqualTo(List.of(new Report.Open("r-4", 8)));
    }

    @Test
    void cannotTellWhetherAPrunedEntryWasAboutAnElement() {
        var wrong = new ChainVerifier.Claim(Receipt.draw(), List.of("node:4:x:5"));
        var step = step(verify(REST, new ChainVerifier.Expectations(null, null, wrong)), "subject");

        assertThat(step.ok()).isNull();
        assertThat(step.detail()).contains("look in the export of older ones");
    }

    static List<Integer> places() {
        return IntStream.range(0, PLACES)
                .mapToObj(i -> i * (REST.length - 1) / (PLACES - 1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("places")
    void namesTheLineOfAChangedByte(int at) {
        var changed = REST.clone();
        changed[at] = (byte) (changed[at] == 'x' ? 'y' : 'x');
        long line = IntStream.range(0, at).filter(i -> REST[i] == '\n').count() + 1;

        var report = verify(changed, ChainVerifier.Expectations.NONE);

        assertThat(report.ok()).isFalse();
        assertThat(step(report, "canonical").detail()).contains("Line " + line + ", byte");
    }

    @Test
    void readsBackWhatItWrites() {
        var prefix = new PrunedPrefix(3, 9, "ab".repeat(32), KEY.open());
        var read = PrunedPrefix.of(Content.pruned(TIME, prefix));

        assertThat(read).isNotNull();
        assertThat(read.data()).isEqualTo(prefix.data());
        assertThat(read.count()).isEqualTo(7);
        assertThat(PrunedPrefix.of(requested("r-1"))).isNull();
        var odd = new ArrayList<>(List.of(Map.of("fromSeq", 3L), Map.of("fromSeq", 3L, "toSeq", 2L, "headHash", "")));
        odd.forEach(data -> {
            var facts = Facts.of(Map.of(), data, Map.of());
            var content =
                    new Content("p", Event.PRUNED, TIME, "", List.of(), facts, Evidence.NOT_APPLICABLE, List.of());
            assertThat(PrunedPrefix.of(content)).isNull();
        });
        assertThatThrownBy(() -> new PrunedPrefix(0, 3, "ab".repeat(32), null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
