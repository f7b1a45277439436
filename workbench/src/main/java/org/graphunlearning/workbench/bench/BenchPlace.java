package org.graphunlearning.workbench.bench;

import java.nio.file.Path;

/**
 * Where a benchmark finds and leaves things.
 *
 * @param root of the checkout
 * @param graphs the graphs to measure on
 */
record BenchPlace(Path root, GraphFolders graphs) {
    /** A file that results or logs go to. */
    Path result(String file) {
        return root.resolve("target/bench").resolve(file);
    }
}
