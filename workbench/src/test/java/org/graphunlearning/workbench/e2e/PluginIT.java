package org.graphunlearning.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.graphunlearning.workbench.e2e.SharedServer.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

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
    void offersWhatIsOnFile(Running running) throws IOException {
        var procedures = running.client()
                .run(
                        "SHOW PROCEDURES YIELD name, mode, signature, description, argumentDescription,"
                                + " returnDescription WHERE name STARTS WITH 'unlearn.' RETURN * ORDER BY name",
                        Map.of());
        var functions = running.client()
                .run(
                        "SHOW FUNCTIONS YIELD name, signature, description, argumentDescription, returnDescription"
                                + " WHERE name STARTS WITH 'unlearn.' RETURN * ORDER BY name",
                        Map.of());

        var file = Files.readString(Root.path().resolve("procedures/src/test/resources/procedures.json"));
        assertThat(Map.of(
                        "procedures",
                        procedures.stream().map(Record::asMap).toList(),
                        "functions",
                        functions.stream().map(Record::asMap).toList()))
                .isEqualTo(new Gson().fromJson(file, Map.class));
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
