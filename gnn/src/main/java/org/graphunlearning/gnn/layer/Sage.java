package org.graphunlearning.gnn.layer;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.compute.SparseProduct;
import org.graphunlearning.gnn.tensor.ParamTensor;
import org.jspecify.annotations.Nullable;

/**
 * GraphSAGE with mean aggregation, full neighbourhood (Hamilton, Ying, Leskovec 2017):
 * {@code Z_i = X_i W_self + mean_j X_j W_nb + b}. A node without neighbours gets no second term.
 *
 * <p>Both weights lie side by side in one parameter, {@code [W_self | W_nb]}, so that X is read once.
 */
public final class Sage extends Layer {
    private final ParamTensor weight;
    private final ParamTensor bias;

    /** Weights by Glorot from (seed, layer), bias zero. */
    public Sage(int index, int inputs, int outputs, long seed) {
        super(index, inputs, outputs);
        this.weight = glorot("weight", new int[] {inputs, 2 * outputs}, outputs, seed, 0);
        this.bias = zeros("bias", outputs);
    }

    @Override
    public List<ParamTensor> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public void scaleOutputs(float factor) {
        scale(weight, factor);
        scale(bias, factor);
    }

    @Override
    public EdgeWeights weights() {
        return EdgeWeights.MEAN;
    }

    @Override
    LayerPass bind(Binding bound) {
        return new SagePass(bound);
    }

    private final class SagePass implements LayerPass {
        private final Hop hop;
        private final Linear linear;
        private final int width = outputs();
        private final float[] output;
        private final float[] productGradient;
        private float[] tangent = new float[0];

        SagePass(Binding bound) {
            this.hop = bound.hop();
            this.linear = new Linear(bound, index(), weight);
            this.output = new float[Math.multiplyExact(hop.targets(), width)];
            this.productGradient = new float[Math.multiplyExact(hop.sources(), 2 * width)];
        }

        @Override
        public float[] forward(Compute compute, Pass pass) {
            return gather(compute, linear.forward(compute, pass), bias.host(), output);
        }

        private float[] gather(Compute compute, float[] product, float[] shift, float[] out) {
            for (int target = 0; target < hop.targets(); target++) {
                int self = hop.selfOf(target) * 2 * width;
                for (int c = 0; c < width; c++) {
                    out[target * width + c] = product[self + c] + shift[c];
                }
            }
            var neighbours = new Panel(product, 2 * width, width, width);
            compute.multiply(new SparseProduct(hop.forward(), 0, neighbours, Panel.of(out, width), true));
            return out;
        }

        @Override
        public float @Nullable [] backward(Compute compute, float[] gradient) {
            Rows.columnSums(gradient, bias.gradient());
            for (int source = 0; source < hop.sources(); source++) {
                Arrays.fill(productGradient, source * 2 * width, source * 2 * width + width, 0f);
            }
            for (int target = 0; target < hop.targets(); target++) {
                System.arraycopy(gradient, target * width, productGradient, hop.selfOf(target) * 2 * width, width);
            }
            var neighbours = new Panel(productGradient, 2 * width, width, width);
            compute.multiply(new SparseProduct(hop.backward(), 0, Panel.of(gradient, width), neighbours, false));
            return linear.backward(compute, productGradient);
        }

        @Override
        public float[] tangent(Compute compute, float @Nullable [] inputs, float[][] direction) {
            if (tangent.length == 0) {
                tangent = new float[output.length];
            }
            return gather(compute, linear.tangent(compute, inputs, direction[0]), direction[1], tangent);
        }
    }
}
