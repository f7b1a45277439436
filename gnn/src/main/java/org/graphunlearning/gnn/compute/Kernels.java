package org.graphunlearning.gnn.compute;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import org.slf4j.LoggerFactory;

/** Chooses the kernel once per JVM: the vector one on JDK 21 and newer with {@code jdk.incubator.vector}, else scalar. */
final class Kernels {
    /** {@code -Dunlearn.compute.kernel=scalar} turns the vector kernel off. */
    private static final String SETTING = "unlearn.compute.kernel";

    private static final Kernel BEST = choose();

    private Kernels() {}

    static Kernel best() {
        return BEST;
    }

    private static Kernel choose() {
        boolean wanted = !"scalar".equals(System.getProperty(SETTING));
        // On JDK 17 the vector API boxes once a call site has seen several shapes: slower than scalar.
        boolean present = Runtime.version().feature() >= 21
                && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return wanted && present ? vector() : new ScalarKernel();
    }

    /** In the plugin jar the class has another ending: Neo4j loads whatever ends in {@code .class}, module or not. */
    private static Class<?> vectorClass() throws IOException, IllegalAccessException {
        try {
            return Class.forName("org.graphunlearning.gnn.compute.VectorKernel");
        } catch (ClassNotFoundException absent) {
            try (var in = Kernels.class.getResourceAsStream("VectorKernel.bytecode")) {
                if (in == null) {
                    throw new IOException("The vector kernel was not built.", absent);
                }
                return MethodHandles.lookup().defineClass(in.readAllBytes());
            }
        }
    }

    private static Kernel vector() {
        try {
            return (Kernel) vectorClass().getDeclaredConstructor().newInstance();
        } catch (IOException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | LinkageError e) {
            LoggerFactory.getLogger(Kernels.class)
                    .warn("The vector kernel does not load ({}); the scalar kernel takes over.", e.toString());
            return new ScalarKernel();
        }
    }
}
