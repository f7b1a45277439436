package org.graphunlearning.verify.certificate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, with a prefix that keeps hashes of different things apart. */
final class Digests {
    /** What entries are hashed under. */
    static final byte[] ENTRY = "gu-cert-v1\0".getBytes(StandardCharsets.US_ASCII);

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }

    static byte[] of(byte[]... parts) {
        var digest = sha256();
        for (var part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static boolean isHash(Object text) {
        return text instanceof String hex && isHex(hex, 64);
    }

    /** By hand, because a pattern for every entry takes longer than its hash. */
    static boolean isHex(String text, int digits) {
        boolean hex = text.length() == digits;
        for (int i = 0; i < text.length() && hex; i++) {
            char c = text.charAt(i);
            hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        return hex;
    }
}
