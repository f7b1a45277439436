package org.graphunlearning.gnn.model;

import org.graphunlearning.gnn.layer.Activation;
import org.graphunlearning.gnn.layer.EdgeWeights;

/** The families of graph neural networks that can be trained. */
public enum Architecture {
    /** Graph convolution (Kipf and Welling 2017). */
    GCN(EdgeWeights.SYMMETRIC, Activation.RELU),
    /** Graph attention (Velickovic et al. 2018). */
    GAT(EdgeWeights.ONE, Activation.ELU),
    /** Simplified graph convolution (Wu et al. 2019), linear. */
    SGC(EdgeWeights.SYMMETRIC, Activation.RELU),
    /** Several hops side by side, without hidden layers (Frasca et al. 2020, SIGN), linear; an edit reaches fewer rows than in SGC. */
    SIGN(EdgeWeights.WALK, Activation.RELU),
    /** GraphSAGE with mean aggregation (Hamilton, Ying, Leskovec 2017). */
    SAGE(EdgeWeights.MEAN, Activation.RELU),
    /** Graph isomorphism network (Xu et al. 2019). */
    GIN(EdgeWeights.ONE, Activation.RELU);

    private final EdgeWeights weights;
    private final Activation activation;

    Architecture(EdgeWeights weights, Activation activation) {
        this.weights = weights;
        this.activation = activation;
    }

    /** Whether its outputs are linear in its parameters: features are propagated without parameters, then weighed once. */
    public boolean isLinear() {
        return this == SGC || this == SIGN;
    }

    /** What messages weigh. */
    public EdgeWeights weights() {
        return weights;
    }

    /** What stands between layers. */
    public Activation activation() {
        return activation;
    }
}
