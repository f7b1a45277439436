package org.graphunlearning.gnn.compute;

/** Who multiplies wide dense matrices: ND4J's BLAS, or the plain-Java kernel where no native library loads. */
sealed interface Dense permits NativeDense, JavaDense {
    /** Short name for provenance. */
    String name();

    /** {@code out = A B}: A is rows x k, B is k x n, both row-major. */
    void multiply(Compute compute, DenseMatrix a, Panel b, float[] out);

    /** {@code out = A^T G}: A is rows x k, G is rows x n, out is k x n. */
    void multiplyTransposed(Compute compute, DenseMatrix a, Panel g, float[] out);

    /** The backend of this JVM. */
    static Dense best() {
        return NativeLibrary.isLoaded() ? new NativeDense() : new JavaDense();
    }
}
