package org.graphunlearning.gnn.layer;

import java.util.List;
import org.graphunlearning.gnn.tensor.ParamTensor;

/**
 * Graph attention (Velickovic et al. 2018): with {@code T = X W} cut into heads,
 * {@code Z_i = sum_j alpha_ij T_j + b} and {@code alpha_ij = softmax_j(LeakyReLU(<T_i, a_target> + <T_j, a_source>))} over
 * in-neighbours and the node itself; heads are concatenated.
 *
 * <p>Memory O(n F heads + messages heads): attention is kept per edge and head.
 */
public final class Gat extends Layer {
    /** Slope of LeakyReLU below zero. */
    public static final float SLOPE = 0.2f;

    private final int heads;
    private final ParamTensor weight;
    private final ParamTensor target;
    private final ParamTensor source;
    private final ParamTensor bias;

    /**
     * Weights by Glorot from (seed, layer), bias zero.
     *
     * @param channels outputs per head; the layer has {@code heads * channels}
     */
    public Gat(int index, int inputs, int heads, int channels, long seed) {
        super(index, inputs, Math.multiplyExact(heads, channels));
        this.heads = heads;
        this.weight = glorot("weight", new int[] {inputs, outputs()}, outputs(), seed, 0);
        // Fan of one head's vector, (channels, 1), as in the published code.
        this.target = attention("attentionTarget", channels, seed, 1);
        this.source = attention("attentionSource", channels, seed, 2);
        this.bias = zeros("bias", outputs());
    }

    private ParamTensor attention(String name, int channels, long seed, int place) {
        var drawn = glorot(name, new int[] {channels, heads}, 1, seed, place);
        var out = zeros(name, outputs());
        for (int h = 0; h < heads; h++) {
            for (int c = 0; c < channels; c++) {
                out.host()[h * channels + c] = drawn.host()[c * heads + h];
            }
        }
        return out;
    }

    /** Number of heads. */
    public int heads() {
        return heads;
    }

    /** Outputs per head. */
    int channels() {
        return outputs() / heads;
    }

    @Override
    public List<ParamTensor> parameters() {
        return List.of(weight, target, source, bias);
    }

    /** The attention vectors take the factor back, so that who listens to whom stays. */
    @Override
    public void scaleOutputs(float factor) {
        scale(weight, factor);
        scale(target, 1 / factor);
        scale(source, 1 / factor);
        scale(bias, factor);
    }

    @Override
    public EdgeWeights weights() {
        return EdgeWeights.ONE;
    }

    @Override
    LayerPass bind(Binding bound) {
        return new GatPass(this, bound);
    }
}
