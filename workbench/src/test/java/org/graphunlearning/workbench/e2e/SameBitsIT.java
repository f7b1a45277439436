package org.graphunlearning.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.graphunlearning.workbench.e2e.SharedServer.Running;
import org.graphunlearning.workbench.server.ServerJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same training on two runtimes, with two kernels, at three concurrencies. */
@ExtendWith(SharedServer.class)
class SameBitsIT {
    private static final Path RUNTIMES = Path.of("/usr/lib/jvm");
    private static final int FIRST_WITH_VECTOR_KERNEL = 21;

    @Test
    void trainsTheSameBitsAtEveryConcurrency(Running running) {
        SmallGraph.load(running.client());

        assertThat(hashes(running, "here", "GCN").stream().distinct()).hasSize(1);
    }

    @Test
    void trainsTheSameBitsOnANewerJavaWithTheVectorKernel(Running running) throws IOException {
        var newer = newerJava();
        assumeThat(newer).as("a newer Java below " + RUNTIMES).isNotEmpty();
        SmallGraph.load(running.client());

        try (var other = new Running(ServerJvm.current().withHome(newer.get(0)).withVectorModule())) {
            SmallGraph.load(other.client());
            assertThat(kernel(other)).startsWith("vector");
            for (var architecture : List.of("GCN", "GAT", "SGC", "SIGN", "SAGE", "GIN")) {
                var all = new ArrayList<>(hashes(other, architecture, architecture));
                all.add(train(running, architecture + "-here", architecture, 2));
                assertThat(all.stream().distinct()).as(architecture).hasSize(1);
            }
        }
    }

    private static List<String> hashes(Running running, String name, String architecture) {
        var out = new ArrayList<String>();
        for (int concurrency = 1; concurrency <= 3; concurrency++) {
            out.add(train(running, name + "-" + concurrency, architecture, concurrency));
        }
        return out;
    }

    private static String train(Running running, String model, String architecture, int concurrency) {
        return running.client()
                .train(
                        model,
                        SmallGraph.configuration(Map.of("architecture", architecture, "concurrency", concurrency)))
                .sha256();
    }

    private static String kernel(Running running) {
        var compute = running.client()
                .run(
                        "CALL unlearn.train('kernel', $configuration) YIELD modelInfo RETURN modelInfo.compute AS compute",
                        Map.of("configuration", SmallGraph.configuration(Map.of("epochs", 1))))
                .get(0)
                .get("compute")
                .asString();
        return compute.substring(compute.indexOf('/') + 1);
    }

    private static List<Path> newerJava() throws IOException {
        if (!Files.isDirectory(RUNTIMES)) {
            return List.of();
        }
        try (var homes = Files.list(RUNTIMES)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> version(home) >= FIRST_WITH_VECTOR_KERNEL)
                    .sorted()
                    .toList();
        }
    }

    private static int version(Path home) {
        var release = new Properties();
        try {
            release.load(new StringReader(Files.readString(home.resolve("release"))));
        } catch (IOException e) {
            return 0; // not a runtime
        }
        var version = release.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
        return Runtime.Version.parse(version).feature();
    }
}
