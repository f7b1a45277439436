package org.graphunlearning.gnn.layer;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.compute.SparseProduct;
import org.graphunlearning.gnn.tensor.ParamTensor;
import org.jspecify.annotations.Nullable;

/**
 * Horner's rule over hops: after round k the rows of that level hold {@code T_(K-k) + P (T_(K-k+1) + P (...))}. With a restricted
 * flow each level has fewer rows than the one before, so each round knows where its rows lie among the inputs.
 */
final class SignPass implements LayerPass {
    private final Binding bound;
    private final Linear linear;
    private final ParamTensor bias;
    private final int width;
    private final int stride;
    private final int[][] input;
    private final float[][] levels;
    private final float[][] tangents;
    private final float[] productGradient;

    SignPass(Binding bound, Sign layer, ParamTensor weight, ParamTensor bias) {
        this.bound = bound;
        this.linear = new Linear(bound, layer.index(), weight);
        this.bias = bias;
        this.width = bias.columns();
        this.stride = weight.columns();
        this.input = new int[layer.rounds()][];
        this.levels = new float[layer.rounds()][];
        this.tangents = new float[layer.rounds()][0];
        for (int round = 0; round < levels.length; round++) {
            var hop = bound.hop(round);
            input[round] = new int[hop.targets()];
            for (int target = 0; target < hop.targets(); target++) {
                int source = hop.selfOf(target);
                input[round][target] = round == 0 ? source : input[round - 1][source];
            }
            levels[round] = new float[Math.multiplyExact(hop.targets(), width)];
        }
        this.productGradient = new float[Math.multiplyExact(bound.hop().sources(), stride)];
    }

    @Override
    public float[] forward(Compute compute, Pass pass) {
        return rounds(compute, linear.forward(compute, pass), bias.host(), levels);
    }

    private float[] rounds(Compute compute, float[] product, float[] shift, float[][] out) {
        int last = out.length - 1;
        var values = part(product, last + 1);
        for (int round = 0; round <= last; round++) {
            for (int target = 0; target < input[round].length; target++) {
                int own = input[round][target] * stride + (last - round) * width;
                for (int c = 0; c < width; c++) {
                    out[round][target * width + c] = product[own + c] + (round == last ? shift[c] : 0f);
                }
            }
            var sums = Panel.of(out[round], width);
            compute.multiply(new SparseProduct(bound.hop(round).forward(), 0, values, sums, true));
            values = sums;
        }
        return out[last];
    }

    /** The columns of one hop among those of all hops. */
    private Panel part(float[] product, int hop) {
        return new Panel(product, stride, hop * width, width);
    }

    @Override
    public float @Nullable [] backward(Compute compute, float[] gradient) {
        Rows.columnSums(gradient, bias.gradient());
        Arrays.fill(productGradient, 0f);
        int last = levels.length - 1;
        var values = gradient;
        for (int round = last; round >= 0; round--) {
            for (int target = 0; target < input[round].length; target++) {
                int own = input[round][target] * stride + (last - round) * width;
                System.arraycopy(values, target * width, productGradient, own, width);
            }
            // The levels in between are not needed again: reuse them for their own gradients.
            var out = round == 0 ? part(productGradient, last + 1) : Panel.of(levels[round - 1], width);
            compute.multiply(new SparseProduct(bound.hop(round).backward(), 0, Panel.of(values, width), out, false));
            values = out.data();
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
