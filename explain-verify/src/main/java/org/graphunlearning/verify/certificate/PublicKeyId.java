package org.graphunlearning.verify.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** An Ed25519 public key and its name: the first 16 hex digits of the SHA-256 of its X.509 encoding. */
public final class PublicKeyId {
    private static final int ID_DIGITS = 16;

    private final PublicKey key;
    private final String id;

    private PublicKeyId(PublicKey key) {
        this.key = key;
        this.id = Digests.hex(Digests.of(key.getEncoded())).substring(0, ID_DIGITS);
    }

    static PublicKeyId of(PublicKey key) {
        return new PublicKeyId(key);
    }

    /**
     * From the X.509 encoding.
     *
     * @throws IllegalArgumentException when it is no Ed25519 key
     */
    public static PublicKeyId decode(byte[] x509) {
        try {
            return new PublicKeyId(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no Ed25519 public key in X.509 form.", e);
        }
    }

    /**
     * From a PEM text with a PUBLIC KEY block.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static PublicKeyId parsePem(String pem) {
        return decode(Pem.block(pem, Pem.PUBLIC)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no PUBLIC KEY block in the PEM text; give the public half of the signing key.")));
    }

    /** Its name. */
    public String id() {
        return id;
    }

    byte[] encoded() {
        return key.getEncoded();
    }

    /** The PEM block to hand to auditors. */
    public String pem() {
        return Pem.write(Pem.PUBLIC, key.getEncoded());
    }

    /** Whether a signature over a hash is this key's. */
    boolean signed(byte[] hash, byte[] signature) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(hash);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // how the platform says that the bytes are no point of the curve
        }
    }

    boolean isSame(PublicKeyId other) {
        return Arrays.equals(encoded(), other.encoded());
    }
}
