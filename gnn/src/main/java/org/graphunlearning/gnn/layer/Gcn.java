package org.graphunlearning.gnn.layer;

import java.util.List;
import org.graphunlearning.gnn.tensor.ParamTensor;

/**
 * Graph convolution (Kipf and Welling 2017): {@code Z = P X W + b} with {@code P_ij = 1 / sqrt(d_i d_j)} over edges and self
 * loops. Forward and backward cost O(nnz(X) F + messages F).
 */
public final class Gcn extends Layer {
    private final ParamTensor weight;
    private final ParamTensor bias;

    /** Weights by Glorot from (seed, layer), bias zero. */
    public Gcn(int index, int inputs, int outputs, long seed) {
        super(index, inputs, outputs);
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
    LayerPass bind(Binding bound) {
        return new PropagationPass(bound, this, weight, bias);
    }
}
