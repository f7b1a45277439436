package org.graphunlearning.gnn.layer;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.tensor.ParamTensor;
import org.jspecify.annotations.Nullable;

/** {@code Z = P ... P (X W) + b}: transform first, because the output is narrower than the input, then propagate. */
final class PropagationPass implements LayerPass {
    private final Binding bound;
    private final Linear linear;
    private final ParamTensor bias;
    private final float[][] levels;
    private final float[][] tangents;
    private final float[] productGradient;

    PropagationPass(Binding bound, Layer layer, ParamTensor weight, ParamTensor bias) {
        this.bound = bound;
        this.linear = new Linear(bound, layer.index(), weight);
        this.bias = bias;
        this.levels = new float[layer.rounds()][];
        this.tangents = new float[layer.rounds()][0];
        for (int round = 0; round < levels.length; round++) {
            levels[round] = new float[Math.multiplyExact(bound.hop(round).targets(), bias.columns())];
        }
        this.productGradient = new float[Math.multiplyExact(bound.hop().sources(), bias.columns())];
    }

    @Override
    public float[] forward(Compute compute, Pass pass) {
        return rounds(compute, linear.forward(compute, pass), bias.host(), levels);
    }

    private float[] rounds(Compute compute, float[] product, float[] shift, float[][] out) {
        int width = bias.columns();
        int last = out.length - 1;
        var values = product;
        for (int round = 0; round < last; round++) {
            Rows.propagate(compute, bound.hop(round).forward(), values, out[round], width);
            values = out[round];
        }
        Rows.propagate(compute, bound.hop(last).forward(), Panel.of(values, width), shift, out[last]);
        return out[last];
    }

    @Override
    public float @Nullable [] backward(Compute compute, float[] gradient) {
        Rows.columnSums(gradient, bias.gradient());
        var values = gradient;
        for (int round = levels.length - 1; round >= 0; round--) {
            // The levels in between are not needed again: reuse them for their own gradients.
            var out = round == 0 ? productGradient : levels[round - 1];
            Rows.propagate(compute, bound.hop(round).backward(), values, out, bias.columns());
            values = out;
        }
        return linear.backward(compute, productGradient);
    }

    @Override
    public float[] tangent(Compute compute, float @Nullable [] inputs, float[][] direction) {
        for (int round = 0; round < tangents.length; round++) {
            if (tangents[round].length == 0) {
                tangents[round] = new float[levels[round].length];
            }
        }
        return rounds(compute, linear.tangent(compute, inputs, direction[0]), direction[1], tangents);
    }
}
