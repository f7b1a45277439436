package org.graphunlearning.gnn.layer;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.DenseMatrix;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.tensor.ParamTensor;
import org.jspecify.annotations.Nullable;

/** The product {@code T = drop(X) W} that opens every layer, its gradients and its tangent. */
final class Linear {
    private final Binding bound;
    private final int layer;
    private final ParamTensor weight;
    private final float[] product;
    private final float[] transposedWeight;
    private final float[] inputGradient;
    private final @Nullable DenseMatrix productGradient;
    private float[] tangent = new float[0];
    private float[] tangentPart = new float[0];
    private @Nullable Dropout dropout;

    Linear(Binding bound, int layer, ParamTensor weight) {
        this.bound = bound;
        this.layer = layer;
        this.weight = weight;
        int rows = bound.input().rows();
        this.product = new float[Math.multiplyExact(rows, weight.columns())];
        this.transposedWeight = new float[bound.first() ? 0 : weight.length()];
        this.inputGradient = new float[bound.first() ? 0 : rows * weight.rows()];
        this.productGradient = bound.first() ? null : new DenseMatrix(rows, weight.columns(), product);
    }

    /** T, sources x columns of W. */
    float[] forward(Compute compute, Pass pass) {
        dropout = Dropout.of(pass, layer, bound.dropout());
        bound.input().prepare(compute, dropout);
        bound.input().times(compute, Panel.of(weight.host(), weight.columns()), product);
        return product;
    }

    /** Overwrites the gradient of W; returns the gradient at X, {@code null} for the first layer. */
    float @Nullable [] backward(Compute compute, float[] gradient) {
        bound.input().transposedTimes(compute, Panel.of(gradient, weight.columns()), weight.gradient());
        if (productGradient == null || dropout == null) {
            return null;
        }
        transpose();
        productGradient.changed(gradient);
        productGradient.times(compute, Panel.of(transposedWeight, weight.rows()), inputGradient);
        if (!dropout.isOff() && bound.input() instanceof DenseInput dense) {
            dense.scale(compute, dropout, inputGradient);
        }
        return inputGradient;
    }

    private void transpose() {
        float[] w = weight.host();
        for (int r = 0; r < weight.rows(); r++) {
            for (int c = 0; c < weight.columns(); c++) {
                transposedWeight[c * weight.rows() + r] = w[r * weight.columns() + c];
            }
        }
    }

    /** {@code X V + dX W}. */
    float[] tangent(Compute compute, float @Nullable [] inputs, float[] direction) {
        if (dropout == null) {
            throw new IllegalStateException("A tangent needs a forward pass before it.");
        }
        if (tangent.length == 0) {
            tangent = new float[product.length];
            tangentPart = new float[inputs == null ? 0 : product.length];
        }
        int columns = weight.columns();
        bound.input().times(compute, Panel.of(direction, columns), tangent);
        if (inputs != null) {
            if (!dropout.isOff() && bound.input() instanceof DenseInput dense) {
                dense.scale(compute, dropout, inputs);
            }
            var moved = new DenseMatrix(bound.input().rows(), weight.rows(), inputs);
            moved.times(compute, Panel.of(weight.host(), columns), tangentPart);
            moved.close();
            for (int i = 0; i < tangent.length; i++) {
                tangent[i] += tangentPart[i];
            }
        }
        return tangent;
    }
}
