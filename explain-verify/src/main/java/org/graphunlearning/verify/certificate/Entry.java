package org.graphunlearning.verify.certificate;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One link of the chain.
 *
 * <p>Its canonical form is an object with these keys and no others: {@code calibration, controls, data, event, evidenceLevel, id,
 * kind, metrics, notClaimed, prev, procedure, seq, signer, subject, time, v, verdict}. Its hash is SHA-256 over
 * {@code "gu-cert-v1"}, a zero byte and the UTF-8 bytes of that form.
 *
 * @param seq its number, from 1 without gaps
 * @param prev hash of the entry before; 64 zeros for the first
 * @param signer id of the key that signs it, 16 hex digits; empty when unsigned
 * @param content what it says
 */
public record Entry(long seq, String prev, String signer, Content content) {
    /** Version of the canonical form; 1 and 2 were flat records without a chain. */
    public static final long FORMAT = 3;

    /** What stands before the first entry. */
    public static final String GENESIS = "0".repeat(64);

    private static final Set<String> KEYS = Set.of(
            "calibration",
            "controls",
            "data",
            "event",
            "evidenceLevel",
            "id",
            "kind",
            "metrics",
            "notClaimed",
            "prev",
            "procedure",
            "seq",
            "signer",
            "subject",
            "time",
            "v",
            "verdict");

    /** Checks the form. */
    public Entry {
        if (seq < 1 || !Digests.isHash(prev) || !(signer.isEmpty() || Digests.isHex(signer, 16))) {
            throw new IllegalArgumentException(
                    "An entry has a number from 1, a hash of 64 hex digits before it and a key of 16 or none.");
        }
    }

    /** The canonical form. */
    public String canonicalJson() {
        var out = new TreeMap<String, Object>();
        out.put("v", FORMAT);
        out.put("id", content.id());
        out.put("seq", seq);
        out.put("prev", prev);
        out.put("time", content.time().toString());
        out.put("signer", signer);
        out.put("event", content.event().name());
        out.put("subject", content.subject());
        out.put("kind", content.kind());
        out.put("procedure", content.facts().procedure());
        out.put("data", content.facts().data());
        out.put("metrics", content.facts().metrics());
        out.put("verdict", content.evidence().verdict());
        out.put("evidenceLevel", content.evidence().level());
        out.put("controls", content.evidence().controls());
        out.put("calibration", content.evidence().calibration());
        out.put("notClaimed", content.notClaimed());
        return CanonicalJson.write(out);
    }

    /** Hash of canonical bytes, 32 bytes. */
    static byte[] hash(byte[] canonical) {
        return Digests.of(Digests.ENTRY, canonical);
    }

    /**
     * Reads the canonical form back.
     *
     * @throws NotCanonicalException when the bytes are not canonical
     * @throws IllegalArgumentException when they are, but are no entry of this format
     */
    public static Entry parse(byte[] canonical) {
        var fields = new Fields(CanonicalJson.parse(canonical));
        if (!fields.map().keySet().equals(KEYS)
                || !Long.valueOf(FORMAT).equals(fields.map().get("v"))) {
            throw new IllegalArgumentException("This is no entry of format " + FORMAT + ".");
        }
        return new Entry(fields.number("seq"), fields.text("prev"), fields.text("signer"), fields.content());
    }

    /** Typed access to a parsed object. */
    private record Fields(SortedMap<String, Object> map) {
        Content content() {
            return new Content(
                    text("id"),
                    Event.valueOf(text("event")),
                    time(),
                    text("kind"),
                    texts("subject"),
                    new Facts(object("procedure"), object("data"), object("metrics")),
                    new Evidence(text("verdict"), text("evidenceLevel"), object("controls"), text("calibration")),
                    texts("notClaimed"));
        }

        private Instant time() {
            try {
                return Instant.parse(text("time"));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("`time` is no instant in UTC.", e);
            }
        }

        private String text(String key) {
            return get(key, String.class);
        }

        private long number(String key) {
            return get(key, Long.class);
        }

        @SuppressWarnings("unchecked")
        private SortedMap<String, Object> object(String key) {
            return new TreeMap<>((Map<String, Object>) get(key, Map.class));
        }

        private List<String> texts(String key) {
            var list = (List<?>) get(key, List.class);
            if (!list.stream().allMatch(String.class::isInstance)) {
                throw new IllegalArgumentException("`" + key + "` is a list of strings.");
            }
            return list.stream().map(String.class::cast).toList();
        }

        private <T> T get(String key, Class<T> type) {
            var value = map.get(key);
            if (!type.isInstance(value)) {
                throw new IllegalArgumentException("`" + key + "` of an entry has the wrong type.");
            }
            return type.cast(value);
        }
    }
}
