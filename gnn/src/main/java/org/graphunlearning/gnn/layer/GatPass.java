package org.graphunlearning.gnn.layer;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Csr;
import org.graphunlearning.gnn.compute.FloatMath;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.compute.SparseProduct;
import org.graphunlearning.gnn.tensor.ParamTensor;
import org.jspecify.annotations.Nullable;

/**
 * Activations of a {@link Gat} layer. Per edge and head it keeps the attention, the attention after dropout and, during
 * backward, the gradient at the logit; per row and head the two halves of the logit.
 */
final class GatPass implements LayerPass {
    private static final int ONE_BITS = Float.floatToRawIntBits(1f);
    private static final int SLOPE_BITS = Float.floatToRawIntBits(Gat.SLOPE);

    private final Hop hop;
    private final Linear linear;
    private final int heads;
    private final int channels;
    private final int width;
    private final double dropout;
    private final int layer;
    private final ParamTensor target;
    private final ParamTensor source;
    private final ParamTensor bias;
    private final long[] sourceKeys;
    private final int[] sourceNodes;
    private final int[] targetOf;

    private final float[] targetHalf;
    private final float[] sourceHalf;
    private final Csr attention;
    private final Csr used;
    private final float[] output;
    private final float[] productGradient;
    private final float[] logitGradient;
    private final float[] targetGradient;
    private final float[] sourceGradient;
    private float[] product = new float[0];
    private Dropout mask = Dropout.of(Pass.inference(), 0, 0);
    private @Nullable Csr usedBackward;
    private @Nullable GatTangent tangent;

    GatPass(Gat gat, Binding bound) {
        this.hop = bound.hop();
        this.linear = new Linear(bound, gat.index(), gat.parameters().get(0));
        this.heads = gat.heads();
        this.channels = gat.channels();
        this.width = gat.outputs();
        this.dropout = bound.dropout();
        this.layer = gat.index();
        this.target = gat.parameters().get(1);
        this.source = gat.parameters().get(2);
        this.bias = gat.parameters().get(3);
        this.sourceKeys = bound.sourceKeys();
        this.sourceNodes = new int[sourceKeys.length];
        this.targetOf = new int[hop.sources()];
        Arrays.fill(targetOf, -1);
        for (int i = 0; i < hop.targets(); i++) {
            targetOf[hop.selfOf(i)] = i;
        }
        this.targetHalf = new float[Math.multiplyExact(hop.sources(), heads)];
        this.sourceHalf = new float[targetHalf.length];
        int values = Math.multiplyExact(hop.messages(), heads);
        this.attention = new Csr(hop.forward().ptr(), hop.forward().idx(), new float[values], heads);
        this.used = dropout == 0 ? attention : new Csr(attention.ptr(), attention.idx(), new float[values], heads);
        this.output = new float[Math.multiplyExact(hop.targets(), width)];
        this.productGradient = new float[Math.multiplyExact(hop.sources(), width)];
        this.logitGradient = new float[values];
        this.targetGradient = new float[Math.multiplyExact(hop.targets(), heads)];
        this.sourceGradient = new float[targetHalf.length];
    }

    @Override
    public float[] forward(Compute compute, Pass pass) {
        product = linear.forward(compute, pass);
        // A layer of its own in the key: the same node must not draw the same bits for its input and its messages.
        mask = Dropout.of(pass, -1 - layer, dropout);
        halves(compute, product, target.host(), targetHalf);
        halves(compute, product, source.host(), sourceHalf);
        if (!mask.isOff()) {
            for (int row = 0; row < sourceNodes.length; row++) {
                sourceNodes[row] = mask.node(sourceKeys[row]);
            }
        }
        compute.rows(hop.forward().ptr(), 8 * heads, this::attend);
        aggregate(compute, used, product, output, bias.host());
        return output;
    }

