package org.graphunlearning.verify.certificate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of an exported chain, taken apart by its fixed frame instead of by its commas, so that one wrong byte in the frame is
 * found and the rest can still be read.
 *
 * @param entry bytes of the entry; null when the frame is beyond repair
 * @param hash the 64 digits that stand for the hash
 * @param signatures keys and values as they stand
 * @param damage what is wrong with the frame, or null
 */
record SealedLine(
        byte @Nullable [] entry,
        String hash,
        List<SealedEntry.Seal> signatures,
        @Nullable Damage damage) {
    /**
     * A place in a line.
     *
     * @param from first byte, from 0
     * @param to last byte; the same where the byte is known
     * @param what is wrong there
     */
    record Damage(int from, int to, String what) {
        static Damage at(int position, String what) {
            return new Damage(position, position, what);
        }
    }

    static final String HEAD = "{\"entry\":";
    private static final String BEFORE_HASH = ",\"hash\":\"";
    private static final String BEFORE_SEALS = "\",\"signatures\":[";
    private static final String SEAL = "{\"key\":\"" + "*".repeat(16) + "\",\"value\":\"" + "*".repeat(128) + "\"}";
    private static final String BEFORE_SUM = "],\"sum\":\"";
    private static final int SUM = 16;
    private static final String[] TAILS = {tail(""), tail(SEAL), tail(SEAL + "," + SEAL)};
    private static final int HASH_AT = BEFORE_HASH.length();
    private static final int SEALS_AT = HASH_AT + 64 + BEFORE_SEALS.length();
    private static final int AFTER_SUM = 2;

    private static String tail(String seals) {
        return BEFORE_HASH + "*".repeat(64) + BEFORE_SEALS + seals + BEFORE_SUM + "*".repeat(SUM) + "\"}";
    }

    static SealedLine read(byte[] line) {
        int best = 0;
        List<Integer> wrong = List.of();
        for (int seals = 0; seals < TAILS.length; seals++) {
            var here = mismatches(line, TAILS[seals]);
            if (seals == 0 || here.size() < wrong.size()) {
                best = seals;
                wrong = here;
            }
        }
        if (wrong.size() > 1 || line.length < HEAD.length() + 2 + TAILS[best].length()) {
            return new SealedLine(null, "", List.of(), unreadable(line));
        }
        return framed(line, best, wrong);
    }

    /** Where a line differs from the end it should have; a missing byte counts too. */
    private static List<Integer> mismatches(byte[] line, String tail) {
        var out = new ArrayList<Integer>();
        int shift = line.length - tail.length();
        for (int i = 0; i < HEAD.length() && i < line.length; i++) {
            if (line[i] != HEAD.charAt(i)) {
                out.add(i);
            }
        }
        for (int i = 0; i < tail.length(); i++) {
            int at = shift + i;
            if (at < 0 || !(tail.charAt(i) == '*' ? isHex(line[at]) : line[at] == tail.charAt(i))) {
                out.add(at);
            }
        }
        return out;
    }

    private static boolean isHex(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f');
    }

    private static Damage unreadable(byte[] line) {
        try {
            CanonicalJson.parse(line);
        } catch (NotCanonicalException e) {
            return Damage.at(e.position(), e.what());
        }
        return new Damage(0, Math.max(0, line.length - 1), "this is not an entry, its hash and its signatures");
    }

    private static SealedLine framed(byte[] line, int seals, List<Integer> wrong) {
        int end = line.length - TAILS[seals].length();
        var entry = Arrays.copyOfRange(line, HEAD.length(), end);
        var damage = wrong.isEmpty()
                ? ofSum(line, end + SEALS_AT - 1)
                : Damage.at(wrong.get(0), "the frame of the entry is broken");
        var hash = text(line, end + HASH_AT, 64);
        var found = new ArrayList<SealedEntry.Seal>();
        for (int i = 0; i < seals && wrong.isEmpty(); i++) {
            int start = end + SEALS_AT + i * (SEAL.length() + 1);
            found.add(new SealedEntry.Seal(text(line, start + 8, 16), text(line, start + 8 + 16 + 11, 128)));
        }
        return new SealedLine(entry, hash, found, damage);
    }

    /** Where the list of signatures, which begins at a byte of the line, does not fit its sum. */
    private static @Nullable Damage ofSum(byte[] line, int start) {
        int end = line.length - AFTER_SUM - SUM - BEFORE_SUM.length() + 1;
        var seals = Arrays.copyOfRange(line, start, end);
        var sum = text(line, line.length - AFTER_SUM - SUM, SUM);
        if (SealedEntry.sum(seals).equals(sum)) {
            return null;
        }
        int digit = DamagedByte.onlyDifference(sum, SealedEntry.sum(seals));
        if (digit >= 0) {
            return Damage.at(line.length - AFTER_SUM - SUM + digit, "this digit of the sum of signatures was changed");
        }
        int at = DamagedByte.find(seals, new byte[0], sum);
        return at < 0
                ? new Damage(start, line.length - AFTER_SUM - 1, "the signatures do not fit their sum")
                : Damage.at(start + at, "this byte was changed: with another the sum of signatures fits");
    }

    private static String text(byte[] line, int from, int length) {
        return new String(line, from, length, StandardCharsets.ISO_8859_1);
    }

    /** First and last byte of the entry, in the line. */
    Damage ofEntry(String what) {
        int length = entry == null ? 0 : entry.length;
        return new Damage(HEAD.length(), HEAD.length() + length - 1, what);
    }

    /** Where the digits of the hash begin, in the line. */
    int hashAt() {
        return HEAD.length() + (entry == null ? 0 : entry.length) + HASH_AT;
    }

    /** First and last byte of the signatures, in the line. */
    Damage ofSignatures(String what) {
        int start = HEAD.length() + (entry == null ? 0 : entry.length) + SEALS_AT;
        int length = signatures.size() * (SEAL.length() + 1) - 1;
        return new Damage(start, start + Math.max(0, length - 1), what);
    }
}
