package org.graphunlearning.verify.certificate;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainVerifierTest {
    private static final byte[] FILE = file(three().lines());
    private static final int PLACES = 60;

    @Test
    void holdsForAChainAsWritten() {
        var expected = new ChainVerifier.Expectations(KEY.open(), three().end().hash(), null);
        var report = verify(FILE, expected);

        assertThat(report.ok()).isTrue();
        assertThat(report.entries()).isEqualTo(7);
        assertThat(report.end()).isEqualTo(three().end());
        assertThat(report.verifiedFromSeq()).isEqualTo(1);
        assertThat(report.steps())
                .extracting(Step::step)
                .isEqualTo(List.of("canonical", "signature", "chain", "merkle", "subject", "requests"));
        assertThat(step(report, "chain").detail()).contains("The head given is entry 7.");
    }

    static List<Integer> places() {
        return IntStream.range(0, PLACES)
                .mapToObj(i -> i * (FILE.length - 1) / (PLACES - 1))
                .toList();
    }

    /** Whatever byte is changed, the line is named, and the byte lies in the span named. */
    @ParameterizedTest
    @MethodSource("places")
    void namesTheLineAndTheByteThatWasChanged(int at) {
        var changed = FILE.clone();
        changed[at] = (byte) (changed[at] == 'x' ? 'y' : 'x');

        var report = verify(changed, ChainVerifier.Expectations.NONE);

        assertThat(report.ok()).isFalse();
        var all = report.steps().stream()
                .filter(step -> !step.isNotFailed())
                .map(Step::detail)
                .toList()
                .toString();
        assertThat(spans(all, lineOf(at))).as("byte %s in %s", at, all).anyMatch(span -> span.holds(at));
    }

    /** A changed byte of an entry is named itself, not only its entry. */
    @Test
    void namesTheVeryByteOfAnEntry() {
        int at = new String(FILE, StandardCharsets.UTF_8).indexOf("\"nodes\":1") + 8;
        var changed = FILE.clone();
        changed[at] = '2';

        var detail = step(verify(changed, ChainVerifier.Expectations.NONE), "canonical")
                .detail();

        assertThat(detail).contains("(" + at + " of the file)").startsWith("Line " + (lineOf(at) + 1) + ", byte ");
    }

    private record Span(int from, int to) {
        boolean holds(int at) {
            return from <= at && at <= to;
        }
    }

    private static int lineOf(int at) {
        return (int) IntStream.range(0, at).filter(i -> FILE[i] == '\n').count();
    }

    /** Bytes of the file that the sentences name, one way or the other. */
    private static List<Span> spans(String text, int line) {
        int start = IntStream.range(0, FILE.length)
                .filter(i -> lineOf(i) == line)
                .findFirst()
                .orElseThrow();
        var inFile = Pattern.compile("\\((\\d+)(?: to (\\d+))? of the file\\)")
                .matcher(text)
                .results();
        var ofSeals = Pattern.compile("Entry " + (line + 1) + " \\(signatures in bytes (\\d+) to (\\d+)\\)")
                .matcher(text)
                .results();
        return Stream.concat(
                        inFile.map(m -> new Span(
                                Integer.parseInt(m.group(1)),
                                Integer.parseInt(m.group(2) == null ? m.group(1) : m.group(2)))),
                        ofSeals.map(m ->
                                new Span(start + Integer.parseInt(m.group(1)), start + Integer.parseInt(m.group(2)))))
                .toList();
    }

    @Test
    void namesWhatIsMissing() {
        var lines = three().lines();
        lines.subList(2, 4).clear();

        assertThat(step(verify(lines), "chain").detail()).isEqualTo("Before entry 5, entries 3 to 4 are missing.");
    }

    @Test
    void namesWhatStandsTwice() {
        var lines = three().lines();
        lines.add(3, lines.get(2));

        assertThat(step(verify(lines), "chain").detail()).contains("Entry 3 stands where entry 4 should");
    }

    @Test
    void namesWhatWasSwapped() {
        var lines = three().lines();
        Collections.swap(lines, 3, 4);

        assertThat(step(verify(lines), "chain").ok()).isFalse();
        assertThat(step(verify(lines), "chain").detail()).contains("Before entry 5, entry 4 is missing.");
    }

    @Test
    void namesAnEntryThatWasReplacedAndSealedAnew() {
        var lines = three().lines();
        var chain = new Chains.Builder().add(requested("r-1"), SIGNED).add(completed("r-9"), SIGNED);
        lines.set(2, chain.lines().get(2));

        assertThat(step(verify(lines), "canonical").ok()).isTrue();
        assertThat(step(verify(lines), "signature").ok()).isTrue();
        assertThat(step(verify(lines), "chain").detail()).contains("Entry 4 does not follow entry 3");
    }

    @Test
    void missesTheHeadOfAChainThatWasCutOff() {
        var head = new ChainVerifier.Expectations(null, three().end().hash(), null);
        var lines = three().lines();
        lines.remove(6);

        assertThat(verify(lines).ok()).isTrue();
        assertThat(step(verify(file(lines), head), "chain").detail()).contains("was cut off or written anew");
    }

    @Test
    void listsRequestsThatAreOpen() {
        var chain = new Chains.Builder()
                .add(requested("r-1"), SIGNED)
                .add(requested("r-2"), SIGNED)
                .add(requested("r-3"), SIGNED)
                .add(Content.failed("r-1", TIME, "NODE", "IllegalStateException"), SIGNED)
                .add(completed("r-3"), SIGNED);
        var report = verify(chain.lines());

        assertThat(report.ok()).isTrue();
        assertThat(report.open()).isEqualTo(List.of(new Report.Open("r-2", 3)));
        assertThat(step(report, "requests").ok()).isNull();
        assertThat(step(report, "requests").detail()).startsWith("1 open: r-2 (entry 3).");
    }

    @Test
    void saysThatAChainWithoutAKeyIsUnsigned() {
        var chain = new Chains.Builder().add(requested("r-1"), Chain.Keys.NONE);

        assertThat(step(verify(chain.lines()), "signature").ok()).isNull();
        assertThat(step(verify(chain.lines()), "signature").detail()).startsWith("UNSIGNED");
        var wanting = new ChainVerifier.Expectations(KEY.open(), null, null);
        assertThat(step(verify(file(chain.lines()), wanting), "signature").ok()).isFalse();
    }

    @Test
    void coversUnsignedEntriesBeforeTheFirstKeyAndNoneAfterIt() {
        var before = new Chains.Builder().add(requested("r-1"), Chain.Keys.NONE).add(completed("r-1"), SIGNED);
        var after = new Chains.Builder().add(requested("r-1"), SIGNED).add(completed("r-1"), Chain.Keys.NONE);

        assertThat(step(verify(before.lines()), "signature").ok()).isTrue();
        assertThat(step(verify(before.lines()), "signature").detail()).contains("1 earlier ones are UNSIGNED");
        assertThat(step(verify(after.lines()), "signature").detail()).contains("is UNSIGNED although key");
    }

    @Test
    void followsAChangeOfKeysThatBothSigned() {
        var next = SigningKey.generate();
        var chain = three().add(requested("r-4"), new Chain.Keys(next, KEY));

        for (var key : List.of(KEY.open(), next.open())) {
            var report = verify(file(chain.lines()), new ChainVerifier.Expectations(key, null, null));
            assertThat(report.ok()).as(report.steps().toString()).isTrue();
        }
        var stranger = new ChainVerifier.Expectations(SigningKey.generate().open(), null, null);
        assertThat(step(verify(file(chain.lines()), stranger), "signature").detail())
                .contains("signed nothing here");
    }

    @Test
    void namesAChangeOfKeysThatTheOldOneDidNotSign() {
        var chain = three().add(requested("r-4"), new Chain.Keys(SigningKey.generate(), null));

        assertThat(step(verify(chain.lines()), "signature").detail())
                .contains("without a signature of the key before, " + Chains.KEY_ID);
    }

    @Test
    void namesASignatureOfAnotherKey() {
        var lines = three().lines();
        var forged = SealedEntry.of(
                new Entry(8, three().end().hash(), Chains.KEY_ID, requested("r-4")), List.of(SigningKey.generate()));
        lines.add(forged.line());

        assertThat(step(verify(lines), "signature").detail()).contains("is not signed by key " + Chains.KEY_ID);
    }

    /** The last signature covers those before it, but a forged one in between, with a sum of its own, is named if the last fails. */
    @Test
    void namesEveryWrongSignatureWhenTheOneThatCoversThemFails() {
        var lines = three().lines();
        for (int line : new int[] {3, 6}) {
            var value = "ab".repeat(64);
            var seal = new SealedEntry.Seal(Chains.KEY_ID, value);
            var read = SealedLine.read(lines.get(line).getBytes(StandardCharsets.UTF_8));
            var entry = new String(read.entry(), StandardCharsets.UTF_8);
            lines.set(line, new SealedEntry(entry, read.hash(), List.of(seal)).line());
        }

        assertThat(step(verify(lines), "canonical").ok()).isTrue();
        assertThat(step(verify(lines), "signature").detail())
                .contains("Entry 4 (")
                .contains("Entry 7 (")
                .doesNotContain("Entry 5 (");
    }

    @Test
    void acceptsABeginningThatAPrunedEntryExplains() {
        var chain = three();
        var third = verify(chain.lines().subList(0, 3)).end();
        var lines = chain.add(Content.pruned(TIME, new PrunedPrefix(1, 3, third.hash(), null)), SIGNED)
                .lines();
        var rest = lines.subList(3, lines.size());
        var report = verify(file(rest), new ChainVerifier.Expectations(KEY.open(), null, null));

        assertThat(report.ok()).as(report.steps().toString()).isTrue();
        assertThat(report.verifiedFromSeq()).isEqualTo(4);
        assertThat(step(report, "chain").detail()).startsWith("verifiedFromSeq 4");
    }

    @Test
    void namesABeginningThatNothingExplains() {
        var lines = three().lines();

        assertThat(step(verify(lines.subList(3, 7)), "chain").detail())
                .contains("The chain begins with entry 4, and no PRUNED entry says");
    }

    @Test
    void showsWithAReceiptThatTheChainIsAboutAnElement() {
        var mine = new ChainVerifier.Claim(Chains.RECEIPT, List.of("node:4:x:5"));
        var other = new ChainVerifier.Claim(Chains.RECEIPT, List.of("node:4:x:5", "node:4:x:6"));
        var wrong = new ChainVerifier.Claim(Receipt.draw(), List.of("node:4:x:5"));

        assertThat(step(verify(FILE, new ChainVerifier.Expectations(null, null, mine)), "subject")
                        .ok())
                .isTrue();
        assertThat(step(verify(FILE, new ChainVerifier.Expectations(null, null, other)), "subject")
                        .detail())
                .contains("1 of the 2");
        assertThat(step(verify(FILE, new ChainVerifier.Expectations(null, null, wrong)), "subject")
                        .ok())
                .isFalse();
    }

    @Test
    void namesAMerkleRootThatIsNotOfItsSubject() {
        var one = completed("r-1");
        var facts = Facts.of(
                one.facts().procedure(),
                Subject.of("NODE", List.of(), Chains.RECEIPT).data(),
                one.facts().metrics());
        var bad = new Content("r-1", Event.COMPLETED, TIME, "NODE", one.subject(), facts, Evidence.NONE, List.of());

        assertThat(step(verify(new Chains.Builder().add(bad, SIGNED).lines()), "merkle")
                        .ok())
                .isFalse();
    }

    @Test
    void saysThatAnEmptyFileHoldsNothing() {
        var report = verify(new byte[0], ChainVerifier.Expectations.NONE);

        assertThat(report.entries()).isZero();
        assertThat(step(report, "chain").ok()).isNull();
        assertThat(step(report, "signature").ok()).isNull();
    }
}
