package org.graphunlearning.gnn.djl;

import ai.djl.BaseModel;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelCodec;
import org.jspecify.annotations.Nullable;

/**
 * A model as DJL sees it. On disk a folder with two files: {@code <name>.gnn}, the bytes of {@link ModelCodec} with their
 * SHA-256 behind them, and {@code serving.properties}, which names the engine.
 *
 * <pre>
 * Criteria.builder()
 *         .setTypes(NodeQuery.class, Classifications[].class)
 *         .optEngine(GnnEngine.NAME)
 *         .optModelPath(folder)
 *         .optTranslator(new NodeClassificationTranslator())
 *         .build()
 *         .loadModel()
 * </pre>
 */
public final class GnnModel extends BaseModel {
    private static final String SUFFIX = ".gnn";

    /** A model without parameters yet; {@link #load} brings them. */
    GnnModel(String name) {
        super(name);
        manager = GnnNDManager.ROOT.newSubManager();
        manager.setName(name);
        dataType = DataType.FLOAT32;
    }

    /** A trained model under a name. Its parameters are shared, not copied. */
    public static GnnModel of(String name, Gnn gnn) {
        GnnEngineProvider.register();
        var out = new GnnModel(name);
        out.take(gnn);
        return out;
    }

    /**
     * The model behind the face.
     *
     * @throws IllegalStateException when nothing has been loaded yet
     */
    public Gnn gnn() {
        if (getBlock() instanceof GnnBlock own) {
            return own.gnn();
        }
        throw new IllegalStateException("Model `" + modelName + "` has not been loaded yet.");
    }

    private void take(Gnn gnn) {
        block = new GnnBlock(gnn, (GnnNDManager) manager);
        properties.put("architecture", gnn.config().architecture().name());
    }

    /** Takes a block of ours only: no other can be saved or served here. */
    @Override
    public void setBlock(Block newBlock) {
        if (!(newBlock instanceof GnnBlock)) {
            throw new IllegalArgumentException("Engine " + GnnEngine.NAME + " serves its own blocks only.");
        }
        super.setBlock(newBlock);
    }

    /**
     * Reads {@code <prefix>.gnn}, or the only model file of the folder.
     *
     * @param prefix file name without ending; {@code null} is the model's name
     * @param options none are known
     */
    @Override
    public void load(Path folder, @Nullable String prefix, @Nullable Map<String, ?> options)
            throws IOException, MalformedModelException {
        setModelDir(folder);
        decode(Files.readAllBytes(modelFile(Objects.requireNonNullElse(prefix, modelName), prefix == null)));
    }

    private Path modelFile(String name, boolean orOnly) throws IOException {
        var file = modelDir.resolve(name + SUFFIX);
        if (Files.isRegularFile(file)) {
            return file;
        }
        List<Path> others;
        try (var list = Files.list(modelDir)) {
            others = list.filter(path -> path.toString().endsWith(SUFFIX)).toList();
        }
        if (!orOnly || others.size() != 1) {
            throw new FileNotFoundException("The folder holds " + others.size() + " model files and none is named `"
                    + name + SUFFIX + "`; name one with optModelName.");
        }
        return others.get(0);
    }

    @Override
    public void load(InputStream in, @Nullable Map<String, ?> options) throws IOException, MalformedModelException {
        decode(in.readAllBytes());
    }

    private void decode(byte[] bytes) throws MalformedModelException {
        try {
            take(ModelCodec.decode(bytes));
            wasLoaded = true;
        } catch (IllegalArgumentException e) {
            throw new MalformedModelException(e.getMessage(), e);
        }
    }

    /** Writes both files, each through a temporary one, so that a crash leaves the old or the new. */
    @Override
    public void save(Path folder, @Nullable String newName) throws IOException {
        var name = newName == null || newName.isEmpty() ? modelName : newName;
        var gnn = gnn();
        Files.createDirectories(folder);
        WholeFile.write(folder.resolve(name + SUFFIX), ModelCodec.encode(gnn));
        var lines = "engine=" + GnnEngine.NAME + "\n" + "architecture="
                + gnn.config().architecture().name() + "\n";
        WholeFile.write(folder.resolve("serving.properties"), lines.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Trainer newTrainer(TrainingConfig config) {
        throw new UnsupportedOperationException(
                "Engine " + GnnEngine.NAME + " serves models; train them with org.graphunlearning.gnn.train.Trainer.");
    }
}
