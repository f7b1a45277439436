package org.graphunlearning.gnn.compute;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.LoggerFactory;

/**
 * Loads ND4J once per JVM, pinned to one thread: products are cut into fixed blocks and run on our own threads, because
 * BLAS gives other bits with other thread counts.
 */
public final class NativeLibrary {
    /** {@code -Dunlearn.compute.dense=java} does without the native library. */
    private static final String SETTING = "unlearn.compute.dense";

    private static final boolean LOADED = load();

    private NativeLibrary() {}

    /** Whether ND4J works in this JVM. */
    public static boolean isLoaded() {
        return LOADED;
    }

    private static boolean load() {
        if ("java".equals(System.getProperty(SETTING))) {
            return false;
        }
        try {
            Nd4j.create(1).close();
            Nd4j.getEnvironment().setMaxThreads(1);
            Nd4j.getEnvironment().setMaxMasterThreads(1);
            openblas.blas_set_num_threads(1);
            return true;
        } catch (LinkageError | RuntimeException e) {
            LoggerFactory.getLogger(NativeLibrary.class)
                    .warn("ND4J does not load on this platform ({}); plain Java takes over.", e.toString());
            return false;
        }
    }
}
