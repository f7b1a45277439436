package org.graphunlearning.gnn.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.FloatMath;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.Gat;
import org.graphunlearning.gnn.layer.Gcn;
import org.graphunlearning.gnn.layer.Gin;
import org.graphunlearning.gnn.layer.Layer;
import org.graphunlearning.gnn.layer.MessageFlow;
import org.graphunlearning.gnn.layer.NetworkPass;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.layer.RowOperator;
import org.graphunlearning.gnn.layer.Sage;
import org.graphunlearning.gnn.layer.Sgc;
import org.graphunlearning.gnn.layer.Sign;
import org.graphunlearning.gnn.sidecar.Sidecar;
import org.graphunlearning.gnn.sidecar.SidecarCodec;
import org.graphunlearning.gnn.tensor.ParamTensor;

/**
 * A graph neural network for node classification: shape, classes and parameters, no activations and no data.
 *
 * <p>Parameters are mutable through {@link #parameters()}; everything else is fixed. Inference may run concurrently as long
 * as nobody writes to the parameters.
 */
public final class Gnn {
    private final ModelConfig config;
    private final int inputChannels;
    private final List<Object> classes;
    private final List<Layer> layers;
    private final Sidecar sidecar;

    private Gnn(ModelConfig config, int inputChannels, List<Object> classes, List<Layer> layers, Sidecar sidecar) {
        this.config = config;
        this.inputChannels = inputChannels;
        this.classes = List.copyOf(classes);
        this.layers = layers;
        this.sidecar = sidecar;
    }

    /**
     * A model with Glorot-uniform weights drawn from (seed, layer, index) and zero biases.
     *
     * @param inputChannels width of a feature row
     * @param classes names of the outputs, in order
     */
    public static Gnn initial(ModelConfig config, int inputChannels, List<Object> classes, long seed) {
        return new Gnn(
                config, inputChannels, classes, layers(config, inputChannels, classes.size(), seed), Sidecar.empty());
    }

    private static List<Layer> layers(ModelConfig config, int inputs, int outputs, long seed) {
        if (config.architecture() == Architecture.SGC) {
            return List.of(new Sgc(config.layers(), inputs, outputs, seed));
        }
        if (config.architecture() == Architecture.SIGN) {
            return List.of(new Sign(config.layers(), inputs, outputs, seed));
        }
        var out = new ArrayList<Layer>();
        int width = inputs;
        for (int l = 0; l < config.layers(); l++) {
            boolean last = l == config.layers() - 1;
            var layer = layer(config, l, width, last ? outputs : config.hiddenChannels(), last, seed);
            out.add(layer);
            width = layer.outputs();
        }
        return List.copyOf(out);
    }

    private static Layer layer(ModelConfig config, int index, int inputs, int outputs, boolean last, long seed) {
        return switch (config.architecture()) {
            case GCN -> new Gcn(index, inputs, outputs, seed);
            case GAT -> new Gat(index, inputs, last ? 1 : config.heads(), outputs, seed);
            case SAGE -> new Sage(index, inputs, outputs, seed);
            case GIN -> new Gin(index, new int[] {inputs, config.hiddenChannels(), outputs}, seed);
            case SGC, SIGN -> throw new IllegalStateException("A linear architecture is one layer.");
        };
    }

    /** The shape. */
    public ModelConfig config() {
        return config;
    }

    /** Width of a feature row. */
    public int inputChannels() {
        return inputChannels;
    }

    /** Names of the outputs, in order; {@link Long} or {@link String}. */
    public List<Object> classes() {
        return classes;
    }

    /** The layers, input side first. */
    public List<Layer> layers() {
        return layers;
    }

    /** All parameters in a fixed order. */
    public List<ParamTensor> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    /** What travels with the model; no parameter of it, but part of its bytes. */
    public Sidecar sidecar() {
        return sidecar;
    }

