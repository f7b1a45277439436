package org.graphunlearning.procedures.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.partitioning.repair.Repair;
import org.graphunlearning.verify.certificate.Software;
import org.graphunlearning.verify.certificate.Software.Source;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which code runs: the SHA-256 of the jar that the classes of all modules came from. Read once per process, at the start of
 * the server, so that a jar exchanged on disk later is not taken for the one that runs. No other file is read.
 */
public final class PluginCode {
    private static final int BLOCK = 1 << 16;

    /** One class of each module that a deletion rests on. */
    private static final List<Class<?>> WITNESSES =
            List.of(PluginCode.class, Software.class, Repair.class, KeyHash.class);

    private PluginCode() {}

    private static final class Holder {
        static final Software CURRENT = of(WITNESSES);
    }

    /** The code of this process; the first call reads the jar. */
    public static Software current() {
        return Holder.CURRENT;
    }

    /** The code that some classes came from; what cannot be told is said, never thrown. */
    static Software of(List<Class<?>> witnesses) {
        var places = new LinkedHashSet<Path>();
        for (var witness : witnesses) {
            var place = place(witness);
            if (place == null || !Files.exists(place)) {
                return unnamed(Source.UNKNOWN);
            }
            places.add(place);
        }
        return of(places);
    }

    private static Software of(Set<Path> places) {
        if (places.stream().anyMatch(Files::isDirectory)) {
            return unnamed(Source.FOLDER);
        }
        if (places.size() > 1) {
            return unnamed(Source.SEVERAL);
        }
        try {
            return new Software(
                    PluginVersion.CURRENT, Source.JAR, sha256(places.iterator().next()));
        } catch (IOException e) {
            return unnamed(Source.UNKNOWN); // a deletion must not fail because its jar cannot be read
        }
    }

    private static Software unnamed(Source source) {
        return new Software(PluginVersion.CURRENT, source, null);
    }

    private static @Nullable Path place(Class<?> witness) {
        var code = witness.getProtectionDomain().getCodeSource();
        URL location = code == null ? null : code.getLocation();
        try {
            return location == null ? null : Path.of(location.toURI());
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return null; // not a file, such as a jar inside another one
        }
    }

    private static String sha256(Path file) throws IOException {
        var digest = digest();
        var block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                digest.update(block, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }
}
