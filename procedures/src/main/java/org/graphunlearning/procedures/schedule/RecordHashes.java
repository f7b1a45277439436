package org.graphunlearning.procedures.schedule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;

/**
 * Hashes the record of every certificate node again. It finds records that were altered carelessly; it does not find certificates that
 * were removed, nor records whose hash was rewritten with them.
 */
final class RecordHashes implements ChainCheck {
    private static final Label CERTIFICATE = Label.label("UnlearnCertificate");

    @Override
    public Finding check(CallScope scope) {
        long good = 0;
        long bad = 0;
        try (var nodes = scope.transaction().findNodes(CERTIFICATE)) {
            while (nodes.hasNext()) {
                if (isWhole(nodes.next())) {
                    good++;
                } else {
                    bad++;
                }
                scope.guard().check();
            }
        }
        if (bad > 0) {
            return found(
                    Finding.State.FAILED, bad + " of " + (good + bad) + " certificates do not match their SHA-256.");
        }
        return good == 0
                ? found(Finding.State.SKIPPED, "There is no certificate yet.")
                : found(Finding.State.PASSED, "The SHA-256 of all " + good + " certificates is right.");
    }

    private Finding found(Finding.State state, String detail) {
        return new Finding(name(), ModelName.EVERY, state, detail);
    }

    private static boolean isWhole(Node certificate) {
        return certificate.getProperty("record", null) instanceof String text
                && sha256(text).equals(certificate.getProperty("sha256", null));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }
}
