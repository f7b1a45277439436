package org.graphunlearning.gnn.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: the textbook triple loop with fused multiply-add in the same order, so equality is exact. */
class KernelTest {
    private static float[] random(Random random, int length) {
        var out = new float[length];
        for (int i = 0; i < length; i++) {
            out[i] = random.nextFloat() - 0.5f;
        }
        return out;
    }

    private static Csr sparse(Random random, int rows, int columns, int heads) {
        var ptr = new int[rows + 1];
        for (int i = 0; i < rows; i++) {
            ptr[i + 1] = ptr[i] + random.nextInt(6);
        }
        var idx = random.ints(ptr[rows], 0, columns).toArray();
        return new Csr(ptr, idx, random(random, idx.length * heads), heads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 7, 8, 12, 16, 23, 64, 100, 150})
    void sparseProductsOfAnyWidthAreExact(int width) {
        var random = new Random(width);
        var a = sparse(random, 40, 30, 3);
        int stride = width + 5;
        var in = random(random, 30 * stride);
        for (int head = 0; head < 3; head++) {
            for (boolean accumulate : new boolean[] {false, true}) {
                var out = random(random, 40 * stride);
                var expected = out.clone();
                for (int i = 0; i < 40; i++) {
                    for (int c = 0; c < width; c++) {
                        float sum = accumulate ? expected[i * stride + 2 + c] : 0f;
                        for (int k = a.ptr()[i]; k < a.ptr()[i + 1]; k++) {
                            sum = Math.fma(a.val()[k * 3 + head], in[a.idx()[k] * stride + 3 + c], sum);
                        }
                        expected[i * stride + 2 + c] = sum;
                    }
                }
                var product = new SparseProduct(
                        a, head, new Panel(in, stride, 3, width), new Panel(out, stride, 2, width), accumulate);
                try (var compute = Compute.withThreads(2)) {
                    compute.multiply(product);
                }
                assertThat(out).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 7, 16, 33, 64})
    void denseProductsOfAnyWidthAreExactInJava(int width) {
        var random = new Random(width);
        int rows = 37;
        int depth = 19;
        var a = random(random, rows * depth);
        var b = random(random, depth * width);
        var g = random(random, rows * width);
        var product = new float[rows * width];
        var transposed = new float[depth * width];
        try (var compute = Compute.withThreads(3)) {
            new JavaDense().multiply(compute, new DenseMatrix(rows, depth, a), Panel.of(b, width), product);
            new JavaDense()
                    .multiplyTransposed(compute, new DenseMatrix(rows, depth, a), Panel.of(g, width), transposed);
        }
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < width; c++) {
                float sum = 0f;
                for (int k = 0; k < depth; k++) {
                    sum = Math.fma(a[i * depth + k], b[k * width + c], sum);
                }
                assertThat(product[i * width + c]).isEqualTo(sum);
            }
        }
        for (int k = 0; k < depth; k++) {
            for (int c = 0; c < width; c++) {
                float sum = 0f;
                for (int i = 0; i < rows; i++) {
                    sum = Math.fma(a[i * depth + k], g[i * width + c], sum);
                }
                assertThat(transposed[k * width + c]).isEqualTo(sum);
            }
        }
    }

    @Test
    void blasAgreesWithJavaAndGivesTheSameBitsAtAnyThreadCount() {
        assumeTrue(NativeLibrary.isLoaded(), "ND4J does not load on this platform.");
        var random = new Random(5);
        int rows = 5000;
        int depth = 150;
        int width = 40;
        var a = random(random, rows * depth);
        var b = random(random, depth * width);
        var g = random(random, rows * width);
        var java = new float[rows * width];
        var javaTransposed = new float[depth * width];
        float[][] products = new float[3][rows * width];
        float[][] transposed = new float[3][depth * width];
        for (int threads = 1; threads <= 3; threads++) {
            try (var compute = Compute.withThreads(threads)) {
                var matrix = new DenseMatrix(rows, depth, a);
                new NativeDense().multiply(compute, matrix, Panel.of(b, width), products[threads - 1]);
                new NativeDense().multiplyTransposed(compute, matrix, Panel.of(g, width), transposed[threads - 1]);
                new JavaDense().multiply(compute, matrix, Panel.of(b, width), java);
                new JavaDense().multiplyTransposed(compute, matrix, Panel.of(g, width), javaTransposed);
                matrix.close();
            }
        }
        assertThat(products[1]).isEqualTo(products[0]);
        assertThat(products[2]).isEqualTo(products[0]);
        assertThat(transposed[1]).isEqualTo(transposed[0]);
        assertThat(transposed[2]).isEqualTo(transposed[0]);
        for (int i = 0; i < java.length; i++) {
            assertThat(products[0][i]).isCloseTo(java[i], offset(1e-4f));
        }
        for (int i = 0; i < javaTransposed.length; i++) {
            assertThat(transposed[0][i]).isCloseTo(javaTransposed[i], offset(1e-3f));
        }
    }
}
