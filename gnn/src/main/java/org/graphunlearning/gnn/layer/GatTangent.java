package org.graphunlearning.gnn.layer;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Csr;

/**
 * Forward tangent of a {@link Gat} layer:
 * {@code dalpha_ij = alpha_ij (du_ij - sum_k alpha_ik du_ik)} with {@code du} through LeakyReLU, then
 * {@code dZ_i = sum_j dalpha_ij T_j + alpha_ij dT_j + db}.
 */
final class GatTangent {
    private final GatPass pass;
    private final Hop hop;
    private final Csr attention;
    private final Csr used;
    private final Csr moved;
    private final float[] targetHalf;
    private final float[] sourceHalf;
    private final float[] part;
    private float[] output = new float[0];

    GatTangent(GatPass pass, Hop hop, Csr attention, Csr used) {
        this.pass = pass;
        this.hop = hop;
        this.attention = attention;
        this.used = used;
        this.moved = new Csr(attention.ptr(), attention.idx(), new float[attention.val().length], attention.heads());
        this.targetHalf = new float[hop.sources() * attention.heads()];
        this.sourceHalf = new float[targetHalf.length];
        this.part = new float[targetHalf.length];
    }

    /** {@code product} and its tangent are sources x width; {@code direction} is weight, target, source, bias. */
    float[] run(Compute compute, float[] product, float[] tangent, float[][] direction) {
        int width = direction[3].length;
        if (output.length == 0) {
            output = new float[hop.targets() * width];
        }
        half(compute, product, direction[1], tangent, pass.targetVector(), targetHalf);
        half(compute, product, direction[2], tangent, pass.sourceVector(), sourceHalf);
        compute.rows(attention.ptr(), 4 * attention.heads(), (from, to) -> {
            for (int i = from; i < to; i++) {
                for (int h = 0; h < attention.heads(); h++) {
                    moveAttention(i, h);
                }
                pass.drop(i, moved.val(), moved.val());
            }
        });
        var second = new float[output.length];
        pass.aggregate(compute, used, tangent, output, direction[3]);
        pass.aggregate(compute, moved, product, second, new float[width]);
        for (int i = 0; i < output.length; i++) {
            output[i] += second[i];
        }
        return output;
    }

    private void half(
            Compute compute, float[] product, float[] dVector, float[] dProduct, float[] vector, float[] out) {
        pass.halves(compute, product, dVector, out);
        pass.halves(compute, dProduct, vector, part);
        for (int i = 0; i < out.length; i++) {
            out[i] += part[i];
        }
    }

    private void moveAttention(int i, int h) {
        int heads = attention.heads();
        int self = hop.selfOf(i);
        float[] alpha = attention.val();
        float mean = 0f;
        for (int k = attention.ptr()[i]; k < attention.ptr()[i + 1]; k++) {
            int j = attention.idx()[k];
            float du = (targetHalf[self * heads + h] + sourceHalf[j * heads + h]) * pass.slope(self, j, h);
            moved.val()[k * heads + h] = du;
            mean = Math.fma(alpha[k * heads + h], du, mean);
        }
        for (int k = attention.ptr()[i]; k < attention.ptr()[i + 1]; k++) {
            moved.val()[k * heads + h] = alpha[k * heads + h] * (moved.val()[k * heads + h] - mean);
        }
    }
}
