package org.graphunlearning.verify.certificate;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the entries are signed by the key in use at their place.
 *
 * <p>Through the hashes a signature covers all entries before its own, so one in a thousand is checked, the last one of each key,
 * and both of each change of keys; where one fails, all since the last that held are, to name the wrong ones. Trust flows along
 * the chain the same way: a change of keys is signed by the old and the new key.
 */
final class SignatureCheck {
    private static final String NAME = "signature";
    private static final int RUN = 1000; // a signature takes a millisecond to check, a thousand hashes take less

    private final @Nullable PublicKeyId trusted;
    private final List<PrunedPrefix> announced;
    private final Map<String, PublicKeyId> known = new LinkedHashMap<>();
    private final List<Signed> run = new ArrayList<>();
    private final Findings findings = new Findings();
    private String current = "";
    private boolean begun;
    private @Nullable PrunedPrefix beginning;
    private long signed;
    private long unsigned;

    SignatureCheck(@Nullable PublicKeyId trusted, List<PrunedPrefix> announced) {
        this.trusted = trusted;
        this.announced = List.copyOf(announced);
    }

    /**
     * An entry and what signs it.
     *
     * @param name of the entry and its signatures, for sentences
     * @param entry what is signed
     * @param seals signatures
     * @param hashes one, or two where the entry is damaged and it is open which of them was signed
     */
    record Signed(String name, Entry entry, List<SealedEntry.Seal> seals, List<byte[]> hashes) {
        boolean by(@Nullable PublicKeyId key) {
            return key != null
                    && seals.stream()
                            .filter(seal -> seal.key().equals(key.id()))
                            .map(seal -> HexFormat.of().parseHex(seal.value()))
                            .anyMatch(value -> hashes.stream().anyMatch(hash -> key.signed(hash, value)));
        }

        boolean names(String key) {
            return entry.signer().equals(key)
                    && seals.size() == 1
                    && seals.get(0).key().equals(key);
        }
    }

    void accept(Signed one) {
        var signer = one.entry().signer();
        begin(one.entry());
        confirm(one.entry());
        if (one.entry().content().event() == Event.KEY_ROTATED) {
            checkRun();
            rotated(one);
        } else if (signer.isEmpty() && one.seals().isEmpty()) {
            unsigned++;
            if (!current.isEmpty()) {
                findings.add(one.name() + " is UNSIGNED although key " + current + " was in use.");
            }
        } else if (current.isEmpty() || !signer.equals(current)) {
            findings.add(one.name() + " names key " + signer + ", which no entry introduced.");
        } else if (!one.names(current)) {
            findings.add(one.name() + " is not signed by key " + current + ".");
        } else {
            run.add(one);
            if (run.size() == RUN) {
                checkRun();
            }
        }
    }

    private void checkRun() {
        var key = known.get(current);
        if (!run.isEmpty() && !run.get(run.size() - 1).by(key)) {
            run.stream()
                    .filter(one -> !one.by(key))
                    .forEach(one -> findings.add(one.name() + " is not signed by key " + current + "."));
        }
        signed += run.size();
        run.clear();
    }

    /** Where older entries were pruned, the key in use comes from outside, or from the entry that says so, to be met later. */
    private void begin(Entry entry) {
        if (!begun && entry.seq() > 1) {
            if (trusted != null && trusted.id().equals(entry.signer())) {
                use(trusted);
            } else {
                announced.stream()
                        .filter(prefix -> prefix.toSeq() == entry.seq() - 1 && prefix.key() != null)
                        .findFirst()
                        .ifPresent(this::beginWith);
            }
        }
        begun = true;
    }

    /** The entry that named the key; its own signature is checked like any other. */
    private void confirm(Entry entry) {
        var said = PrunedPrefix.of(entry.content());
        if (said != null && beginning != null && said.data().equals(beginning.data())) {
            beginning = null;
        }
    }

    private void beginWith(PrunedPrefix prefix) {
        var key = prefix.key();
        if (key != null) {
            beginning = prefix;
            use(key);
        }
    }

    private void use(PublicKeyId key) {
        known.put(key.id(), key);
        current = key.id();
    }

    private void rotated(Signed one) {
        var key = introduced(one.entry().content());
        if (key == null || !key.id().equals(one.entry().signer())) {
            findings.add(one.name() + " changes the key but does not name a valid new one.");
            return;
        }
        known.putIfAbsent(key.id(), key);
        if (!one.by(key)) {
            findings.add(one.name() + " changes the key without a signature of the new key " + key.id() + ".");
        } else if (!current.isEmpty() && !one.by(known.get(current))) {
            findings.add(one.name() + " changes the key without a signature of the key before, " + current + ".");
        }
        signed++;
        current = key.id();
    }

    private static @Nullable PublicKeyId introduced(Content content) {
        try {
            return content.facts().data().get("publicKey") instanceof String hex
                    ? PublicKeyId.decode(HexFormat.of().parseHex(hex))
                    : null;
        } catch (IllegalArgumentException e) {
            return null; // no hex digits, or no key
        }
    }

    Step step() {
        checkRun();
        if (beginning != null) {
            findings.add("The key in use at the beginning is named by no PRUNED entry that could be read.");
        }
        if (trusted != null && !isTrusted(trusted)) {
            findings.add(
                    known.isEmpty()
                            ? "UNSIGNED: no entry here is signed by a key that is known."
                            : "The key given, " + trusted.id() + ", signed nothing here.");
        }
        if (findings.isEmpty() && signed == 0) {
            return Step.open(
                    NAME,
                    unsigned == 0
                            ? "There are no entries."
                            : "UNSIGNED: no key was in use, so anybody may have written these entries.");
        }
        var before = unsigned == 0 ? "" : " " + unsigned + " earlier ones are UNSIGNED, covered by the hashes.";
        var whose = trusted == null
                ? " Give the public key to know whose signatures they are."
                : " The key given is among them.";
        return findings.step(
                NAME, signed + " entries are signed by " + String.join(", ", known.keySet()) + "." + before + whose);
    }

    private boolean isTrusted(PublicKeyId key) {
        var found = known.get(key.id());
        return found != null && found.isSame(key);
    }
}
