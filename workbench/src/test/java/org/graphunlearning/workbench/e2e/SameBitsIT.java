package org.graphunlearning.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphunlearning.workbench.e2e.SharedServer.Running;
import org.graphunlearning.workbench.server.ServerJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same training on two runtimes, with two kernels, at three concurrencies. */
@ExtendWith(SharedServer.class)
class SameBitsIT {
    private static final int FIRST_WITH_VECTOR_KERNEL = 21;

    @Test
    void trainsTheSameBitsAtEveryConcurrency(Running running) {
        SmallGraph.load(running.client());

        assertThat(hashes(running, "here", "GCN").stream().distinct()).hasSize(1);
    }

    @Test
    void trainsTheSameBitsOnANewerJavaWithTheVectorKernel(Running running) {
        var newer = JavaHomes.from(FIRST_WITH_VECTOR_KERNEL);
        assumeThat(newer).as("a newer Java below " + JavaHomes.FOLDER).isPresent();
        SmallGraph.load(running.client());

        try (var other = new Running(ServerJvm.current().withHome(newer.get()).withVectorModule())) {
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
}
