package org.graphunlearning.verify.certificate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An entry with its hash and its signatures, as one line of an exported chain:
 * {@code {"entry":E,"hash":"H","signatures":[{"key":"K","value":"S"}],"sum":"C"}}. E is the canonical form, H has 64 hex digits,
 * K 16 and S 128; there are none, one or two signatures. C is the first 16 digits of the SHA-256 of the list of signatures: it
 * proves nothing, but shows a changed digit without the cost of checking a signature.
 *
 * @param entry canonical form of the entry
 * @param hash of the entry, 64 hex digits
 * @param signatures over the 32 bytes of the hash
 */
public record SealedEntry(String entry, String hash, List<Seal> signatures) {
    /**
     * A signature.
     *
     * @param key id of the key, 16 hex digits
     * @param value the signature, 128 hex digits
     */
    public record Seal(String key, String value) {
        /** Checks the form. */
        public Seal {
            if (!Digests.isHex(key, 16) || !Digests.isHex(value, 128)) {
                throw new IllegalArgumentException("A signature has a key of 16 and a value of 128 hex digits.");
            }
        }
    }

    /** Checks the form. */
    public SealedEntry {
        signatures = List.copyOf(signatures);
        if (!Digests.isHash(hash)) {
            throw new IllegalArgumentException("A sealed entry has a hash of 64 hex digits.");
        }
    }

    static SealedEntry of(Entry entry, List<SigningKey> signers) {
        var canonical = entry.canonicalJson();
        var hash = Entry.hash(canonical.getBytes(StandardCharsets.UTF_8));
        var seals = new ArrayList<Seal>();
        for (var signer : signers) {
            seals.add(new Seal(signer.open().id(), Digests.hex(signer.sign(hash))));
        }
        return new SealedEntry(canonical, Digests.hex(hash), seals);
    }

    /** The entry, parsed; errors as for {@link Entry#parse}. */
    public Entry parsed() {
        return Entry.parse(entry.getBytes(StandardCharsets.UTF_8));
    }

    /** The line, without its end. */
    public String line() {
        var seals = signatures.stream()
                .map(seal -> "{\"key\":\"" + seal.key() + "\",\"value\":\"" + seal.value() + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        var sum = sum(seals.getBytes(StandardCharsets.US_ASCII));
        return "{\"entry\":" + entry + ",\"hash\":\"" + hash + "\",\"signatures\":" + seals + ",\"sum\":\"" + sum
                + "\"}";
    }

    static String sum(byte[] seals) {
        return Digests.hex(Digests.of(seals)).substring(0, 16);
    }
}
