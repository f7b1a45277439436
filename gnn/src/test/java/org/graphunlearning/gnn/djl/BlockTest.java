package org.graphunlearning.gnn.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockTest {
    @ParameterizedTest
    @EnumSource(Architecture.class)
    void blockOfTheOnlyLayerGivesTheLogits(Architecture architecture) {
        var graph = Served.graph();
        var config = new ModelConfig(architecture, 1, 8, 3, 0, false);
        var gnn = Gnn.initial(config, graph.features().columns(), graph.classes(), 3);

        try (var model = GnnModel.of("m", gnn);
                var manager = model.getNDManager().newSubManager();
                var compute = Compute.withThreads(1)) {
            var block = model.getBlock().getChildren().get(0).getValue();
            var out = block.forward(
                    new ParameterStore(manager, false), GraphArrays.of(NodeQuery.all(graph), manager), false);

            assertThat(out.singletonOrThrow().toFloatArray()).isEqualTo(gnn.logits(graph, compute));
            assertThat(out.singletonOrThrow().getShape())
                    .isEqualTo(block.getOutputShapes(new Shape[] {new Shape(graph.nodeCount())})[0]);
        }
    }

    @Test
    void parametersAreThoseOfTheModel() {
        var gnn = Served.model(Architecture.GAT);

        try (var model = GnnModel.of("m", gnn)) {
            var parameters = model.getBlock().getParameters().values();

            assertThat(parameters).hasSameSizeAs(gnn.parameters());
            for (int p = 0; p < parameters.size(); p++) {
                var tensor = gnn.parameters().get(p);
                assertThat(parameters.get(p).getName()).isEqualTo(tensor.name());
                assertThat(parameters.get(p).getArray().getShape())
                        .isEqualTo(new Shape(tensor.rows(), tensor.columns()));
                assertThat(parameters.get(p).getArray().toFloatArray()).isEqualTo(tensor.host());
            }
            assertThat(parameters.get(3).getType()).isEqualTo(Parameter.Type.BIAS);
        }
    }

    @Test
    void writingAParameterChangesTheModel() {
        var gnn = Served.model(Architecture.GCN);
        var bias = gnn.parameters().get(1);

        try (var model = GnnModel.of("m", gnn)) {
            var array = model.getBlock().getParameters().get(1).getValue().getArray();
            var values = new float[bias.length()];
            values[2] = 0.5f;
            array.set(values);

            assertThat(bias.host()).isEqualTo(values);
            assertThat(array.hasGradient()).isFalse();
            array.setRequiresGradient(true);
            bias.gradient()[1] = 7f;
            assertThat(array.getGradient().toFloatArray()).isEqualTo(bias.gradient());
        }
    }

    @Test
    void initializingKeepsTheParameters() {
        var gnn = Served.model(Architecture.GIN);
        var before = gnn.sha256();

        try (var model = GnnModel.of("m", gnn)) {
            model.getBlock().initialize(model.getNDManager(), DataType.FLOAT32, new Shape(60, 40));

            assertThat(model.getBlock().isInitialized()).isTrue();
            assertThat(gnn.sha256()).isEqualTo(before);
        }
    }

    @Test
    void refusesATrainingPass() {
        try (var model = GnnModel.of("m", Served.model(Architecture.GCN))) {
            var manager = model.getNDManager();
            var inputs = GraphArrays.of(NodeQuery.all(Served.graph()), manager);
            var store = new ParameterStore(manager, false);

            assertThatThrownBy(() -> model.getBlock().forward(store, inputs, true))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("answers and does not learn");
        }
    }

    @Test
    void refusesParametersFromAStream() {
        try (var model = GnnModel.of("m", Served.model(Architecture.GCN))) {
            var in = new DataInputStream(new ByteArrayInputStream(new byte[10]));

            assertThatThrownBy(() -> model.getBlock().loadParameters(model.getNDManager(), in))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
