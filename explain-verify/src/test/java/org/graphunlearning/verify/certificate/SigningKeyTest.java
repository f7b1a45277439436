package org.graphunlearning.verify.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path folder;

    @Test
    void signsAsRfc8032Says() {
        assertThat(Digests.hex(Chains.KEY.sign(new byte[0])))
                .isEqualTo(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                                + "d25bf5f0595bbe24655141438e7a100b");
        assertThat(Chains.KEY.open().id()).isEqualTo(Chains.KEY_ID);
    }

    @Test
    void readsBackWhatItWroteForItsOwnerOnly() throws IOException {
        var file = folder.resolve("key.pem");
        var key = SigningKey.generate();
        key.writeNew(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SigningKey.read(file).open().id()).isEqualTo(key.open().id());
        assertThatThrownBy(() -> key.writeNew(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws IOException {
        var file = folder.resolve("key.pem");
        Files.writeString(file, Chains.PEM);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> SigningKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void refusesHalfAPairAndTwoHalvesOfDifferentPairs() {
        var half = Chains.PEM.substring(0, Chains.PEM.indexOf("-----BEGIN PUBLIC"));

        assertThatThrownBy(() -> SigningKey.parsePem(half)).hasMessageContaining("openssl pkey");
        assertThatThrownBy(() ->
                        SigningKey.parsePem(half + SigningKey.generate().open().pem()))
                .hasMessage("The two halves of the signing key do not belong together.");
        assertThatThrownBy(() -> SigningKey.parsePem("")).hasMessageContaining("--new-key");
        assertThatThrownBy(() -> PublicKeyId.parsePem("x")).hasMessageContaining("PUBLIC KEY");
    }

    @Test
    void doesNotShowItsSecret() {
        assertThat(Chains.KEY).hasToString("SigningKey " + Chains.KEY_ID);
    }

    @Test
    void verifiesNothingButItsOwnSignatures() {
        var hash = Digests.of();
        var signature = Chains.KEY.sign(hash);

        assertThat(Chains.KEY.open().signed(hash, signature)).isTrue();
        assertThat(SigningKey.generate().open().signed(hash, signature)).isFalse();
        assertThat(Chains.KEY.open().signed(hash, new byte[64])).isFalse();
    }
}
