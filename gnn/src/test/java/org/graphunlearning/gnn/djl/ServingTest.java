package org.graphunlearning.gnn.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.graphunlearning.gnn.model.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An exported model in a plain JVM: no database, no plugin, DJL's own way of loading. */
class ServingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"GCN", "GAT", "SGC"})
    void answersTheSameBitsInAPlainJvm(Architecture architecture) throws Exception {
        var gnn = Served.model(architecture);
        GnnModel.of("exported", gnn).save(folder, null);

        assertThat(served()).isEqualTo(Served.probabilities(gnn));
    }

    @Test
    void answersWhereTheContextClassLoaderDoesNotSeeUs() throws Exception {
        var gnn = Served.model(Architecture.GCN);
        GnnModel.of("exported", gnn).save(folder, null);

        assertThat(served("-Dserved.hidden=true")).isEqualTo(Served.probabilities(gnn));
    }

    @Test
    void answersWithoutNd4j() throws Exception {
        var gnn = Served.model(Architecture.GCN);
        GnnModel.of("exported", gnn).save(folder, null);

        assertThat(served("-Dunlearn.compute.dense=java")).isEqualTo(Served.probabilities(gnn));
    }

    private float[] served(String... options) throws Exception {
        var answer = folder.resolve("probabilities");
        var log = folder.resolve("log");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), Served.class.getName(), folder.toString(), answer.toString()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        var floats = ByteBuffer.wrap(Files.readAllBytes(answer)).asFloatBuffer();
        var out = new float[floats.remaining()];
        floats.get(out);
        return out;
    }

    /** Ours without PyTorch; surefire may hide it in the manifest of a jar of its own. */
    private static String classPath() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.contains("pytorch"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
