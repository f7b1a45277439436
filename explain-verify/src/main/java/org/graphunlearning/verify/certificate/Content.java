package org.graphunlearning.verify.certificate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an entry says, before it has a place in the chain. It names no person, element or value.
 *
 * @param id the request; entries that belong together share it
 * @param event what is recorded
 * @param time when, cut to the second
 * @param kind of what was to be forgotten, see {@link Subject}; else empty
 * @param subject commitments to what was to be forgotten, ascending; see {@link Receipt}
 * @param facts what can be checked
 * @param evidence what speaks for it
 * @param notClaimed what the entry does not say, in words
 */
public record Content(
        String id,
        Event event,
        Instant time,
        String kind,
        List<String> subject,
        Facts facts,
        Evidence evidence,
        List<String> notClaimed) {
    /** What no deletion inside a database can promise. */
    public static final List<String> LIMITS = List.of(
            "backups",
            "exports",
            "freed store records",
            "other models",
            "predictions returned earlier",
            "transaction logs");

    /** The same for a request about what nobody can name any more. */
    static List<String> limits(Subject subject) {
        return subject.kind().equals(Subject.PENDING)
                ? Stream.concat(LIMITS.stream(), Stream.of("which elements were deleted before the request"))
                        .toList()
                : LIMITS;
    }

    /** Cuts the time and checks the form. */
    public Content {
        time = time.truncatedTo(ChronoUnit.SECONDS);
        subject = subject.stream().sorted().distinct().toList();
        notClaimed = List.copyOf(notClaimed);
        if (id.isBlank()) {
            throw new IllegalArgumentException("An entry needs the name of its request.");
        }
        if (!subject.stream().allMatch(Digests::isHash)) {
            throw new IllegalArgumentException("A subject is named by commitments of 64 lower-case hex digits.");
        }
    }

    /** A request taken up, before any work. */
    public static Content requested(String id, Instant time, Subject subject) {
        var facts = Facts.of(Map.of(), subject.data(), Map.of());
        return new Content(
                id,
                Event.REQUESTED,
                time,
                subject.kind(),
                subject.commitments(),
                facts,
                Evidence.NOT_APPLICABLE,
                List.of());
    }

    /**
     * A request that ended without effect.
     *
     * @param reason a word for it, never a message: messages may name elements
     */
    public static Content failed(String id, Instant time, String kind, String reason) {
        var facts = Facts.of(Map.of("reason", reason), Map.of(), Map.of());
        return new Content(id, Event.FAILED, time, kind, List.of(), facts, Evidence.NOT_APPLICABLE, List.of());
    }

    /** The removal of the oldest entries after they were verified and exported. */
    public static Content pruned(Instant time, PrunedPrefix prefix) {
        var facts = Facts.of(Map.of(), prefix.data(), Map.of());
        return new Content(
                "prune-" + prefix.toSeq(),
                Event.PRUNED,
                time,
                "",
                List.of(),
                facts,
                Evidence.NOT_APPLICABLE,
                List.of());
    }

    static Content keyRotated(Instant time, String from, PublicKeyId to) {
        var procedure = Map.of("from", from, "to", to.id());
        var facts = Facts.of(procedure, Map.of("publicKey", Digests.hex(to.encoded())), Map.of());
        return new Content(
                "key-" + to.id(), Event.KEY_ROTATED, time, "", List.of(), facts, Evidence.NOT_APPLICABLE, List.of());
    }
}
