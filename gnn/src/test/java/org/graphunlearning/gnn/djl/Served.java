package org.graphunlearning.gnn.djl;

import ai.djl.modality.Classifications;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;
import org.graphunlearning.gnn.oracle.RandomGraphs;

/** A graph, models for it, and the program that serves one in a JVM of its own. */
final class Served {
    private Served() {}

    static Graph graph() {
        return RandomGraphs.draw(new RandomGraphs.Shape(60, 140, 40, true, true), 9);
    }

    static Gnn model(Architecture architecture) {
        var graph = graph();
        var config = new ModelConfig(architecture, 2, 8, 3, 0.5, true);
        return Gnn.initial(config, graph.features().columns(), graph.classes(), 21);
    }

    static ZooModel<NodeQuery, Classifications[]> load(Path folder) throws Exception {
        return Criteria.builder()
                .setTypes(NodeQuery.class, Classifications[].class)
                .optEngine("GraphUnlearning")
                .optModelPath(folder)
                .optTranslator(new NodeClassificationTranslator())
                .build()
                .loadModel();
    }

    static float[] flat(Classifications[] answers) {
        var out = new float[answers.length * answers[0].getClassNames().size()];
        int next = 0;
        for (var answer : answers) {
            for (double value : answer.getProbabilities()) {
                out[next++] = (float) value;
            }
        }
        return out;
    }

    static float[] probabilities(Gnn gnn) {
        try (var compute = Compute.withThreads(1)) {
            return gnn.probabilities(graph(), compute);
        }
    }

    /** Arguments: model folder, file for the probabilities. With {@code served.hidden} no class loader of DJL's sees us. */
    public static void main(String[] arguments) throws Exception {
        if (Boolean.getBoolean("served.hidden")) {
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
            GnnEngineProvider.register();
        }
        try (var model = load(Path.of(arguments[0]));
                var predictor = model.newPredictor()) {
            var values = flat(predictor.predict(NodeQuery.all(graph())));
            var bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            Files.write(Path.of(arguments[1]), bytes.array());
        }
        if (!"true".equals(System.getProperty("OPT_OUT_TRACKING"))) {
            throw new IllegalStateException("DJL would have reported home.");
        }
    }
}