    /**
     * The same model, parameters shared, with another sidecar.
     *
     * @throws IllegalArgumentException when its deletion operators do not fit the layers
     */
    public Gnn with(Sidecar value) {
        if (value.operators() != null) {
            RowOperator.requireFit(value.operators(), layers);
        }
        return new Gnn(config, inputChannels, classes, layers, value);
    }

    /** A model of its own with the same parameters and sidecar. */
    public Gnn copy() {
        var out = new Gnn(config, inputChannels, classes, layers(config, inputChannels, classes.size(), 0), sidecar);
        var from = parameters();
        var to = out.parameters();
        for (int p = 0; p < from.size(); p++) {
            to.get(p).assign(from.get(p).host());
        }
        return out;
    }

    /** Binds the model to the flow into some rows; all rows when {@code outputs} names every one. */
    public NetworkPass into(Graph graph, int[] outputs) {
        return bind(graph, MessageFlow.into(graph, config.architecture().weights(), outputs, config.layers()));
    }

    /** Binds the model to the flow into every row. */
    public NetworkPass everywhere(Graph graph) {
        return bind(graph, MessageFlow.everywhere(graph, config.architecture().weights(), config.layers()));
    }

    private NetworkPass bind(Graph graph, MessageFlow flow) {
        if (graph.features().columns() != inputChannels) {
            throw new IllegalArgumentException("The model reads " + inputChannels + " feature columns; the graph has "
                    + graph.features().columns() + ".");
        }
        var features = config.scaled(graph.features());
        return new NetworkPass(layers, config.architecture().activation(), flow, features, config.dropout())
                .operating(sidecar.operators());
    }

    /** Logits of every row, nodeCount x classes, row-major, without dropout. */
    public float[] logits(Graph graph, Compute compute) {
        return everywhere(graph).forward(compute, Pass.inference());
    }

    /** Class probabilities of every row, nodeCount x classes, row-major; each row sums to 1. */
    public float[] probabilities(Graph graph, Compute compute) {
        return softmax(logits(graph, compute), classes.size());
    }

    /** Class probabilities of some rows (ascending), reading only what flows into them. */
    public float[] probabilities(Graph graph, int[] rows, Compute compute) {
        return softmax(into(graph, rows).forward(compute, Pass.inference()), classes.size());
    }

    /** Softmax of each row in place, with the row's maximum subtracted first. */
    public static float[] softmax(float[] logits, int width) {
        for (int start = 0; start < logits.length; start += width) {
            float max = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < width; c++) {
                max = Math.max(max, logits[start + c]);
            }
            float sum = 0f;
            for (int c = 0; c < width; c++) {
                logits[start + c] = FloatMath.exp(logits[start + c] - max);
                sum += logits[start + c];
            }
            for (int c = 0; c < width; c++) {
                logits[start + c] /= sum;
            }
        }
        return logits;
    }

    /** Whether every parameter, and every entry of a deletion operator, is a finite number. */
    public boolean isFinite() {
        for (var parameter : parameters()) {
            if (!isFinite(parameter.host())) {
                return false;
            }
        }
        var operators = sidecar.operators();
        return operators == null || operators.layers().stream().allMatch(layer -> isFinite(layer.matrix()));
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /**
     * SHA-256 over shape and bits of all parameters and, where there are any, of the deletion operators, which take part in every
     * answer: equal exactly when every bit is equal.
     */
    public byte[] sha256() {
        MessageDigest digest = ModelCodec.newDigest();
        for (var parameter : parameters()) {
            var bytes = ByteBuffer.allocate(8 + 4 * parameter.length()).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(parameter.rows()).putInt(parameter.columns());
            bytes.asFloatBuffer().put(parameter.host());
            digest.update(bytes.array());
        }
        if (sidecar.operators() != null) {
            digest.update(SidecarCodec.encode(Sidecar.empty().withOperators(sidecar.operators())));
        }
        return digest.digest();
    }
}
