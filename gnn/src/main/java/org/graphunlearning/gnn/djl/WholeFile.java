package org.graphunlearning.gnn.djl;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there completely or not at all. */
final class WholeFile {
    private WholeFile() {}

    /** Writes next to the target, forces to disk, moves into place. */
    static void write(Path target, byte[] bytes) throws IOException {
        // Not Files.createTempFile: that one is readable by its owner only, and would stay so.
        var temporary = target.resolveSibling("." + target.getFileName() + "." + NDManager.nextUid() + ".part");
        try {
            try (var channel = FileChannel.open(temporary, CREATE, TRUNCATE_EXISTING, WRITE)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