    /** {@code out[row, h] = <rows[row, h, :], vector[h, :]>}. */
    void halves(Compute compute, float[] rows, float[] vector, float[] out) {
        compute.rows(hop.sources(), (long) rows.length, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int h = 0; h < heads; h++) {
                    float sum = 0f;
                    for (int c = h * channels; c < (h + 1) * channels; c++) {
                        sum = Math.fma(rows[row * width + c], vector[c], sum);
                    }
                    out[row * heads + h] = sum;
                }
            }
        });
    }

    private void attend(int from, int to) {
        int[] ptr = attention.ptr();
        for (int i = from; i < to; i++) {
            for (int h = 0; h < heads; h++) {
                softmax(i, h, ptr[i], ptr[i + 1]);
            }
            if (dropout > 0) {
                drop(i, attention.val(), used.val());
            }
        }
    }

    private void softmax(int i, int h, int start, int end) {
        int[] idx = attention.idx();
        float[] alpha = attention.val();
        float half = targetHalf[hop.selfOf(i) * heads + h];
        float max = Float.NEGATIVE_INFINITY;
        for (int k = start; k < end; k++) {
            float logit = half + sourceHalf[idx[k] * heads + h];
            logit = Math.max(logit, Gat.SLOPE * logit);
            alpha[k * heads + h] = logit;
            max = Math.max(max, logit);
        }
        float sum = 0f;
        for (int k = start; k < end; k++) {
            float e = FloatMath.exp(alpha[k * heads + h] - max);
            alpha[k * heads + h] = e;
            sum += e;
        }
        float scale = 1f / sum;
        for (int k = start; k < end; k++) {
            alpha[k * heads + h] *= scale;
        }
    }

    /** {@code out = alpha * mask} for the edges into target {@code i}; a tangent may be its own output. */
    void drop(int i, float[] alpha, float[] out) {
        int start = attention.ptr()[i];
        int end = attention.ptr()[i + 1];
        if (mask.isOff()) {
            System.arraycopy(alpha, start * heads, out, start * heads, (end - start) * heads);
            return;
        }
        int self = sourceNodes[hop.selfOf(i)];
        for (int k = start; k < end; k++) {
            int edge = Dropout.edge(self, sourceNodes[attention.idx()[k]]);
            for (int h = 0; h < heads; h++) {
                out[k * heads + h] = alpha[k * heads + h] * mask.factor(edge, h);
            }
        }
    }

    /** {@code out[i, h, :] = shift[h, :] + sum_k a[k, h] rows[idx[k], h, :]}. */
    void aggregate(Compute compute, Csr a, float[] rows, float[] out, float[] shift) {
        compute.rows(a.ptr(), width, (from, to) -> {
            for (int row = from; row < to; row++) {
                System.arraycopy(shift, 0, out, row * width, width);
            }
            for (int h = 0; h < heads; h++) {
                var in = new Panel(rows, width, h * channels, channels);
                var head = new Panel(out, width, h * channels, channels);
                compute.multiply(new SparseProduct(a, h, in, head, true), from, to);
            }
        });
    }

    @Override
    public float @Nullable [] backward(Compute compute, float[] gradient) {
        Rows.columnSums(gradient, bias.gradient());
        compute.rows(hop.forward().ptr(), 2 * width, (from, to) -> {
            for (int i = from; i < to; i++) {
                logitGradients(i, gradient);
            }
        });
        var backward = usedBackward(compute);
        aggregate(compute, backward, gradient, productGradient, new float[width]);
        int[] edge = hop.edgeOfBackward();
        compute.rows(backward.ptr(), width, (from, to) -> {
            for (int j = from; j < to; j++) {
                addHalves(j, backward.ptr()[j], backward.ptr()[j + 1], edge);
            }
        });
        vectorGradient(targetGradient, true, target.gradient());
        vectorGradient(sourceGradient, false, source.gradient());
        return linear.backward(compute, productGradient);
    }

    /** Softmax and LeakyReLU backward for the edges into one target. */
    private void logitGradients(int i, float[] gradient) {
        int start = attention.ptr()[i];
        int end = attention.ptr()[i + 1];
        int self = hop.selfOf(i);
        for (int h = 0; h < heads; h++) {
            // With a = attention, u = a after dropout and d = <dO_i, T_j>: the gradient at the softmax is u d - a sum(u
            // d).
            float sumOfUsed = 0f;
            for (int k = start; k < end; k++) {
                int j = attention.idx()[k];
                float dot = 0f;
                for (int c = h * channels; c < (h + 1) * channels; c++) {
                    dot = Math.fma(gradient[i * width + c], product[j * width + c], dot);
                }
                float own = used.val()[k * heads + h] * dot;
                logitGradient[k * heads + h] = own;
                sumOfUsed += own;
            }
            float sum = 0f;
            for (int k = start; k < end; k++) {
                float g = Math.fma(-attention.val()[k * heads + h], sumOfUsed, logitGradient[k * heads + h]);
                g *= slope(self, attention.idx()[k], h);
                logitGradient[k * heads + h] = g;
                sum += g;
            }
            targetGradient[i * heads + h] = sum;
        }
    }

    /** Derivative of LeakyReLU at the logit of an edge. */
    float slope(int self, int j, int h) {
        // Without a branch, which signs of attention logits would defeat; zero counts as negative.
        int bits = Float.floatToRawIntBits(targetHalf[self * heads + h] + sourceHalf[j * heads + h]);
        return Float.intBitsToFloat(ONE_BITS ^ ((ONE_BITS ^ SLOPE_BITS) & ((bits - 1) >> 31)));
    }

    /** The attention used, moved to the transposed order. */
    private Csr usedBackward(Compute compute) {
        int[] edge = hop.edgeOfBackward();
        var out = usedBackward;
        if (out == null) {
            out = new Csr(hop.backward().ptr(), hop.backward().idx(), new float[used.val().length], heads);
            usedBackward = out;
        }
        float[] moved = out.val();
        compute.rows(edge.length, (long) moved.length * 4, (from, to) -> {
            for (int k = from; k < to; k++) {
                System.arraycopy(used.val(), edge[k] * heads, moved, k * heads, heads);
            }
        });
        return out;
    }

    /** Adds the two logit paths to the gradient of one row of the product. */
    private void addHalves(int j, int start, int end, int[] edge) {
        int i = targetOf[j];
        for (int h = 0; h < heads; h++) {
            float sum = 0f;
            for (int k = start; k < end; k++) {
                sum += logitGradient[edge[k] * heads + h];
            }
            sourceGradient[j * heads + h] = sum;
            float own = i < 0 ? 0f : targetGradient[i * heads + h];
            for (int c = h * channels; c < (h + 1) * channels; c++) {
                float g = Math.fma(sum, source.host()[c], productGradient[j * width + c]);
                productGradient[j * width + c] = Math.fma(own, target.host()[c], g);
            }
        }
    }

    /** {@code out[h, c] = sum_row gradient[row, h] product[row, h, c]}, in row order. */
    private void vectorGradient(float[] gradient, boolean ofTargets, float[] out) {
        Arrays.fill(out, 0f);
        int rows = gradient.length / heads;
        for (int row = 0; row < rows; row++) {
            int at = (ofTargets ? hop.selfOf(row) : row) * width;
            for (int h = 0; h < heads; h++) {
                float g = gradient[row * heads + h];
                for (int c = h * channels; c < (h + 1) * channels; c++) {
                    out[c] = Math.fma(g, product[at + c], out[c]);
                }
            }
        }
    }

    @Override
    public float[] tangent(Compute compute, float @Nullable [] inputs, float[][] direction) {
        var state = tangent;
        if (state == null) {
            state = new GatTangent(this, hop, attention, used);
            tangent = state;
        }
        var moved = linear.tangent(compute, inputs, direction[0]);
        return state.run(compute, product, moved, direction);
    }

    /** Attention per edge and head before dropout: a distribution over what each target receives. */
    Csr attention() {
        return attention;
    }

    float[] targetVector() {
        return target.host();
    }

    float[] sourceVector() {
        return source.host();
    }
}
