package org.graphunlearning.gnn.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.NativeLibrary;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.sidecar.DeletionOperators;
import org.jspecify.annotations.Nullable;

/**
 * A stack of layers bound to a message flow and its features: forward, backward and forward tangent of the whole network.
 * Owns all activations, allocated once; reuse it for every epoch. Not thread-safe.
 */
public final class NetworkPass {
    /** Share of non-zeros above which BLAS on dense rows beats the sparse kernel. */
    private static final double DENSE_ABOVE = 0.12;

    private final List<Layer> layers;
    private final List<LayerPass> passes = new ArrayList<>();
    private final List<@Nullable DenseInput> hiddenInputs = new ArrayList<>();
    private final List<float[]> outputs = new ArrayList<>();
    private final List<long[]> outputKeys = new ArrayList<>();
    private final List<@Nullable RowOperator> operators;
    private final Activation activation;

    /**
     * Binds the layers.
     *
     * @param flow as many rounds as the layers have together
     * @param features of the whole graph; the rows of the flow are taken from it
     * @param dropout rate on every layer's input (and attention) in training passes, in {@code [0, 1)}
     */
    public NetworkPass(List<Layer> layers, Activation activation, MessageFlow flow, Features features, double dropout) {
        this.layers = List.copyOf(layers);
        this.activation = activation;
        int round = 0;
        LayerInput input = featureInput(flow, features, dropout);
        for (var layer : layers) {
            boolean first = passes.isEmpty();
            passes.add(layer.bind(new Binding(flow, round, input, dropout, first)));
            hiddenInputs.add(first ? null : (DenseInput) input);
            round += layer.rounds();
            long[] keys = flow.keys(round);
            outputKeys.add(keys);
            input = new DenseInput(new float[keys.length * layer.outputs()], keys, layer.outputs(), dropout > 0);
        }
        this.operators = new ArrayList<>(Collections.nCopies(passes.size(), null));
    }

    /**
     * Multiplies rows by deletion operators from now on: those of each layer's output, before the activation.
     *
     * @param all one per layer, {@code null} or none at all for a network without
     * @return this
     * @throws IllegalArgumentException when they do not fit the layers
     */
    public NetworkPass operating(@Nullable DeletionOperators all) {
        if (all != null) {
            RowOperator.requireFit(all, layers);
        }
        for (int l = 0; l < passes.size(); l++) {
            operators.set(
                    l,
                    all == null || !all.act()
                            ? null
                            : RowOperator.of(all.layers().get(l), outputKeys.get(l)));
        }
        return this;
    }

    /** Node keys of the output rows of a layer, ascending. */
    public long[] keys(int layer) {
        return outputKeys.get(layer);
    }

    private static LayerInput featureInput(MessageFlow flow, Features features, double dropout) {
        int[] rows = flow.rows(0);
        long[] keys = flow.keys(0);
        var taken = rows.length == features.rows() ? features : features.select(rows);
        if (taken instanceof SparseFeatures sparse && isSparseEnough(sparse)) {
            return new SparseInput(sparse, keys);
        }
        return new DenseInput(dense(taken), keys, taken.columns(), dropout > 0);
    }

    private static boolean isSparseEnough(SparseFeatures x) {
        double cells = (double) x.rows() * x.columns();
        return !NativeLibrary.isLoaded() || cells > Integer.MAX_VALUE / 8.0 || x.val().length <= DENSE_ABOVE * cells;
    }

    private static float[] dense(Features features) {
        if (features instanceof DenseFeatures dense) {
            return dense.values();
        }
        var x = (SparseFeatures) features;
        var out = new float[x.rows() * x.columns()];
        for (int row = 0; row < x.rows(); row++) {
            for (int k = x.ptr()[row]; k < x.ptr()[row + 1]; k++) {
                out[row * x.columns() + x.idx()[k]] = x.val()[k];
            }
        }
        return out;
    }

    /** Looks at what a layer puts out. */
    @FunctionalInterface
    public interface Outputs {
        /**
         * Called once per layer and pass, after its deletion operator and before the activation.
         *
         * @param layer its position, from 0
         * @param values rows of {@link #keys} x outputs; what is written here is what the next layer reads
         */
        void see(int layer, float[] values);
    }

    /** Logits, output rows x classes; the array is overwritten by the next call. */
    public float[] forward(Compute compute, Pass pass) {
        return forward(compute, pass, null);
    }

    /** The same under the eyes of somebody. */
    public float[] forward(Compute compute, Pass pass, @Nullable Outputs viewer) {
        outputs.clear();
        float[] values = new float[0];
        for (int l = 0; l < passes.size(); l++) {
            var hidden = hiddenInputs.get(l);
            if (hidden != null) {
                activation.forward(compute, values);
                hidden.changed(values);
            }
            values = passes.get(l).forward(compute, pass);
            var operator = operators.get(l);
            if (operator != null) {
                operator.apply(compute, values);
            }
            if (viewer != null) {
                viewer.see(l, values);
            }
            outputs.add(values);
        }
        return values;
    }

    /**
     * Overwrites every parameter's gradient, at the point and with the draws of the last forward pass.
     *
     * @param gradient of the loss at the logits; may be overwritten
     */
    public void backward(Compute compute, float[] gradient) {
        float @Nullable [] upstream = gradient;
        for (int l = passes.size() - 1; l >= 0 && upstream != null; l--) {
            var operator = operators.get(l);
            if (operator != null) {
                operator.applyTransposed(compute, upstream);
            }
            upstream = passes.get(l).backward(compute, upstream);
            if (l > 0 && upstream != null) {
                activation.scale(compute, upstream, outputs.get(l - 1));
            }
        }
    }

    /**
     * Tangent of the logits (JVP) at the point and with the draws of the last forward pass.
     *
     * @param direction one array per parameter, in the order of the layers' parameters
     */
    public float[] tangent(Compute compute, List<float[]> direction) {
        float @Nullable [] values = null;
        int next = 0;
        for (int l = 0; l < passes.size(); l++) {
            int count = layers.get(l).parameters().size();
            var own = direction.subList(next, next + count).toArray(new float[0][]);
            next += count;
            if (l > 0 && values != null) {
                activation.scale(compute, values, outputs.get(l - 1));
            }
            values = passes.get(l).tangent(compute, values, own);
            var operator = operators.get(l);
            if (operator != null) {
                operator.apply(compute, values);
            }
        }
        if (values == null) {
            throw new IllegalStateException("A network needs at least one layer.");
        }
        return values;
    }
}
