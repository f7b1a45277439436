package org.graphunlearning.gnn.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;

/**
 * Makes {@link GnnEngine} known to DJL: by {@code META-INF/services} in a plain JVM, by {@link #register()} where the context
 * class loader does not see us, as in a database thread.
 */
public final class GnnEngineProvider implements EngineProvider {
    /** DJL's switch for the report it sends home; read from the environment first, then from here. */
    private static final String NO_REPORT = "OPT_OUT_TRACKING";

    /** Behind every general engine, so that it never becomes somebody's default. */
    private static final int RANK = 100;

    // Here and not in register(): DJL instantiates the provider before it reports home, however it found us.
    static {
        if (System.getProperty(NO_REPORT) == null) {
            System.setProperty(NO_REPORT, "true");
        }
    }

    /** For the service loader. */
    public GnnEngineProvider() {}

    /** Registers the engine; again does nothing. */
    public static void register() {
        var provider = new GnnEngineProvider();
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        // DJL looks for engines and model zoos through the context class loader while it starts.
        thread.setContextClassLoader(GnnEngineProvider.class.getClassLoader());
        try {
            Engine.registerEngine(provider);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public String getEngineName() {
        return GnnEngine.NAME;
    }

    @Override
    public int getEngineRank() {
        return RANK;
    }

    @Override
    public Engine getEngine() {
        return GnnEngine.INSTANCE;
    }
}
