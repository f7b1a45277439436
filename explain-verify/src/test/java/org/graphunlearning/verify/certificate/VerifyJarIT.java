package org.graphunlearning.verify.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that auditors get, alone on the class path. */
class VerifyJarIT {
    @Test
    void checksAChainWithNothingElseOnTheClassPath(@TempDir Path folder) throws IOException, InterruptedException {
        var file = Files.write(
                folder.resolve("c.jsonl"), Chains.file(Chains.three().lines()));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-jar", System.getProperty("verify.jar"), file.toString())
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(text).isZero();
        assertThat(text).contains("ok  chain: Entries 1 to 7 follow each other.");
    }
}
