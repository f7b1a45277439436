package org.graphunlearning.workbench.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout around the working directory. */
final class Root {
    private Root() {}

    static Path path() {
        var at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("workbench/server/pom.xml"))) {
            at = at.getParent();
        }
        return at;
    }
}
