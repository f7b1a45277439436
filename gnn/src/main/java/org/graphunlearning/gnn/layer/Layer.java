package org.graphunlearning.gnn.layer;

import java.util.List;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.tensor.ParamTensor;

/**
 * One layer: parameters and the rule by which messages turn into outputs. It holds no activations; {@link #bind} makes a
 * {@link LayerPass} that does.
 */
public abstract sealed class Layer permits Gcn, Sgc, Sign, Gat, Sage, Gin {
    private final int index;
    private final int inputs;
    private final int outputs;

    Layer(int index, int inputs, int outputs) {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "A layer needs at least one input and one output, not " + inputs + " and " + outputs + ".");
        }
        this.index = index;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** Position in the model, from 0; part of every random draw's key. */
    public final int index() {
        return index;
    }

    /** Width of an input row. */
    public final int inputs() {
        return inputs;
    }

    /** Width of an output row. */
    public final int outputs() {
        return outputs;
    }

    /** The parameters, in a fixed order. */
    public abstract List<ParamTensor> parameters();

    /**
     * Multiplies every output by a positive factor, up to rounding, through the parameters alone. As the last layer it sharpens or
     * flattens all answers and changes no prediction.
     */
    public abstract void scaleOutputs(float factor);

    static void scale(ParamTensor parameter, float factor) {
        float[] values = parameter.host();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    /** What messages weigh. */
    public abstract EdgeWeights weights();

    /** Rounds of message passing. */
    public int rounds() {
        return 1;
    }

    /** Makes the layer ready to run: {@code bound} says where and on what. */
    abstract LayerPass bind(Binding bound);

    ParamTensor zeros(String name, int columns) {
        return new ParamTensor("layer" + index + "." + name, 1, columns);
    }

    /** Draws are keyed by seed, layer and the parameter's place in it, not by what was drawn before. */
    ParamTensor glorot(String name, int[] shape, int fanOut, long seed, int place) {
        return new ParamTensor("layer" + index + "." + name, shape[0], shape[1])
                .glorot(CounterRng.purpose(seed, -1L - place, index), shape[0], fanOut);
    }
}
