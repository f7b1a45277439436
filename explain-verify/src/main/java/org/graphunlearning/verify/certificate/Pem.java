package org.graphunlearning.verify.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Blocks of base64 between two dashed lines (RFC 7468). */
final class Pem {
    static final String PRIVATE = "PRIVATE KEY";
    static final String PUBLIC = "PUBLIC KEY";
    private static final int COLUMNS = 64;

    private Pem() {}

    static String write(String label, byte[] content) {
        var base64 = Base64.getMimeEncoder(COLUMNS, new byte[] {'\n'}).encode(content);
        return begin(label) + "\n" + new String(base64, StandardCharsets.US_ASCII) + "\n" + end(label) + "\n";
    }

    /** The first block of that label. */
    static Optional<byte[]> block(String text, String label) {
        int start = text.indexOf(begin(label));
        int end = text.indexOf(end(label));
        if (start < 0 || end < start) {
            return Optional.empty();
        }
        try {
            var body = text.substring(start + begin(label).length(), end).replaceAll("\\s", "");
            return Optional.of(Base64.getDecoder().decode(body));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The " + label + " block of the PEM text is damaged.", e);
        }
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static String end(String label) {
        return "-----END " + label + "-----";
    }
}
