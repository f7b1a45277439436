package org.graphunlearning.verify.certificate;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Finds which single byte of an entry was changed, by trying until the stored hash fits again. Quadratic in the length of the
 * entry (under a second for the usual two thousand bytes), so it is asked for one entry only.
 */
final class DamagedByte {
    private static final int LONGEST = 4096;

    private DamagedByte() {}

    /** What a stored hash that does not fit its entry comes from. */
    static SealedLine.Damage locate(SealedLine line, byte[] entry, boolean search) {
        int digit = onlyDifference(line.hash(), Digests.hex(Entry.hash(entry)));
        if (digit >= 0) {
            return SealedLine.Damage.at(line.hashAt() + digit, "this digit of the stored hash was changed");
        }
        int at = search && entry.length <= LONGEST && Digests.isHash(line.hash())
                ? find(entry, Digests.ENTRY, line.hash())
                : -1;
        return at < 0
                ? line.ofEntry("the hash does not fit, so something here or in the hash was changed")
                : SealedLine.Damage.at(
                        SealedLine.HEAD.length() + at, "this byte was changed: with another the hash fits");
    }

    /** Place of the one digit in which two texts of one length differ, or -1. */
    static int onlyDifference(String stored, String computed) {
        int out = -1;
        for (int i = 0; i < computed.length(); i++) {
            if (stored.charAt(i) != computed.charAt(i)) {
                if (out >= 0) {
                    return -1;
                }
                out = i;
            }
        }
        return out;
    }

    /**
     * Place of the one byte that has to be another one, or -1.
     *
     * @param prefix hashed before the bytes
     * @param hash the beginning of the hash wanted, in hex digits
     */
    static int find(byte[] entry, byte[] prefix, String hash) {
        var wanted = HexFormat.of().parseHex(hash);
        var before = Digests.sha256();
        before.update(prefix);
        for (int at = 0; at < entry.length; at++) {
            for (int c = 0x20; c < 0x7f; c++) {
                if (c != entry[at] && begins(hashed(before, (byte) c, entry, at), wanted)) {
                    return at;
                }
            }
            before.update(entry[at]);
        }
        return -1;
    }

    private static boolean begins(byte[] hash, byte[] wanted) {
        return Arrays.equals(hash, 0, wanted.length, wanted, 0, wanted.length);
    }

    private static byte[] hashed(MessageDigest before, byte changed, byte[] entry, int at) {
        try {
            var digest = (MessageDigest) before.clone();
            digest.update(changed);
            digest.update(entry, at + 1, entry.length - at - 1);
            return digest.digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's SHA-256 cannot be copied.", e);
        }
    }
}
