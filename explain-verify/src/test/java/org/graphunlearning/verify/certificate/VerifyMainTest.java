package org.graphunlearning.verify.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyMainTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeChain() throws IOException {
        file = Files.write(folder.resolve("c.jsonl"), Chains.file(Chains.three().lines()));
    }

    private record Run(int code, String text) {}

    private static Run run(String... args) {
        var out = new ByteArrayOutputStream();
        int code = VerifyMain.run(List.of(args), new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Run(code, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void endsWithZeroForAChainAsWritten() throws IOException {
        var key = Files.writeString(
                folder.resolve("public.pem"), Chains.KEY.open().pem());
        var receipt = Files.writeString(folder.resolve("receipt"), Chains.RECEIPT.hex() + "\nnode:4:x:5\n");
        var head = Chains.three().end().hash();

        var run = run(file.toString(), "--key", key.toString(), "--head", head, "--receipt", receipt.toString());

        assertThat(run.code()).isZero();
        assertThat(run.text())
                .contains("ok  signature: 7 entries are signed by " + Chains.KEY_ID)
                .contains("ok  subject: The chain commits to all 1 elements given.")
                .endsWith("Head: entry 7, hash " + head + "\n");
    }

    /** What was exported before pruning, without its last line end, and what is there now; or that alone. */
    @Test
    void readsSeveralFilesAsOne() throws IOException {
        var lines = Chains.three().lines();
        var head =
                SealedLine.read(lines.get(3).getBytes(StandardCharsets.UTF_8)).hash();
        var prefix = new PrunedPrefix(1, 4, head, Chains.KEY.open());
        var all = Chains.three()
                .add(Content.pruned(Chains.TIME, prefix), Chains.SIGNED)
                .lines();
        var before = Files.writeString(folder.resolve("before.jsonl"), String.join("\n", all.subList(0, 4)));
        var rest = Files.write(folder.resolve("rest.jsonl"), Chains.file(all.subList(4, all.size())));

        var whole = run(before.toString(), rest.toString());
        var alone = run(rest.toString());

        assertThat(whole.code()).as(whole.text()).isZero();
        assertThat(whole.text()).contains("Entries 1 to 8 follow each other.").doesNotContain("Verified from");
        assertThat(alone.code()).as(alone.text()).isZero();
        assertThat(alone.text()).contains("Verified from entry 5 on; older ones were pruned.");
        assertThat(run(rest.toString(), before.toString()).code()).isEqualTo(1);
    }

    @Test
    void endsWithOneForAChangedByte() throws IOException {
        var changed = Files.readAllBytes(file);
        changed[300] ^= 1;
        Files.write(file, changed);

        var run = run(file.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.text()).contains("NO  canonical: Line 1, byte 300 (300 of the file)");
    }

    @Test
    void makesAKeyThatSignsAndNeverOverwritesOne() throws IOException {
        var key = folder.resolve("key.pem");
        var first = run("--new-key", key.toString());

        assertThat(first.code()).isZero();
        assertThat(first.text()).contains(SigningKey.read(key).open().pem()).doesNotContain("PRIVATE");
        assertThat(run("--new-key", key.toString()).code()).isEqualTo(2);
    }

    @Test
    void endsWithTwoWhenCalledWrongly() {
        assertThat(run().text()).startsWith("Usage");
        assertThat(run("a", "b").code()).isEqualTo(2);
        assertThat(run(file.toString(), "--frob", "1").code()).isEqualTo(2);
        assertThat(run(file.toString(), "--head", "1").text()).contains("64 lower-case hex digits");
        assertThat(run(folder.resolve("none").toString()).text()).startsWith("There is no file");
    }
}
