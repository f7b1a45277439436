package org.graphunlearning.workbench.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.tensor.ParamTensor;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * The models in PyTorch, in a process of its own that lives for one graph and one number of threads. One command and one
 * answer per line, fields parted by tabs; {@code pytorch_peer.py} says which. It is idle whenever it has not been asked.
 */
final class PyTorchPeer implements AutoCloseable {
    /** Where PyTorch is looked for. */
    static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private static final Path SCRIPT = Path.of("workbench/src/main/python/pytorch_peer.py");
    private static final String INSTALL =
            "`--peer` needs Python with PyTorch: `apt-get install python3-torch libopenblas0-pthread`,"
                    + " or name another Python with `--python`.";
    private static final int STOP_SECONDS = 5;
    /** OpenMP and BLAS threads spin a while after their work before they sleep. */
    private static final int SETTLE_MILLIS = 40;

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private final Path log;
    private final String version;
    private final String blas;

    private PyTorchPeer(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        var words = ask("version");
        this.version = words.get(0);
        this.blas = words.get(1);
    }

    /**
     * The command of a Python that has PyTorch.
     *
     * @param wanted commands to try, in order
     * @throws IllegalArgumentException when none has it
     */
    static String python(List<String> wanted) {
        for (var command : wanted) {
            if (hasTorch(command)) {
                return command;
            }
        }
        throw new IllegalArgumentException(INSTALL);
    }

    private static boolean hasTorch(String command) {
        try {
            var probe = new ProcessBuilder(command, "-c", "import numpy, torch")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor() == 0;
        } catch (IOException e) {
            return false; // no such command
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static PyTorchPeer start(String python, BenchPlace place, int threads) {
        var log = place.result("pytorch-peer.log");
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder = new ProcessBuilder(
                            python, "-u", place.root().resolve(SCRIPT).toString())
                    .redirectError(log.toFile());
            for (var limit : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")) {
                builder.environment().put(limit, Integer.toString(threads));
            }
            return new PyTorchPeer(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() {
        return version;
    }

    /** Which BLAS it multiplies with: {@code openblas}, {@code mkl}, {@code blis}, {@code reference} or {@code unknown}. */
    String blas() {
        return blas;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Reads the graph of a folder with its published split. */
    void load(Path folder) {
        ask("load", folder.toAbsolutePath().toString());
    }

    /** Makes a model with these parameters; returns the forms that fit into memory. */
    List<String> model(TrainingConfig config, int classes, List<ParamTensor> parameters) {
        var file = scratchFile();
        try {
            write(file, parameters);
            var model = config.model();
            return ask(
                    "model",
                    model.architecture().name(),
                    Integer.toString(model.hiddenChannels()),
                    Integer.toString(model.heads()),
                    Integer.toString(classes),
                    Double.toString(model.dropout()),
                    Double.toString(config.learningRate()),
                    Double.toString(config.weightDecay()),
                    file.toString());
        } finally {
            delete(file);
        }
    }

    /** Logits without dropout and all gradients at the initial parameters, one after the other. */
    float[] answer(String form) {
        var file = scratchFile();
        try {
            ask("check", form, file.toString());
            return read(file);
        } finally {
            delete(file);
        }
    }

    /**
     * What GIF gave.
     *
     * @param seconds gradients, iteration and update
     * @param form the variant that was fastest
     * @param values difference of the summed gradients, then the new parameters
     */
    record Influenced(double seconds, String form, float[] values) {}

    /** The published iteration, from these parameters; {@code task} as {@link GifTask} writes it. */
    Influenced gif(ModelConfig model, int classes, List<ParamTensor> parameters, String task) {
        var weights = scratchFile();
        var lists = scratchFile();
        var answer = scratchFile();
        try {
            write(weights, parameters);
            Files.writeString(lists, task);
            var words = ask(
                    "gif",
                    model.architecture().name(),
                    Integer.toString(model.hiddenChannels()),
                    Integer.toString(model.heads()),
                    Integer.toString(classes),
                    Integer.toString(GifTask.ITERATIONS),
                    Integer.toString(GifTask.SCALE),
                    weights.toString(),
                    lists.toString(),
                    answer.toString());
            settle();
            return new Influenced(Double.parseDouble(words.get(0)), words.get(1), read(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            List.of(weights, lists, answer).forEach(PyTorchPeer::delete);
        }
    }

    private static float[] read(Path file) {
        try {
            var values = ByteBuffer.wrap(Files.readAllBytes(file))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            var out = new float[values.remaining()];
            values.get(out);
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries the variants of a form for a while and stays with the fastest, whose name it returns. */
    String warm(String form, double seconds) {
        return ask("warm", form, Double.toString(seconds)).get(0);
    }

    Cost train(String form, int epochs) {
        return measured("train", form, epochs);
    }

    Cost infer(String form, int passes) {
        return measured("infer", form, passes);
    }

    private Cost measured(String what, String form, int times) {
        var answer = ask(what, form, Integer.toString(times));
        settle();
        return new Cost(Double.parseDouble(answer.get(0)), Double.parseDouble(answer.get(1)));
    }

    private static void settle() {
        try {
            Thread.sleep(SETTLE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private List<String> ask(String... words) {
        try {
            commands.write(String.join("\t", words) + "\n");
            commands.flush();
            var answer = answers.readLine();
            if (answer == null || !answer.startsWith("ok")) {
                throw new IllegalStateException("PyTorch failed at `" + words[0] + "`: "
                        + (answer == null ? lastWords() : answer.replaceFirst("^error\t", "")));
            }
            var fields = new ArrayList<>(List.of(answer.split("\t")));
            fields.remove(0);
            return fields;
        } catch (IOException e) {
            throw new IllegalStateException("PyTorch ended at `" + words[0] + "`: " + lastWords(), e);
        }
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return lines.isEmpty() ? "it said nothing." : lines.get(lines.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, List<ParamTensor> parameters) {
        int length = parameters.stream().mapToInt(ParamTensor::length).sum();
        var bytes = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
        for (var parameter : parameters) {
            for (float value : parameter.host()) {
                bytes.putFloat(value);
            }
        }
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path scratchFile() {
        try {
            return Files.createTempFile("bench", ".f32");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting for PyTorch.", e);
    }

    /** Closing its input ends it; insists after a while. */
    @Override
    public void close() {
        try {
            commands.close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly(); // it has ended already
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted(e);
        }
    }
}
