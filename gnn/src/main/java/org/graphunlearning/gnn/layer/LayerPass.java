package org.graphunlearning.gnn.layer;

import org.graphunlearning.gnn.compute.Compute;
import org.jspecify.annotations.Nullable;

/** A layer bound to a message flow: owns the activations of the last forward pass, allocated once. Not thread-safe. */
interface LayerPass {
    /** Outputs, targets x outputs; the array is overwritten by the next call. */
    float[] forward(Compute compute, Pass pass);

    /**
     * Overwrites the gradients of the layer's parameters.
     *
     * @param gradient of the loss at the outputs; may be overwritten
     * @return the gradient at the inputs, or {@code null} for the first layer
     */
    float @Nullable [] backward(Compute compute, float[] gradient);

    /**
     * Forward tangent (JVP) at the point and with the draws of the last forward pass.
     *
     * @param inputs tangent of the inputs, or {@code null} for the first layer; may be overwritten
     * @param direction tangent of each parameter, in the order of {@link Layer#parameters}
     * @return tangent of the outputs; overwritten by the next call
     */
    float[] tangent(Compute compute, float @Nullable [] inputs, float[][] direction);
}
