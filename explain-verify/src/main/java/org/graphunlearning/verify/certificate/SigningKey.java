package org.graphunlearning.verify.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.Set;

/**
 * An Ed25519 key pair that signs entries (RFC 8032; the same hash gives the same signature). There is no default: who has no key
 * writes unsigned entries.
 *
 * <p>File: PEM with a PKCS#8 {@code PRIVATE KEY} and an X.509 {@code PUBLIC KEY} block, readable by its owner only.
 */
public final class SigningKey {
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final PrivateKey secret;
    private final PublicKeyId open;

    private SigningKey(PrivateKey secret, PublicKeyId open) {
        this.secret = secret;
        this.open = open;
    }

    /** A new pair from the platform's source of secrets. */
    public static SigningKey generate() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(pair.getPrivate(), PublicKeyId.of(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java offers Ed25519 since version 15.", e);
        }
    }

    /**
     * Reads a key file.
     *
     * @throws IllegalArgumentException when others may read the file too, or it holds no pair; the path is not repeated
     * @throws IOException when it cannot be read
     */
    public static SigningKey read(Path file) throws IOException {
        if (isPosix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalArgumentException(
                    "Others than its owner have rights on the signing key file; take them away with `chmod 600`.");
        }
        return parsePem(Files.readString(file, StandardCharsets.US_ASCII));
    }

    /**
     * Reads a pair from PEM text.
     *
     * @throws IllegalArgumentException when a block is missing, or the two do not belong together
     */
    public static SigningKey parsePem(String pem) {
        var secret = Pem.block(pem, Pem.PRIVATE)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no PRIVATE KEY block in the signing key; make one with `--new-key`."));
        if (Pem.block(pem, Pem.PUBLIC).isEmpty()) {
            throw new IllegalArgumentException("The signing key lacks its public half; append it with"
                    + " `openssl pkey -in key.pem -pubout >> key.pem`.");
        }
        return pair(secret, PublicKeyId.parsePem(pem));
    }

    private static SigningKey pair(byte[] pkcs8, PublicKeyId open) {
        try {
            var key = new SigningKey(
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)), open);
            if (open.signed(Digests.ENTRY, key.sign(Digests.ENTRY))) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The signing key is no Ed25519 key in PKCS#8 form.", e);
        }
        throw new IllegalArgumentException("The two halves of the signing key do not belong together.");
    }

    /**
     * Writes the pair to a new file that only its owner may read.
     *
     * @throws IOException when the file exists or cannot be written
     */
    public void writeNew(Path file) throws IOException {
        var text = Pem.write(Pem.PRIVATE, secret.getEncoded()) + open.pem();
        FileAttribute<?>[] rights = isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
        try (var out =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights)) {
            out.write(StandardCharsets.US_ASCII.encode(text));
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** The public half. */
    public PublicKeyId open() {
        return open;
    }

    byte[] sign(byte[] hash) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(hash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key does not sign.", e);
        }
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "SigningKey " + open.id();
    }
}
