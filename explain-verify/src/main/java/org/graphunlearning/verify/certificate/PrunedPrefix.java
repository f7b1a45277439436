package org.graphunlearning.verify.certificate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Entries that were removed from the beginning of a chain, as the {@link Event#PRUNED} entry says that explains it. The hash of the last
 * one covers all of them, by their links.
 *
 * @param fromSeq first entry removed, at least 1
 * @param toSeq last entry removed
 * @param headHash hash of that last entry, 64 hex digits
 * @param key that was in use after it, without which nobody could check the next signature; null when none was
 */
public record PrunedPrefix(
        long fromSeq, long toSeq, String headHash, @Nullable PublicKeyId key) {
    private static final String MARK = "\"event\":\"PRUNED\"";
    private static final String FROM = "fromSeq";
    private static final String TO = "toSeq";
    private static final String COUNT = "count";
    private static final String HEAD = "headHash";
    private static final String KEY = "publicKey";

    /** Checks the range. */
    public PrunedPrefix {
        if (fromSeq < 1 || toSeq < fromSeq || !Digests.isHash(headHash)) {
            throw new IllegalArgumentException(
                    "A pruned range begins at 1 or later, holds an entry, and ends with its hash.");
        }
    }

    /** How many entries. */
    public long count() {
        return toSeq - fromSeq + 1;
    }

    SortedMap<String, Object> data() {
        var out = new TreeMap<String, Object>();
        out.put(FROM, fromSeq);
        out.put(TO, toSeq);
        out.put(COUNT, count());
        out.put(HEAD, headHash);
        if (key != null) {
            out.put(KEY, Digests.hex(key.encoded()));
        }
        return out;
    }

    /** What an entry says was removed; null when it says nothing of the kind, or nothing that makes sense. */
    public static @Nullable PrunedPrefix of(Content content) {
        var data = content.facts().data();
        if (content.event() != Event.PRUNED
                || !(data.get(FROM) instanceof Long from)
                || !(data.get(TO) instanceof Long to)
                || !(data.get(HEAD) instanceof String head)) {
            return null;
        }
        try {
            var key = data.get(KEY) instanceof String hex
                    ? PublicKeyId.decode(HexFormat.of().parseHex(hex))
                    : null;
            return new PrunedPrefix(from, to, head, key);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * What the lines of an export announce as removed. Read before the lines are checked, since the entry that explains a beginning
     * stands near the end; it is checked like any other then.
     *
     * @throws IOException when it cannot be read
     */
    public static List<PrunedPrefix> announcedIn(InputStream file) throws IOException {
        var out = new ArrayList<PrunedPrefix>();
        var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var prefix = line.contains(MARK) ? inLine(line) : null;
            if (prefix != null) {
                out.add(prefix);
            }
        }
        return out;
    }

    private static @Nullable PrunedPrefix inLine(String line) {
        var bytes = SealedLine.read(line.getBytes(StandardCharsets.UTF_8)).entry();
        try {
            return bytes == null ? null : of(Entry.parse(bytes).content());
        } catch (IllegalArgumentException e) {
            return null; // checking the line says what is wrong with it
        }
    }
}
