package org.graphunlearning.verify.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks an exported chain in one pass and without a database: every byte, every hash, every signature, every link.
 *
 * <p>Linear in the number of entries; memory holds the open requests. Of signatures it checks as many as cover every entry, see
 * {@link SignatureCheck}; where one of them fails, all around it. It shows that nothing was changed since the entries were
 * signed. It does not show that they were true, nor, without a head kept elsewhere, that the whole was not written anew.
 */
public final class ChainVerifier {
    private static final int BLOCK = 1 << 16;
    private static final String SUBJECT = "subject";

    private final Expectations expected;
    private final Findings canonical = new Findings();
    private final Findings roots = new Findings();
    private final LinkCheck links;
    private final SignatureCheck signatures;
    private final Map<String, Long> open = new LinkedHashMap<>();
    private final TreeSet<String> unclaimed = new TreeSet<>();
    private Chain end = Chain.EMPTY;
    private long lines;
    private long subjects;
    private long offset;
    private boolean searched;

    /**
     * What an auditor brings along; all of it may be missing.
     *
     * @param key the public key that shall be among the signers
     * @param head hash of an entry, noted earlier and kept elsewhere
     * @param claim what the chain shall be about
     */
    public record Expectations(
            @Nullable PublicKeyId key,
            @Nullable String head,
            @Nullable Claim claim) {
        /** Nothing to compare with. */
        public static final Expectations NONE = new Expectations(null, null, null);
    }

    /**
     * That some elements were requested to be forgotten.
     *
     * @param receipt of that request
     * @param elementKeys the elements, as the receipt commits to them
     */
    public record Claim(Receipt receipt, List<String> elementKeys) {}

    /**
     * Checks against what an auditor brings along.
     *
     * @param announced what the chain itself says was pruned, see {@link PrunedPrefix#announcedIn}; without it the first entries after
     *     a pruned range can only be checked with the key of the auditor
     */
    public ChainVerifier(Expectations expected, List<PrunedPrefix> announced) {
        this.expected = expected;
        this.links = new LinkCheck(expected.head(), announced);
        this.signatures = new SignatureCheck(expected.key(), announced);
        var claim = expected.claim();
        if (claim != null) {
            claim.elementKeys().forEach(key -> unclaimed.add(claim.receipt().commitment(key)));
        }
    }

    /** Reads a whole file of lines of a chain of which nothing was pruned; errors as below. */
    public static Report verify(InputStream file, Expectations expected) throws IOException {
        return verify(file, expected, List.of());
    }

    /**
     * Reads a whole file of lines.
     *
     * @param announced as for the constructor
     * @throws IOException when it cannot be read
     */
    public static Report verify(InputStream file, Expectations expected, List<PrunedPrefix> announced)
            throws IOException {
        var verifier = new ChainVerifier(expected, announced);
        var line = new ByteArrayOutputStream();
        var block = new byte[BLOCK];
        for (int length = file.read(block); length >= 0; length = file.read(block)) {
            int start = 0;
            for (int i = 0; i < length; i++) {
                if (block[i] == '\n') {
                    line.write(block, start, i - start);
                    verifier.accept(line.toByteArray());
                    line.reset();
                    start = i + 1;
                }
            }
            line.write(block, start, length - start);
        }
        if (line.size() > 0) {
            verifier.accept(line.toByteArray());
        }
        return verifier.finish();
    }

    /** Takes the next line, without its end. */
    public void accept(byte[] bytes) {
        lines++;
        var line = SealedLine.read(bytes);
        if (line.damage() != null) {
            canonical.add(sentence(line.damage()));
        }
        if (line.entry() == null) {
            links.unreadable(lines);
        } else {
            check(line, line.entry());
        }
        offset += bytes.length + 1L;
    }

