package org.graphunlearning.gnn.layer;

import java.util.List;
import org.graphunlearning.gnn.tensor.ParamTensor;

/**
 * Scalable inception graph network without hidden layers (Frasca et al. 2020): {@code Z = X W_0 + P X W_1 + ... + P^K X W_K + b},
 * linear in its parameters. P is a lazy random walk, whose rows sum to 1, so that losing an edge changes the messages to its two
 * ends only: what an edit reaches has about half the radius it has with {@link Sgc}.
 *
 * <p>The weights lie side by side in one parameter, {@code [W_0 | ... | W_K]}, so that X is read once; the narrow products are
 * then propagated by Horner's rule, {@code T_0 + P (T_1 + P (T_2 + ...))}. A pass costs O(nnz(X) (K + 1) F + K messages F).
 */
public final class Sign extends Layer {
    private final int rounds;
    private final ParamTensor weight;
    private final ParamTensor bias;

    /** {@code rounds} is K, at least 1; weights by Glorot from seed, bias zero. */
    public Sign(int rounds, int inputs, int outputs, long seed) {
        super(0, inputs, outputs);
        this.rounds = rounds;
        int columns = Math.multiplyExact(rounds + 1, outputs);
        this.weight = glorot("weight", new int[] {inputs, columns}, columns, seed, 0);
        this.bias = zeros("bias", outputs);
    }

    @Override
    public List<ParamTensor> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public EdgeWeights weights() {
        return EdgeWeights.WALK;
    }

    @Override
    public int rounds() {
        return rounds;
    }

    @Override
    public void scaleOutputs(float factor) {
        scale(weight, factor);
        scale(bias, factor);
    }

    @Override
    LayerPass bind(Binding bound) {
        return new SignPass(bound, this, weight, bias);
    }
}
