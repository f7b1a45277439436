package org.graphunlearning.gnn.compute;

/** Dense products without a native library; each output element is summed in row order by one thread. */
record JavaDense() implements Dense {
    private static final int TILE = 4;

    @Override
    public String name() {
        return "java";
    }

    @Override
    public void multiply(Compute compute, DenseMatrix a, Panel b, float[] out) {
        compute.multiply(new DenseProduct(a.panel(), b, Panel.of(out, b.width())), a.rows());
    }

    @Override
    public void multiplyTransposed(Compute compute, DenseMatrix a, Panel g, float[] out) {
        int tiles = (a.columns() + TILE - 1) / TILE;
        compute.rows(tiles, (long) a.rows() * a.columns() * g.width(), (from, to) -> {
            for (int tile = from; tile < to; tile++) {
                int k = tile * TILE;
                for (int c = 0; c < g.width(); c += TILE) {
                    // The last tile may overlap the one before: the same sums once more, which is quicker than single
                    // columns.
                    int column = Math.max(0, Math.min(c, g.width() - TILE));
                    if (k + TILE <= a.columns() && column + TILE <= g.width()) {
                        tile(a, g, k, column, out);
                    } else {
                        edge(a, g, k, c, out);
                    }
                }
            }
        });
    }

    /** Sixteen accumulators over all rows: eight loads feed sixteen multiply-adds. */
    private static void tile(DenseMatrix a, Panel g, int k, int c, float[] out) {
        float[] left = a.values();
        float[] right = g.data();
        float a00 = 0f;
        float a01 = 0f;
        float a02 = 0f;
        float a03 = 0f;
        float a10 = 0f;
        float a11 = 0f;
        float a12 = 0f;
        float a13 = 0f;
        float a20 = 0f;
        float a21 = 0f;
        float a22 = 0f;
        float a23 = 0f;
        float a30 = 0f;
        float a31 = 0f;
        float a32 = 0f;
        float a33 = 0f;
        int r = g.offset() + c;
        for (int row = 0, l = k; row < a.rows(); row++, l += a.columns(), r += g.stride()) {
            float l0 = left[l];
            float l1 = left[l + 1];
            float l2 = left[l + 2];
            float l3 = left[l + 3];
            float r0 = right[r];
            float r1 = right[r + 1];
            float r2 = right[r + 2];
            float r3 = right[r + 3];
            a00 = Math.fma(l0, r0, a00);
            a01 = Math.fma(l0, r1, a01);
            a02 = Math.fma(l0, r2, a02);
            a03 = Math.fma(l0, r3, a03);
            a10 = Math.fma(l1, r0, a10);
            a11 = Math.fma(l1, r1, a11);
            a12 = Math.fma(l1, r2, a12);
            a13 = Math.fma(l1, r3, a13);
            a20 = Math.fma(l2, r0, a20);
            a21 = Math.fma(l2, r1, a21);
            a22 = Math.fma(l2, r2, a22);
            a23 = Math.fma(l2, r3, a23);
            a30 = Math.fma(l3, r0, a30);
            a31 = Math.fma(l3, r1, a31);
            a32 = Math.fma(l3, r2, a32);
            a33 = Math.fma(l3, r3, a33);
        }
        int n = g.width();
        put(out, k * n + c, a00, a01, a02, a03);
        put(out, (k + 1) * n + c, a10, a11, a12, a13);
        put(out, (k + 2) * n + c, a20, a21, a22, a23);
        put(out, (k + 3) * n + c, a30, a31, a32, a33);
    }

    private static void put(float[] out, int at, float v0, float v1, float v2, float v3) {
        out[at] = v0;
        out[at + 1] = v1;
        out[at + 2] = v2;
        out[at + 3] = v3;
    }

    private static void edge(DenseMatrix a, Panel g, int k, int c, float[] out) {
        float[] left = a.values();
        for (int i = k; i < Math.min(k + TILE, a.columns()); i++) {
            for (int j = c; j < Math.min(c + TILE, g.width()); j++) {
                float sum = 0f;
                int r = g.offset() + j;
                for (int row = 0, l = i; row < a.rows(); row++, l += a.columns(), r += g.stride()) {
                    sum = Math.fma(left[l], g.data()[r], sum);
                }
                out[i * g.width() + j] = sum;
            }
        }
    }
}
