package org.graphunlearning.gnn.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.modality.Classifications;
import ai.djl.nn.Blocks;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.loss.Loss;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.ModelCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GnnModelTest {
    @TempDir
    Path folder;

    @BeforeEach
    void register() {
        GnnEngineProvider.register();
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void savedAndLoadedModelAnswersTheSameBits(Architecture architecture) throws Exception {
        var gnn = Served.model(architecture);
        GnnModel.of("m", gnn).save(folder, null);

        try (var model = Served.load(folder);
                var predictor = model.newPredictor()) {
            assertThat(Served.flat(predictor.predict(NodeQuery.all(Served.graph()))))
                    .isEqualTo(Served.probabilities(gnn));
            assertThat(model.getProperty("architecture")).isEqualTo(architecture.name());
        }
    }

    @Test
    void answersInTheOrderOfTheKeysAskedFor() throws Exception {
        var gnn = Served.model(Architecture.GAT);
        var graph = Served.graph();
        var all = Served.probabilities(gnn);

        try (var model = GnnModel.of("m", gnn);
                var predictor = model.newPredictor(new NodeClassificationTranslator())) {
            var answers =
                    predictor.predict(new NodeQuery(graph, new long[] {graph.key(9), graph.key(2), graph.key(9)}));

            assertThat(Served.flat(answers)).isEqualTo(concat(all, 9, 2, 9));
            assertThat(answers[0].getClassNames()).containsExactly("0", "1", "2");
        }
    }

    private static float[] concat(float[] all, int... rows) {
        var out = new float[rows.length * 3];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, rows[i] * 3, out, i * 3, 3);
        }
        return out;
    }

    @Test
    void answersNothingWhenAskedForNoNode() throws Exception {
        try (var model = GnnModel.of("m", Served.model(Architecture.GCN));
                var predictor = model.newPredictor(new NodeClassificationTranslator())) {
            assertThat(predictor.predict(new NodeQuery(Served.graph(), new long[0])))
                    .isEmpty();
        }
    }

    @Test
    void refusesKeyThatNoNodeHas() {
        assertThatThrownBy(() -> new NodeQuery(Served.graph(), new long[] {-5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No node of the graph has the key -5.");
    }

    @Test
    void refusesDamagedFile() throws Exception {
        GnnModel.of("m", Served.model(Architecture.GCN)).save(folder, "m");
        var file = folder.resolve("m.gnn");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> new GnnModel("m").load(folder))
                .isInstanceOf(MalformedModelException.class)
                .hasMessage("The model is damaged: its SHA-256 does not match its bytes.");
    }

    @Test
    void refusesTruncatedFile() throws Exception {
        GnnModel.of("m", Served.model(Architecture.GCN)).save(folder, "m");
        var file = folder.resolve("m.gnn");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 20));

        assertThatThrownBy(() -> new GnnModel("m").load(folder))
                .isInstanceOf(MalformedModelException.class)
                .hasMessage("These bytes are not a model.");
    }

    @Test
    void saysWhichFileIsMissing() throws Exception {
        GnnModel.of("a", Served.model(Architecture.GCN)).save(folder, null);
        GnnModel.of("b", Served.model(Architecture.GCN)).save(folder, null);

        assertThatThrownBy(() -> new GnnModel("c").load(folder))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("The folder holds 2 model files and none is named `c.gnn`; name one with optModelName.");
    }

    @Test
    void leavesNoTemporaryFileBehind() throws Exception {
        var model = GnnModel.of("a", Served.model(Architecture.GCN));
        model.save(folder, null);
        model.save(folder, null);

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.gnn", "serving.properties");
        }
    }

    @Test
    void loadsFromAStream() throws Exception {
        var gnn = Served.model(Architecture.SAGE);
        try (var model = (GnnModel) Model.newInstance("streamed", GnnEngine.NAME)) {
            model.load(new ByteArrayInputStream(ModelCodec.encode(gnn)));

            assertThat(model.gnn().sha256()).isEqualTo(gnn.sha256());
        }
    }

    @Test
    void refusesToSaveWhatWasNeverLoaded() {
        var model = new GnnModel("empty");

        assertThatThrownBy(() -> model.save(folder, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Model `empty` has not been loaded yet.");
    }

    @Test
    void refusesToTrain() {
        var model = GnnModel.of("m", Served.model(Architecture.GCN));
        var config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss());

        assertThatThrownBy(() -> model.newTrainer(config))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("org.graphunlearning.gnn.train.Trainer");
    }

    @Test
    void refusesAForeignBlock() {
        var model = new GnnModel("m");

        assertThatThrownBy(() -> model.setBlock(Blocks.identityBlock()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Engine GraphUnlearning serves its own blocks only.");
    }

    @Test
    void unknownEngineIsNamed() throws Exception {
        GnnModel.of("m", Served.model(Architecture.GCN)).save(folder, null);
        var criteria = Criteria.builder()
                .setTypes(NodeQuery.class, Classifications[].class)
                .optEngine("GraphUnlerning")
                .optModelPath(folder)
                .optTranslator(new NodeClassificationTranslator())
                .build();

        assertThatThrownBy(criteria::loadModel)
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageContaining("engine: GraphUnlerning");
    }

    @Test
    void servingPropertiesNameTheEngine() throws Exception {
        GnnModel.of("m", Served.model(Architecture.GCN)).save(folder, null);
        var criteria = Criteria.builder()
                .setTypes(NodeQuery.class, Classifications[].class)
                .optModelPath(folder)
                .optTranslator(new NodeClassificationTranslator())
                .build();

        try (var model = criteria.loadModel()) {
            assertThat(model.getNDManager().getEngine().getEngineName()).isEqualTo("GraphUnlearning");
        }
    }

    @Test
    void engineIsNobodysDefaultNextToAnother() {
        assertThat(Engine.getAllEngines()).contains("GraphUnlearning", "PyTorch");
        assertThat(Engine.getDefaultEngineName()).isEqualTo("PyTorch");
        assertThat(Engine.getEngine("GraphUnlearning").getGpuCount()).isZero();
    }
}
