package org.graphunlearning.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.graphunlearning.workbench.e2e.SharedServer.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packed jar in the plugins folder of a real server, with no setting of its own. */
@ExtendWith(SharedServer.class)
class PluginIT {
    @Test
    void needsNoSetting(Running running) throws IOException {
        assertThat(Files.readString(running.server().home().resolve("conf/neo4j.conf")))
                .doesNotContain("unrestricted")
                .doesNotContain("allowlist");
        assertThat(running.server().home().resolve("plugins"))
                .isDirectoryContaining(jar -> jar.getFileName().toString().startsWith("graph-unlearning-neo4j-"));
    }

    @Test
    void loadsWithoutComplaint(Running running) {
        assertThat(running.server().debugLog())
                .isNotEmpty()
                .doesNotContain("Failed to load `org.graphunlearning")
                .doesNotContain(" ERROR ");
        assertThat(running.server().log().lines())
                .filteredOn(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .filteredOn(line -> line.contains("unlearn"))
                .isEmpty();
    }

    @Test
    void unpacksNativeLibrariesBelowTheServersDataAlone(Running running) throws IOException {
        SmallGraph.load(running.client());
        running.client().train("small", SmallGraph.configuration(Map.of("epochs", 1)));

        assertThat(files(running.server().home().resolve("data/unlearn/native")))
                .isPositive();
        assertThat(files(running.userHome())).isZero();
    }

    private static long files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
