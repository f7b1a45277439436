package org.graphunlearning.procedures.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.verify.certificate.Chain;
import org.graphunlearning.verify.certificate.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys in {@code conf} under Neo4j's home, read anew for every request.
 *
 * <p>{@code unlearn-signing-key.pem} signs. To change it, rename it to {@code unlearn-signing-key-previous.pem} and put the new one
 * in its place: the next entry of the chain says so and is signed by both; then the previous one may go.
 *
 * @param keys what was found
 * @param warnings why entries stay unsigned, or a change of keys unconfirmed
 */
record KeyFolder(Chain.Keys keys, List<String> warnings) {
    static final String CURRENT = "unlearn-signing-key.pem";
    static final String PREVIOUS = "unlearn-signing-key-previous.pem";

    static KeyFolder of(CallScope scope) {
        var folder = scope.configurationFolder();
        var warnings = new ArrayList<String>();
        var current = read(folder.resolve(CURRENT), warnings);
        var previous = read(folder.resolve(PREVIOUS), warnings);
        if (current == null) {
            warnings.add("The certificate is not signed; put a key as `" + CURRENT
                    + "` into `conf` under Neo4j's home to have it signed.");
        }
        return new KeyFolder(new Chain.Keys(current, previous), List.copyOf(warnings));
    }

    private static @Nullable SigningKey read(Path file, List<String> warnings) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return SigningKey.read(file);
        } catch (IllegalArgumentException e) {
            warnings.add("`" + file.getFileName() + "`: " + e.getMessage());
        } catch (IOException e) {
            warnings.add("`" + file.getFileName() + "` cannot be read by the server.");
        }
        return null;
    }
}
