package org.graphunlearning.verify.explain;

/**
 * One round of weighted messages. The mask multiplies a message after its normalisation; what a node keeps of itself is never
 * masked.
 *
 * @param messages of the ball
 * @param targets positions that receive
 * @param mask one factor per edge
 */
record Round(Messages messages, int targets, double[] mask) {
    /** {@code out_i += w_ii in_i + sum_j m_ij w_ij in_j}. */
    void forward(Block in, Block out) {
        for (int i = 0; i < targets; i++) {
            out.add(i, messages.selfWeight()[i], in, i);
            for (int k = messages.ptr()[i]; k < messages.ptr()[i + 1]; k++) {
                out.add(i, mask[messages.edge()[k]] * messages.weight()[k], in, messages.source()[k]);
            }
        }
    }

    /** Adds the gradient at the senders, given that at the receivers. */
    void backward(Block gradient, Block inGradient) {
        for (int i = 0; i < targets; i++) {
            inGradient.add(i, messages.selfWeight()[i], gradient, i);
            for (int k = messages.ptr()[i]; k < messages.ptr()[i + 1]; k++) {
                inGradient.add(messages.source()[k], mask[messages.edge()[k]] * messages.weight()[k], gradient, i);
            }
        }
    }

    /** Adds the derivative by each edge's factor: {@code w_ij <gradient_i, in_j>}. */
    void edges(Block gradient, Block in, double[] derivative) {
        for (int i = 0; i < targets; i++) {
            for (int k = messages.ptr()[i]; k < messages.ptr()[i + 1]; k++) {
                derivative[messages.edge()[k]] += messages.weight()[k] * gradient.dot(i, in, messages.source()[k]);
            }
        }
    }
}