    private void check(SealedLine line, byte[] bytes) {
        var hash = Entry.hash(bytes);
        var hex = Digests.hex(hash);
        boolean intact = hex.equals(line.hash());
        if (!intact) {
            canonical.add(sentence(DamagedByte.locate(line, bytes, !searched)));
            searched = true;
        }
        var entry = parsed(bytes, intact);
        if (entry == null || !intact) {
            links.damaged(lines, line.hash(), hex);
        } else {
            links.intact(entry, hex);
            end = new Chain(entry.seq(), hex, entry.signer());
        }
        if (entry != null) {
            var where = line.ofSignatures("");
            var name = "Entry " + entry.seq() + " (signatures in bytes " + where.from() + " to " + where.to() + ")";
            var hashes = new ArrayList<>(List.of(hash));
            if (!intact && Digests.isHash(line.hash())) {
                hashes.add(HexFormat.of().parseHex(line.hash()));
            }
            if (line.damage() == null || !line.signatures().isEmpty()) {
                signatures.accept(new SignatureCheck.Signed(name, entry, line.signatures(), hashes));
            }
            read(entry);
        }
    }

    private @Nullable Entry parsed(byte[] bytes, boolean intact) {
        try {
            return Entry.parse(bytes);
        } catch (NotCanonicalException e) {
            if (intact) {
                int at = SealedLine.HEAD.length() + e.position();
                canonical.add(sentence(SealedLine.Damage.at(at, e.what())));
            }
        } catch (IllegalArgumentException e) {
            if (intact) {
                canonical.add("Line " + lines + ": " + e.getMessage());
            }
        }
        return null;
    }

    private String sentence(SealedLine.Damage damage) {
        var where = damage.from() == damage.to()
                ? "byte " + damage.from() + " (" + (offset + damage.from()) + " of the file)"
                : "bytes " + damage.from() + " to " + damage.to() + " (" + (offset + damage.from()) + " to "
                        + (offset + damage.to()) + " of the file)";
        return "Line " + lines + ", " + where + ": " + damage.what() + ".";
    }

    private void read(Entry entry) {
        var content = entry.content();
        switch (content.event()) {
            case REQUESTED -> open.putIfAbsent(content.id(), entry.seq());
            case COMPLETED, FAILED -> open.remove(content.id());
            default -> {}
        }
        content.subject().forEach(unclaimed::remove);
        if (!content.subject().isEmpty()) {
            subjects++;
        }
        if (!Subject.fits(content)) {
            roots.add("The Merkle root in entry " + entry.seq() + " is not that of its subject.");
        }
    }

    /** What all lines came to. */
    public Report finish() {
        var requests = open.entrySet().stream()
                .map(entry -> new Report.Open(entry.getKey(), entry.getValue()))
                .toList();
        var steps = List.of(
                canonical.step("canonical", "All " + lines + " lines are canonical and fit their hashes."),
                signatures.step(),
                links.step(),
                roots.step("merkle", "The Merkle roots of " + subjects + " subjects fit."),
                subject(),
                requests(requests));
        return new Report(steps, lines, end, links.first(), requests);
    }

    private Step subject() {
        var claim = expected.claim();
        if (claim == null || claim.elementKeys().isEmpty()) {
            return Step.open(SUBJECT, "Give the receipt and the elements to see that the chain is about them.");
        }
        int all = claim.elementKeys().size();
        return unclaimed.isEmpty()
                ? Step.held(SUBJECT, "The chain commits to all " + all + " elements given.")
                : notCommitted(all);
    }

    private Step notCommitted(int all) {
        var what = "The chain does not commit to " + unclaimed.size() + " of the " + all
                + " elements given, under this receipt";
        return links.first() > 1
                ? Step.open(SUBJECT, what + ", from entry " + links.first() + " on; look in the export of older ones.")
                : Step.failed(SUBJECT, what + ".");
    }

    private static Step requests(List<Report.Open> open) {
        if (open.isEmpty()) {
            return Step.held("requests", "No request is open.");
        }
        var names = open.stream()
                .limit(10)
                .map(one -> one.id() + " (entry " + one.seq() + ")")
                .toList();
        return Step.open(
                "requests",
                open.size() + " open: " + String.join(", ", names)
                        + (open.size() > names.size() ? ", ..." : "")
                        + ". They failed without a word, were rolled back, or"
                        + " have not been committed yet.");
    }
}
