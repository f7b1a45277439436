package org.graphunlearning.verify.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that links a certificate to what was forgotten. Element keys can be guessed, so a plain hash of one would disclose
 * it; a commitment is HMAC-SHA256 of the element key under 32 random bytes drawn for one request. They are handed out once and
 * kept nowhere: only who holds them and knows the element can show that a certificate is about it, and everybody else has to
 * trust the signer for that.
 */
public final class Receipt {
    private static final int BYTES = 32;

    private final byte[] key;

    private Receipt(byte[] key) {
        this.key = key;
    }

    /** A new one, from the platform's source of secrets. */
    public static Receipt draw() {
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return new Receipt(key);
    }

    /**
     * One that was handed out.
     *
     * @throws IllegalArgumentException when the text is not 64 hex digits; the text is not repeated
     */
    public static Receipt parse(String hex) {
        if (!hex.strip().matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException(
                    "A receipt has 64 hex digits; give the column `receipt` that the deletion yielded.");
        }
        return new Receipt(HexFormat.of().parseHex(hex.strip()));
    }

    /** What to hand out, 64 hex digits. */
    public String hex() {
        return Digests.hex(key);
    }

    /** Tells this receipt from others and nothing else: the commitment to a word that is no element key. */
    String check() {
        return commitment("receipt");
    }

    /** The commitment to an element, 64 hex digits. */
    public String commitment(String elementKey) {
        return Digests.hex(salted(elementKey));
    }

    /** The same as 32 bytes. */
    public byte[] salted(String elementKey) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(elementKey.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform must offer HMAC-SHA256.", e);
        }
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "Receipt";
    }
}
