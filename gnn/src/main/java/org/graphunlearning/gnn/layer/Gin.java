package org.graphunlearning.gnn.layer;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.DenseMatrix;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.tensor.ParamTensor;
import org.jspecify.annotations.Nullable;

/**
 * Graph isomorphism network (Xu et al. 2019) with epsilon 0 and a two-layer perceptron, no batch normalisation:
 * {@code Z = relu((A + I) X W1 + b1) W2 + b2}. The sum commutes with W1, so X is narrowed before it travels.
 */
public final class Gin extends Layer {
    private final int hidden;
    private final ParamTensor weight1;
    private final ParamTensor bias1;
    private final ParamTensor weight2;
    private final ParamTensor bias2;

    /** {@code shape} is inputs, hidden, outputs; weights by Glorot from (seed, layer), biases zero. */
    public Gin(int index, int[] shape, long seed) {
        super(index, shape[0], shape[2]);
        this.hidden = shape[1];
        this.weight1 = glorot("weight1", new int[] {shape[0], hidden}, hidden, seed, 0);
        this.bias1 = zeros("bias1", hidden);
        this.weight2 = glorot("weight2", new int[] {hidden, shape[2]}, shape[2], seed, 1);
        this.bias2 = zeros("bias2", shape[2]);
    }

    @Override
    public List<ParamTensor> parameters() {
        return List.of(weight1, bias1, weight2, bias2);
    }

    @Override
    public void scaleOutputs(float factor) {
        scale(weight2, factor);
        scale(bias2, factor);
    }

    @Override
    public EdgeWeights weights() {
        return EdgeWeights.ONE;
    }

    @Override
    LayerPass bind(Binding bound) {
        return new GinPass(bound);
    }

    private final class GinPass implements LayerPass {
        private final Hop hop;
        private final Linear linear;
        private final float[] sums;
        private final DenseMatrix active;
        private final DenseMatrix upstream;
        private final float[] output;
        private final float[] sumGradient;
        private final float[] productGradient;
        private final float[] transposed2 = new float[weight2.length()];
        private float[] tangent = new float[0];

        GinPass(Binding bound) {
            this.hop = bound.hop();
            this.linear = new Linear(bound, index(), weight1);
            this.sums = new float[Math.multiplyExact(hop.targets(), hidden)];
            this.active = new DenseMatrix(hop.targets(), hidden, new float[sums.length]);
            this.output = new float[Math.multiplyExact(hop.targets(), outputs())];
            this.upstream = new DenseMatrix(hop.targets(), outputs(), output);
            this.sumGradient = new float[sums.length];
            this.productGradient = new float[Math.multiplyExact(hop.sources(), hidden)];
        }

        @Override
        public float[] forward(Compute compute, Pass pass) {
            var product = linear.forward(compute, pass);
            Rows.propagate(compute, hop.forward(), Panel.of(product, hidden), bias1.host(), sums);
            float[] relu = active.values();
            for (int i = 0; i < sums.length; i++) {
                relu[i] = Math.max(0f, sums[i]);
            }
            active.changed(relu);
            active.times(compute, Panel.of(weight2.host(), outputs()), output);
            addBias(bias2.host(), output);
            return output;
        }

        private void addBias(float[] bias, float[] out) {
            for (int start = 0; start < out.length; start += bias.length) {
                for (int c = 0; c < bias.length; c++) {
                    out[start + c] += bias[c];
                }
            }
        }

        @Override
        public float @Nullable [] backward(Compute compute, float[] gradient) {
            Rows.columnSums(gradient, bias2.gradient());
            active.transposedTimes(compute, Panel.of(gradient, outputs()), weight2.gradient());
            for (int r = 0; r < hidden; r++) {
                for (int c = 0; c < outputs(); c++) {
                    transposed2[c * hidden + r] = weight2.host()[r * outputs() + c];
                }
            }
            upstream.changed(gradient);
            upstream.times(compute, Panel.of(transposed2, hidden), sumGradient);
            for (int i = 0; i < sums.length; i++) {
                sumGradient[i] = sums[i] > 0f ? sumGradient[i] : 0f;
            }
            Rows.columnSums(sumGradient, bias1.gradient());
            Rows.propagate(compute, hop.backward(), sumGradient, productGradient, hidden);
            return linear.backward(compute, productGradient);
        }

        @Override
        public float[] tangent(Compute compute, float @Nullable [] inputs, float[][] direction) {
            if (tangent.length == 0) {
                tangent = new float[output.length];
            }
            var product = linear.tangent(compute, inputs, direction[0]);
            var moved = new float[sums.length];
            Rows.propagate(compute, hop.forward(), Panel.of(product, hidden), direction[1], moved);
            for (int i = 0; i < moved.length; i++) {
                moved[i] = sums[i] > 0f ? moved[i] : 0f;
            }
            var part = new float[output.length];
            active.times(compute, Panel.of(direction[2], outputs()), tangent);
            try (var left = new DenseMatrix(hop.targets(), hidden, moved)) {
                left.times(compute, Panel.of(weight2.host(), outputs()), part);
            }
            for (int i = 0; i < part.length; i++) {
                tangent[i] += part[i];
            }
            addBias(direction[3], tangent);
            return tangent;
        }
    }
}
