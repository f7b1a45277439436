package org.graphunlearning.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /** The oracle is the file in the plugins folder. */
    @Test
    void namesItsJarInEveryCertificate(Running running) throws IOException, NoSuchAlgorithmException {
        running.client()
                .run(
                        "CREATE (n:Visitor) WITH n CALL unlearn.deleteNode('*', n, {requestId: 'jar'}) YIELD guarantee"
                                + " RETURN guarantee",
                        Map.of());

        var named = running.client()
                .run(
                        "CALL unlearn.certificate.get('jar') YIELD event, content WHERE event = 'COMPLETED'"
                                + " RETURN content.procedure.codeSource AS source, content.procedure.codeSha256 AS sha256",
                        Map.of())
                .get(0)
                .asMap();

        try (var jars = Files.list(running.server().home().resolve("plugins"))) {
            var jar = jars.filter(file -> file.getFileName().toString().startsWith("graph-unlearning-neo4j-"))
                    .findFirst()
                    .orElseThrow();
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            assertThat(named)
                    .isEqualTo(Map.of("source", "JAR", "sha256", HexFormat.of().formatHex(digest)));
        }
    }

    private static long files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
