package org.graphunlearning.verify.certificate;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The code that did the work, as the procedure block of a certificate names it. It does not show that the jar named is the one that
 * was built from some source; for that, compare its hash with that of a build of one's own.
 *
 * @param version of the plugin
 * @param source where its classes came from
 * @param jarSha256 SHA-256 of the plugin jar, 64 hex digits; null unless the source is {@link Source#JAR}
 */
public record Software(
        String version, Source source, @Nullable String jarSha256) {
    private static final String SOURCE = "codeSource";
    private static final String HASH = "codeSha256";

    /** Where classes came from. */
    public enum Source {
        /** One jar, whose hash is known. */
        JAR,
        /** Folders of classes, as in a test or a development environment: there is nothing one hash could name. */
        FOLDER,
        /** Several jars, so that one hash would not tell. */
        SEVERAL,
        /** Cannot be told. */
        UNKNOWN
    }

    /** Checks that there is a hash where there is one jar, and only there. */
    public Software {
        if ((source == Source.JAR) != (jarSha256 != null) || (jarSha256 != null && !Digests.isHash(jarSha256))) {
            throw new IllegalArgumentException(
                    "Code is named by the SHA-256 of one jar, 64 lower-case hex digits, or not at all.");
        }
    }

    /** What a procedure block says of it. */
    Map<String, Object> facts() {
        var out = new TreeMap<String, Object>();
        out.put("pluginVersion", version);
        out.put(SOURCE, source.name());
        if (jarSha256 != null) {
            out.put(HASH, jarSha256);
        }
        return out;
    }

    /**
     * Compares the code that a procedure block names with this one, in a sentence.
     *
     * @param procedure the block; those of older entries name no code
     */
    public String comparedWith(Map<String, ?> procedure) {
        var source = procedure.get(SOURCE);
        if (!(procedure.get(HASH) instanceof String then)) {
            return source == null
                    ? "It names no code; it is older than that."
                    : "It names no jar: the plugin ran from " + wordFor(String.valueOf(source)) + ".";
        }
        return then.equals(jarSha256)
                ? "It was written by the plugin jar that runs now, SHA-256 " + then + "."
                : "It was written by another plugin jar, SHA-256 " + then + ", than runs now.";
    }

    private static String wordFor(String source) {
        return switch (source) {
            case "FOLDER" -> "a folder of classes";
            case "SEVERAL" -> "several jars";
            default -> "a place it could not tell";
        };
    }
}
