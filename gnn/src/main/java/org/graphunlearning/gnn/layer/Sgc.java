package org.graphunlearning.gnn.layer;

import java.util.List;
import org.graphunlearning.gnn.tensor.ParamTensor;

/**
 * Simplified graph convolution (Wu et al. 2019): {@code Z = P^K X W + b}, linear in its parameters.
 *
 * <p>Computed as {@code P(... P (X W))}: K narrow products per pass instead of a stored {@code P^K X}, which is dense for
 * bag-of-words features.
 */
public final class Sgc extends Layer {
    private final int rounds;
    private final ParamTensor weight;
    private final ParamTensor bias;

    /** {@code rounds} is K, at least 1. */
    public Sgc(int rounds, int inputs, int outputs, long seed) {
        super(0, inputs, outputs);
        this.rounds = rounds;
        this.weight = glorot("weight", new int[] {inputs, outputs}, outputs, seed, 0);
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
        return EdgeWeights.SYMMETRIC;
    }

    @Override
    public int rounds() {
        return rounds;
    }

    @Override
    LayerPass bind(Binding bound) {
        return new PropagationPass(bound, this, weight, bias);
    }
}
