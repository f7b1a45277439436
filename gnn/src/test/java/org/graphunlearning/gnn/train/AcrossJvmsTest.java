package org.graphunlearning.gnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same parameters from a scalar kernel on this JDK and a vector kernel on a newer one, at several thread counts. */
class AcrossJvmsTest {
    private static final Path JVMS = Path.of("/usr/lib/jvm");

    @TempDir
    Path directory;

    @Test
    void theVectorKernelOfANewerJdkGivesTheSameBits() throws Exception {
        var newer = newerJdk();
        assumeTrue(newer.isPresent(), "No JDK 21 or newer lies beside this one; the vector kernel cannot be compared.");
        var here = ParameterHash.hashes(2);

        for (int threads = 1; threads <= 3; threads++) {
            var vector = List.of("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED");
            var there = run(newer.get(), vector, System.getProperty("java.class.path"), threads);

            assertThat(there.lines().findFirst().orElse("")).contains("/vector");
            assertThat(hashesOnly(there)).isEqualTo(hashesOnly(here));
        }
    }

    /** GIN multiplies wide dense matrices, where BLAS and Java differ in bits; all others never reach BLAS here. */
    @Test
    void withoutTheNativeLibraryPlainJavaTakesOverWithTheSameBits() throws Exception {
        var withoutNative = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(nd4j-native|openblas|javacpp)-[^/]*-(linux|macosx|windows)-.*"))
                .collect(Collectors.joining(File.pathSeparator));
        var there = run(Path.of(System.getProperty("java.home")), List.of(), withoutNative, 2);

        assertThat(there.lines().findFirst().orElse("")).isEqualTo("java/scalar");
        assertThat(exceptGin(there)).hasSize(5).isEqualTo(exceptGin(ParameterHash.hashes(1)));
    }

    private static List<String> exceptGin(String output) {
        return hashesOnly(output).stream()
                .filter(line -> !line.startsWith("GIN"))
                .toList();
    }

    private static List<String> hashesOnly(String output) {
        return output.lines().skip(1).toList();
    }

    /** Any JDK whose release file names 21 or later. */
    private static Optional<Path> newerJdk() throws IOException {
        if (!Files.isDirectory(JVMS)) {
            return Optional.empty();
        }
        try (var homes = Files.list(JVMS)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")) && feature(home) >= 21)
                    .findFirst();
        }
    }

    private static int feature(Path home) {
        try (var lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private String run(Path home, List<String> options, String classPath, int threads) throws Exception {
        var errors = directory.resolve("errors.txt").toFile();
        var command = new ArrayList<String>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, ParameterHash.class.getName(), String.valueOf(threads)));
        var process = new ProcessBuilder(command).redirectError(errors).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("%s", Files.readString(errors.toPath()))
                .isZero();
        return output;
    }
}
