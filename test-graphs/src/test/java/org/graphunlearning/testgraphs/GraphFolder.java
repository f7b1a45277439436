package org.graphunlearning.testgraphs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** A graph folder written by hand: three nodes on a path, unless a test says otherwise. */
final class GraphFolder {
    static final String PATH_NODES = "id,label,split,split_random\n0,0,train,val\n1,1,test,none\n2,-1,none,none\n";
    static final String PATH_EDGES = "source,target\n0,1\n1,2\n";

    private final Path dir;

    GraphFolder(Path dir) {
        this.dir = dir;
        nodes(PATH_NODES).edges(PATH_EDGES);
    }

    GraphFolder nodes(String text) {
        return zipped("nodes.csv.gz", text);
    }

    GraphFolder edges(String text) {
        return zipped("edges.csv.gz", text);
    }

    GraphFolder features(String text) {
        return zipped("features.csv.gz", text);
    }

    GraphFolder meta(String json) {
        return raw("meta.json", json.getBytes(StandardCharsets.UTF_8));
    }

    GraphFolder raw(String file, byte[] bytes) {
        try {
            Files.write(dir.resolve(file), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GraphFolder without(String file) {
        try {
            Files.delete(dir.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps only the first bytes of a file. */
    GraphFolder cut(String file, int bytes) {
        try {
            return raw(file, Arrays.copyOf(Files.readAllBytes(dir.resolve(file)), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GraphData read() {
        return GraphReader.read(dir);
    }

    GraphData read(GraphReader.Limits limits) {
        return GraphReader.read(dir, limits);
    }

    private GraphFolder zipped(String file, String text) {
        try (var out = new GZIPOutputStream(Files.newOutputStream(dir.resolve(file)))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
