package org.graphunlearning.workbench.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.GraphReader;

/**
 * The graphs to measure on, one folder each.
 *
 * @param data folder that holds the folders
 */
record GraphFolders(Path data) {
    private static final String NODES = "nodes.csv.gz";
    private static final String FEATURES = "features.csv.gz";

    /** Checks that the folder is there. */
    GraphFolders {
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException(
                    "There is no folder `" + data + "`. Name one with `--data DIR`: it holds one"
                            + " folder per graph, as `./demo --graph` reads them.");
        }
    }

    /** The graphs named, or all that have features, small ones first. */
    List<String> withFeatures(List<String> names) {
        var all = all();
        for (var name : names) {
            if (!all.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no graph `" + name + "` with features. Known: " + String.join(", ", all) + ".");
            }
        }
        return names.isEmpty() ? all : names;
    }

    private List<String> all() {
        try (var folders = Files.list(data)) {
            return folders.filter(
                            folder -> Files.exists(folder.resolve(NODES)) && Files.exists(folder.resolve(FEATURES)))
                    .sorted(Comparator.comparing(GraphFolders::nodeBytes))
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The graphs cannot be listed.", e);
        }
    }

    /** Grows with the number of nodes, and needs no reading. */
    private static long nodeBytes(Path folder) {
        return folder.resolve(NODES).toFile().length();
    }

    Path folder(String name) {
        return data.resolve(name);
    }

    GraphData read(String name) {
        return GraphReader.read(folder(name));
    }
}
