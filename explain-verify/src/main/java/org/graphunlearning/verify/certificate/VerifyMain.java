package org.graphunlearning.verify.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks an exported chain from a command line: {@code java -jar explain-verify-VERSION-verify.jar certificates.jsonl}. Needs Java
 * 17 and nothing else. Several files are read as one: where a chain was pruned, the export made then and the one of today, or that of
 * today alone, which is verified from its first entry on.
 *
 * <p>Options: {@code --key public.pem}, {@code --head HASH}, {@code --receipt FILE} (the receipt on the first line, elements such
 * as {@code node:ELEMENTID} on the others); {@code --new-key FILE} makes a signing key instead. Ends with 0 when no step failed,
 * 1 when one did, 2 when it was called wrongly.
 */
public final class VerifyMain {
    private static final Set<String> OPTIONS = Set.of("--key", "--head", "--receipt", "--new-key");
    private static final String USAGE =
            "Usage: certificates.jsonl ... [--key public.pem] [--head HASH] [--receipt FILE], or --new-key FILE";

    private VerifyMain() {}

    /** Runs and ends the process. */
    @SuppressForbidden("a command line of its own, which ends a process of its own")
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out));
    }

    /** Runs; gives the code to end with. */
    static int run(List<String> args, PrintStream out) {
        try {
            var options = new HashMap<String, String>();
            var files = read(new ArrayDeque<>(args), options);
            var newKey = options.get("--new-key");
            if (newKey != null) {
                return newKey(Path.of(newKey), out);
            }
            if (files.isEmpty()) {
                throw new IllegalArgumentException(USAGE);
            }
            return verify(files, expectations(options), out);
        } catch (NoSuchFileException e) {
            out.println("There is no file " + e.getFile() + ".");
        } catch (FileAlreadyExistsException e) {
            out.println("The file " + e.getFile() + " exists; a key is never overwritten.");
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 2;
    }

    private static List<Path> read(Deque<String> args, Map<String, String> options) {
        var files = new ArrayList<Path>();
        while (!args.isEmpty()) {
            var arg = args.remove();
            if (OPTIONS.contains(arg) && !args.isEmpty()) {
                options.put(arg, args.remove());
            } else if (arg.startsWith("--")) {
                throw new IllegalArgumentException(USAGE);
            } else {
                files.add(Path.of(arg));
            }
        }
        return files;
    }

    private static int newKey(Path file, PrintStream out) throws IOException {
        var key = SigningKey.generate();
        key.writeNew(file);
        out.println("Wrote signing key " + key.open().id() + ", readable by you alone. Its public half, for auditors:");
        out.print(key.open().pem());
        return 0;
    }

    private static ChainVerifier.Expectations expectations(Map<String, String> options) throws IOException {
        var key = options.get("--key");
        var receipt = options.get("--receipt");
        var head = options.get("--head");
        if (head != null && !Digests.isHash(head)) {
            throw new IllegalArgumentException("--head takes a hash of 64 lower-case hex digits.");
        }
        return new ChainVerifier.Expectations(
                key == null ? null : PublicKeyId.parsePem(Files.readString(Path.of(key), StandardCharsets.US_ASCII)),
                head,
                receipt == null ? null : claim(Files.readAllLines(Path.of(receipt))));
    }

    private static ChainVerifier.Claim claim(List<String> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("The receipt file is empty; its first line is the receipt.");
        }
        var elements = lines.stream().skip(1).map(String::strip).filter(line -> !line.isEmpty());
        return new ChainVerifier.Claim(Receipt.parse(lines.get(0)), elements.toList());
    }

    private static InputStream joined(List<Path> files) throws IOException {
        var parts = new ArrayList<InputStream>();
        for (var file : files) {
            parts.add(Files.newInputStream(file));
            if (lacksLineEnd(file)) {
                parts.add(new ByteArrayInputStream(new byte[] {'\n'}));
            }
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static boolean lacksLineEnd(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            var last = ByteBuffer.allocate(1);
            channel.position(Math.max(0, channel.size() - 1));
            return channel.read(last) == 1 && last.get(0) != '\n';
        }
    }

    private static int verify(List<Path> files, ChainVerifier.Expectations expected, PrintStream out)
            throws IOException {
        List<PrunedPrefix> announced;
        try (var in = joined(files)) {
            announced = PrunedPrefix.announcedIn(in);
        }
        try (var in = joined(files)) {
            var report = ChainVerifier.verify(in, expected, announced);
            for (var step : report.steps()) {
                var mark = step.ok() == null ? "--" : step.ok() ? "ok" : "NO";
                out.println(mark + "  " + step.step() + ": " + step.detail());
            }
            if (report.verifiedFromSeq() > 1) {
                out.println("Verified from entry " + report.verifiedFromSeq() + " on; older ones were pruned.");
            }
            out.println("Head: entry " + report.end().seq() + ", hash "
                    + report.end().hash());
            return report.ok() ? 0 : 1;
        }
    }
}
