package org.graphunlearning.verify.certificate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether each entry follows the one before it, from the beginning or from where older ones were pruned. */
final class LinkCheck {
    private static final String NAME = "chain";

    private final @Nullable String wantedHead;
    private final Map<Long, String> announced = new TreeMap<>();
    private final Findings findings = new Findings();
    private long first;
    private String firstPrev = "";
    private long next;
    private Set<String> hashes =
            Set.of(); // of the entry before; two where it was damaged, none where it could not be read
    private String explanation = "";
    private long head;

    LinkCheck(@Nullable String wantedHead, List<PrunedPrefix> announced) {
        this.wantedHead = wantedHead;
        announced.forEach(prefix -> this.announced.put(prefix.toSeq(), prefix.headHash()));
    }

    /** An entry that could not be read; the next one is not held against it. */
    void unreadable(long line) {
        findings.add("Line " + line + " cannot be read, so the entries around it hang together by their numbers only.");
        next++;
        hashes = Set.of();
    }

    /** An entry whose content does not fit its hash: what it says of its place is worth nothing. */
    void damaged(long line, String stored, String computed) {
        if (first == 0) {
            first = line;
            next = line;
        }
        next++;
        hashes = Set.of(stored, computed);
        noteHead(stored);
    }

    void intact(Entry entry, String hash) {
        if (first == 0) {
            begin(entry);
        } else {
            follow(entry);
        }
        next = entry.seq() + 1;
        hashes = Set.of(hash);
        noteHead(hash);
        compareWithAnnounced(entry.seq(), hash);
        explain(entry);
    }

    /** Where a prefix that was pruned is there all the same, from its export. */
    private void compareWithAnnounced(long seq, String hash) {
        var said = announced.get(seq);
        if (said != null && !said.equals(hash)) {
            findings.add("Entry " + seq
                    + " has another hash than the PRUNED entry that names it, so one of them was replaced.");
        }
    }

    private void begin(Entry entry) {
        first = entry.seq();
        firstPrev = entry.prev();
        if (first == 1 && !firstPrev.equals(Entry.GENESIS)) {
            findings.add("Entry 1 names an entry before it.");
        }
    }

    private void follow(Entry entry) {
        if (entry.seq() > next) {
            findings.add("Before entry " + entry.seq() + ", " + range(next, entry.seq() - 1) + " missing.");
        } else if (entry.seq() < next) {
            findings.add("Entry " + entry.seq() + " stands where entry " + next + " should, twice or out of order.");
        } else if (!hashes.isEmpty() && !hashes.contains(entry.prev())) {
            findings.add("Entry " + entry.seq() + " does not follow entry " + (next - 1)
                    + ": it names another hash, so one of them was replaced.");
        }
    }

    private static String range(long from, long to) {
        return from == to ? "entry " + from + " is" : "entries " + from + " to " + to + " are";
    }

    private void explain(Entry entry) {
        var prefix = PrunedPrefix.of(entry.content());
        if (prefix != null && prefix.toSeq() == first - 1 && prefix.headHash().equals(firstPrev)) {
            explanation = "entries " + prefix.fromSeq() + " to " + prefix.toSeq() + " were pruned at "
                    + entry.content().time() + ", as entry " + entry.seq() + " says; their export ends with hash "
                    + prefix.headHash() + ". ";
        }
    }

    private void noteHead(String hash) {
        head = hash.equals(wantedHead) ? next - 1 : head;
    }

    long first() {
        return first;
    }

    Step step() {
        if (first > 1 && explanation.isEmpty()) {
            findings.add(
                    "The chain begins with entry " + first + ", and no PRUNED entry says where the older ones are.");
        }
        if (wantedHead != null && head == 0) {
            findings.add("No entry has the hash given as head: the chain was cut off or written anew.");
        }
        if (next == 0) {
            return findings.isEmpty() ? Step.open(NAME, "There are no entries.") : findings.step(NAME, "");
        }
        var from = first > 1 ? "verifiedFromSeq " + first + ": " + explanation : "";
        var anchored = wantedHead == null
                ? " Only a head kept elsewhere would show that the whole was written anew."
                : " The head given is entry " + head + ".";
        return findings.step(NAME, from + "Entries " + first + " to " + (next - 1) + " follow each other." + anchored);
    }
}
