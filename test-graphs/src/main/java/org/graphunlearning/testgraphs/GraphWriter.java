package org.graphunlearning.testgraphs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a graph folder that {@link GraphReader} reads back equal, and the same bytes each time. Each file is written
 * aside, forced to disk and moved into place; {@code meta.json} with the counts comes last, so that a reader notices a
 * folder left half-written over another graph of different size.
 */
public final class GraphWriter {
    private final GraphData graph;
    private final Path dir;

    private GraphWriter(GraphData graph, Path dir) {
        this.graph = graph;
        this.dir = dir;
    }

    /** Writes the graph into a folder, which is made if need be; files of the layout already there are replaced. */
    public static void write(GraphData graph, Path dir) {
        try {
            Files.createDirectories(dir);
            new GraphWriter(graph, dir).write();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write graph `" + graph.name() + "`.", e);
        }
    }

    private interface Content {
        void writeTo(Lines out) throws IOException;
    }

    private void write() throws IOException {
        replaceZipped(GraphReader.NODES, this::nodes);
        replaceZipped(GraphReader.EDGES, this::edges);
        if (graph.featureCount() == 0) {
            Files.deleteIfExists(dir.resolve(GraphReader.FEATURES));
        } else {
            replaceZipped(GraphReader.FEATURES, this::features);
        }
        replace(GraphMeta.FILE, false, this::meta);
    }

    private void nodes(Lines out) throws IOException {
        out.text("id,label,split,split_random\n");
        for (int node = 0; node < graph.nodeCount(); node++) {
            out.text(node + "," + graph.labels()[node]);
            out.text("," + graph.split()[node].csvName() + "," + graph.splitRandom()[node].csvName() + "\n");
        }
    }

    private void edges(Lines out) throws IOException {
        out.text("source,target\n");
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            out.text(graph.sources()[edge] + "," + graph.targets()[edge] + "\n");
        }
    }

    private void features(Lines out) throws IOException {
        boolean binary = graph.features().isBinary();
        out.text(binary ? "id,index\n" : "id,index,value\n");
        var ptr = graph.featurePtr();
        for (int node = 0; node < graph.nodeCount(); node++) {
            out.text(node + ",");
            for (int at = ptr[node]; at < ptr[node + 1]; at++) {
                out.text((at > ptr[node] ? " " : "") + graph.featureIdx()[at]);
            }
            for (int at = ptr[node]; !binary && at < ptr[node + 1]; at++) {
                out.text((at > ptr[node] ? " " : ",") + number(graph.featureVal()[at]));
            }
            out.text(!binary && ptr[node] == ptr[node + 1] ? ",\n" : "\n");
        }
    }

    /** Counts without a point; the sign of minus zero would get lost that way. */
    private static String number(float value) {
        boolean count = value == (int) value && Math.abs(value) < 1e7f && Float.floatToIntBits(value) != 0x80000000;
        return count ? Integer.toString((int) value) : Float.toString(value);
    }

    private void meta(Lines out) throws IOException {
        // The name has no character that JSON would need escaped, see GraphData.
        out.text(String.format(
                Locale.ROOT,
                """
            {
              "classes": %d,
              "directed": %s,
              "edges": %d,
              "feature_nonzeros": %d,
              "features": %d,
              "name": "%s",
              "nodes": %d
            }
            """,
                graph.classCount(),
                graph.directed(),
                graph.edgeCount(),
                graph.featureIdx().length,
                graph.featureCount(),
                graph.name(),
                graph.nodeCount()));
    }

    private void replaceZipped(String file, Content content) throws IOException {
        replace(file, true, content);
    }

    private void replace(String file, boolean zipped, Content content) throws IOException {
        var aside = dir.resolve(file + ".tmp");
        try (var channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var raw = Channels.newOutputStream(channel);
            var zip = zipped ? new GZIPOutputStream(raw, 1 << 16) : null;
            var out = new BufferedOutputStream(zip == null ? raw : zip, 1 << 16);
            content.writeTo(new Lines(out));
            out.flush();
            if (zip != null) {
                zip.finish();
            }
            channel.force(true);
        }
        Files.move(aside, dir.resolve(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Text onto a stream of bytes. */
    private record Lines(OutputStream out) {
        void text(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
