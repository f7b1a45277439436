package org.graphunlearning.gnn.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

/** DJL's engine over our own layers: models and arrays, no autograd, CPU only. */
public final class GnnEngine extends Engine {
    /** What to ask {@code Criteria} for. */
    public static final String NAME = "GraphUnlearning";

    static final GnnEngine INSTANCE = new GnnEngine();

    private GnnEngine() {}

    @Override
    public @Nullable Engine getAlternativeEngine() {
        return null;
    }

    @Override
    public String getEngineName() {
        return NAME;
    }

    @Override
    public int getRank() {
        return new GnnEngineProvider().getEngineRank();
    }

    @Override
    public String getVersion() {
        return getDjlVersion();
    }

    @Override
    public boolean hasCapability(String capability) {
        return false;
    }

    @Override
    public Device defaultDevice() {
        return Device.cpu();
    }

    @Override
    public int getGpuCount() {
        return 0;
    }

    /** The device is ignored: there is one. */
    @Override
    public Model newModel(String name, @Nullable Device device) {
        return new GnnModel(name);
    }

    @Override
    public NDManager newBaseManager() {
        return GnnNDManager.ROOT.newSubManager();
    }

    @Override
    public NDManager newBaseManager(@Nullable Device device) {
        return newBaseManager();
    }
}
